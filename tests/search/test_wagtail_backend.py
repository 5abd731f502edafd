"""The admin's search finds any part of a Chinese text."""

import pytest
from modelsearch.query import And, MatchAll, Not, Or, Phrase, PlainText

from django.contrib.auth.models import User
from django.test import Client

from wagtail.models import Page

pytestmark = pytest.mark.django_db

WHOLE = "产品质量标准一站式服务"


@pytest.fixture(autouse=True)
def pages() -> None:
    """Two pages with titles of their own."""
    root = Page.objects.get(depth=1)
    root.add_child(title=WHOLE, slug="whole")
    root.add_child(title="培训 Calendar", slug="other")


def titles(query: object, **options: object) -> list[str]:
    return [page.title for page in Page.objects.search(query, **options)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("question", ["标准", "质量标准", "产品", "服务", "站", "标准 服务", WHOLE])
def test_any_part_is_found(question: str) -> None:
    assert titles(question) == [WHOLE]


def test_words_must_all_be_there_unless_any_is_asked_for() -> None:
    assert titles("标准 培训") == []
    assert set(titles("标准 培训", operator="or")) == {WHOLE, "培训 Calendar"}
    assert titles("CALEND") == ["培训 Calendar"]


def test_queries_can_be_combined() -> None:
    assert titles(PlainText("标准") & ~PlainText("培训")) == [WHOLE]
    assert titles(Or([Phrase("质量标准"), Phrase("没有")])) == [WHOLE]
    assert titles(And([PlainText("培训"), MatchAll()])) == ["培训 Calendar"]
    assert WHOLE not in titles(Not(PlainText("标准")))


def test_autocomplete_fields_counts_and_slices_work() -> None:
    assert [page.title for page in Page.objects.autocomplete("量标")] == [WHOLE]
    assert titles("标准", fields=["title"]) == [WHOLE]
    found = Page.objects.search("标准", order_by_relevance=False)
    assert (found.count(), len(found[0:1]), len(found[1:5])) == (1, 1, 0)
    assert Page.objects.search("标准").annotate_score("score")[0].score == 1.0


def test_the_admins_own_search_finds_it(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    answer = client.get("/admin/pages/search/", {"q": "质量标准"})
    assert WHOLE in answer.content.decode()
