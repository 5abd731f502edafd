"""Both engines, each on a fresh index of the same rows: the same counts, the same order, the same facets."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query
from taggit.models import Tag

from onestop.search import analysis
from onestop.search.building import build
from onestop.search.engines import Engine, QueriesFacet, Request, TermsFacet, get_engine
from onestop.search.registry import register, unregister
from onestop.tests.factories.search_documents import TagDocument

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]

ROWS = 3000
TOGETHER = 5
KINDS = ("gb", "db", "t")
STATIC = (0, 250, 500, 750, 1000)
CHANCE = random.Random(19012)  # noqa: S311 - repeatable, nothing secret
WORDS = analysis.words(
    "质量 标准 技术 规范 要求 服务 管理 体系 产品 检验 方法 试验 安全 通用 第1部分 第2部分 网络 5G 建筑 设计"
    " 水 电气 设备 材料 评价 指南 绿色 农产品 哈密瓜 葡萄 煤炭 新能源 汽车 医疗器械 术语 基本 GB ISO 9001"
)


def _title(number: int) -> str:
    words = CHANCE.choices(WORDS, weights=range(len(WORDS), 0, -1), k=CHANCE.randint(1, 9))
    return f"{''.join(words)}{' ' * (number % 3)}{number}"


@pytest.fixture
def engines(es: Elasticsearch, settings: Any) -> Iterator[tuple[Engine, Engine]]:
    """Both engines over the same rows."""
    (node,) = es.transport.node_pool.all()
    settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL or node.base_url
    register(TagDocument)
    Tag.objects.bulk_create(
        Tag(
            name=_title(number),
            slug="-".join(
                map(str, (CHANCE.choice(KINDS), CHANCE.randint(1990, 2026), CHANCE.choice(STATIC), number))
            ),
        )
        for number in range(ROWS)
    )
    both = get_engine("embedded"), get_engine("elasticsearch")
    for engine in both:
        build(TagDocument, engine)
    yield both
    unregister(TagDocument)
    for index in es.indices.get(index=f"{settings.SEARCH_INDEX_PREFIX}-*", expand_wildcards="all"):
        es.indices.delete(index=index)


def _word(text: str) -> Query:
    phrase = Q("match_phrase", title_b={"query": analysis.bigrams(text), "boost": 4})
    single = Q("match", title_u={"query": analysis.unigrams(text), "operator": "and"})
    return Q("dis_max", queries=[phrase, single], tie_breaker=0.1)


def _short(text: str) -> Query:
    return Q("bool", must=[_word(word) for word in analysis.words(text)])


def _long(text: str) -> Query:
    tokens = analysis.bigrams(text)
    return Q(
        "bool",
        must=[Q("match", title_b={"query": tokens, "minimum_should_match": "50%"})],
        should=[Q("match", title_u={"query": analysis.unigrams(text), "boost": 0.5})],
    )


def _requests() -> list[Request]:
    queries = [_short(" ".join(CHANCE.sample(WORDS, k))) for k in (1, 1, 1, 1, 2, 2, 3) for _ in range(4)]
    queries += [_long("".join(CHANCE.sample(WORDS, 6))) for _ in range(8)]
    queries += [
        Q("match_all"),
        Q("bool", filter=[Q("term", labels="even")]),
        Q("bool", should=[_word("质量"), Q("term", kind={"value": "db", "boost": 3})]),
        Q("bool", must=[_word("标准")], must_not=[Q("range", year={"lt": 2010})]),
        Q("constant_score", filter=_word("服务"), boost=2),
        Q("match_none"),
    ]
    facets = {
        "kind": TermsFacet("kind"),
        "year": TermsFacet("year", size=7),
        "age": QueriesFacet({"old": Q("range", year={"lt": 2000}), "new": Q("range", year={"gte": 2000})}),
    }
    filters: list[dict[str, Query]] = [
        {},
        {"kind": Q("terms", kind=["gb", "t"])},
        {
            "kind": Q("term", kind="db"),
            "age": Q("range", year={"gte": 2000}),
            "parity": Q("term", labels="odd"),
        },
    ]
    orders = [
        ("relevance", 0, 20),
        ("relevance", 20, 20),
        ("year", 0, 50),
        ("-year", 130, 20),
        ("relevance", 90, 25),
    ]
    return [
        Request(TagDocument, query, filters[n % 3], facets, sort, offset, size)
        for n, query in enumerate(queries)
        for sort, offset, size in orders
    ]


def test_counts_order_and_facets_are_the_same(engines: tuple[Engine, Engine]) -> None:
    embedded, elasticsearch = engines
    requests = _requests()
    parts = [requests[start : start + TOGETHER] for start in range(0, len(requests), TOGETHER)]
    answers = [answer for part in parts for answer in elasticsearch.multi_search(part)]
    different = []
    for request, theirs in zip(requests, answers, strict=True):
        ours = embedded.search(request)
        if (ours.total, ours.ids, ours.facets) != (theirs.total, theirs.ids, theirs.facets):
            different.append((request.query.to_dict(), request.sort, request.offset, ours, theirs))
        scores = [hit.score for hit in ours.hits]
        assert scores == pytest.approx([hit.score for hit in theirs.hits], rel=1e-5)
    assert len(requests) > 200
    assert sum(answer.total > 100 for answer in answers) > 50
    assert not different, different[:2]


def test_all_pages_of_a_common_word_are_the_same(engines: tuple[Engine, Engine]) -> None:
    whole = []
    for engine in engines:
        request = Request(TagDocument, _short("质量"), size=0)
        total = engine.search(request).total
        pages = [
            engine.search(Request(TagDocument, _short("质量"), offset=offset, size=30)).ids
            for offset in range(0, total, 30)
        ]
        whole.append([pk for page in pages for pk in page])
        assert len(set(whole[-1])) == len(whole[-1]) == total
    assert whole[0] == whole[1]
    assert len(whole[0]) > 300


def test_the_next_page_of_a_question_has_its_facets_for_nothing(
    engines: tuple[Engine, Engine], es: Elasticsearch, settings: Any
) -> None:
    def kept() -> int:
        stats = es.indices.stats(index=f"{settings.SEARCH_INDEX_PREFIX}-*", metric="request_cache")
        return int(stats["_all"]["primaries"]["request_cache"]["hit_count"])

    facets = {"kind": TermsFacet("kind"), "year": TermsFacet("year")}
    filters = {"kind": Q("term", kind="gb")}
    first = engines[1].search(Request(TagDocument, _short("质量"), filters, facets))
    before = kept()
    second = engines[1].search(Request(TagDocument, _short("质量"), filters, facets, offset=20))
    assert kept() == before + 2  # under all filters, and under all but that of the facet
    assert second.facets == first.facets != {}


def test_a_published_index_is_written_to_and_refreshed_as_any_other(
    engines: tuple[Engine, Engine], es: Elasticsearch
) -> None:
    name = engines[1].state(TagDocument).index
    chosen = es.indices.get_settings(index=name)[name]["settings"]["index"]
    assert "refresh_interval" not in chosen
    assert "translog" not in chosen
