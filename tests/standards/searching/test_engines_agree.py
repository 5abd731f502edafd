"""One set of questions through both engines: the same results in the same order, the same counts."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from onestop.search.building import build
from onestop.search.engines import ELASTICSEARCH, EMBEDDED, Response, get_engine
from onestop.standards.documents import StandardDocument
from onestop.standards.searching.asking import Question
from onestop.standards.searching.finding import request_of
from onestop.tests.elasticsearch.conftest import es  # noqa: F401 - a fixture
from onestop.tests.factories.standards import StandardFactory, load_vectors
from onestop.tests.standards.searching.test_vectors import EXACT, JUNK

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]

TODAY = dt.date(2026, 11, 22)
WORDS = [
    "投诉处理",
    "顾客满意 投诉",
    "示例",
    "质量管理",
    "安全",
    "guidelines",
    "标准",
    "第1部分",
    "气",
    "组织处理投诉指南",
]
TITLES = [
    "质量管理顾客满意组织投诉处理指南[S].",
    "信息技术设备安全第一部分通用要求",
    "相同名称的标准相同名称的标准甲",
]
TEXTS = (
    [typed for typed, _expected in EXACT.values()]
    + WORDS
    + TITLES
    + JUNK
    + ["03.120.10", "A00", "TSG 8", "GB/T 1", "GB", "db65t", "国标", "团体标准", "QC"]
)
CHOICES: list[dict[str, list[str]]] = [
    {},
    {"status": ["current", "replaced"]},
    {"class": ["national"], "year": ["2019", "2020"]},
    {"region": ["6505", "65"]},
    {"ics": ["03"], "nature": ["recommended"], "has_text": ["false"]},
]


@pytest.fixture
def both(es: Elasticsearch, settings: Any) -> Iterator[None]:  # noqa: F811 - the fixture above
    """Fresh indexes of the same records on both engines."""
    (node,) = es.transport.node_pool.all()
    settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL or node.base_url
    load_vectors()
    for number in range(60):
        StandardFactory(number=f"DB65/T {7000 + number}-2018", title=f"相同名称的标准 {'甲' * (number % 2)}")
    for name in (EMBEDDED, ELASTICSEARCH):
        build(StandardDocument, get_engine(name))
    yield
    for index in es.indices.get(index=f"{settings.SEARCH_INDEX_PREFIX}-*", expand_wildcards="all"):
        es.indices.delete(index=index)


def _questions() -> Iterator[tuple[Question, int]]:
    for text in TEXTS:
        yield Question(text=text[:200]), 0
    for chosen in CHOICES:
        for sort in ("relevance", "effective", "issued", "number"):
            yield Question(text="标准", chosen=chosen, sort=sort), 0
            yield Question(chosen=chosen, sort=sort, all_editions=True), 0
    for offset in (20, 40, 10_000):
        yield Question(text="相同名称"), offset


def _seen(response: Response) -> tuple[int, list[int], dict[str, dict[str, int]]]:
    return response.total, response.ids, response.facets


@pytest.mark.usefixtures("both")
def test_both_engines_give_the_same_results_in_the_same_order() -> None:
    differing = []
    for question, offset in _questions():
        request = request_of(question, TODAY, offset, 20)
        embedded, elastic = (get_engine(name).search(request) for name in (EMBEDDED, ELASTICSEARCH))
        if _seen(embedded) != _seen(elastic):
            differing.append((question.text, question.chosen, question.sort, embedded.total, elastic.total))
    assert differing == []
