"""/search/: one box, everything the site has, in labelled groups."""

from typing import Any

import pytest

from django.test import Client

from onestop.search import engines
from onestop.search.engines import Engine
from onestop.search.models import ZeroResultQuery


def test_an_empty_question_shows_where_to_begin(client: Client, publish: Any) -> None:
    response = client.get("/search/")
    assert response.status_code == 200
    assert b"<h1" in response.content


def test_results_stand_in_groups_with_counts_and_more(client: Client, publish: Any) -> None:
    for number in range(6):
        publish(f"衡器检定{number}", intro="每年一次", slug=f"scale-{number}")
    response = client.get("/search/", {"q": "衡器检定"})
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count('class="found__row"') == 4
    assert "/search/?q=%E8%A1%A1%E5%99%A8%E6%A3%80%E5%AE%9A&amp;in=articles" in html
    assert "<mark>衡器检定</mark>" in html


def test_one_group_is_turned_page_by_page(client: Client, publish: Any) -> None:
    for number in range(23):
        publish(f"衡器检定{number}", slug=f"scale-{number}")
    first = client.get("/search/", {"q": "衡器", "in": "articles"}).content.decode()
    second = client.get("/search/", {"q": "衡器", "in": "articles", "page": "2"}).content.decode()
    assert first.count('class="found__row"') == 20
    assert second.count('class="found__row"') == 3
    assert 'aria-current="page">2<' in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "99", "²"])
def test_a_page_that_is_none_is_said(client: Client, publish: Any, page: str) -> None:
    publish("衡器检定")
    response = client.get("/search/", {"q": "衡器", "in": "articles", "page": page})
    assert response.status_code == 404
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "' OR 1=1 --", "\x00", "秤" * 5000, "%", "_"])
def test_any_text_is_answered(client: Client, publish: Any, text: str) -> None:
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_unknown_group_finds_nothing(client: Client, publish: Any) -> None:
    publish("衡器检定")
    response = client.get("/search/", {"q": "衡器", "in": "nowhere"})
    assert response.status_code == 200
    assert "found__row" not in response.content.decode()


def test_a_question_without_result_is_counted_for_editors(client: Client, publish: Any) -> None:
    client.get("/search/", {"q": "毫不相干的话"})
    assert ZeroResultQuery.objects.get().text == "毫不相干的话"


def test_without_an_engine_the_page_answers_and_says_so(
    client: Client, publish: Any, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("衡器检定")

    def away(*_args: object, **_kwargs: object) -> None:
        raise engines.EngineUnavailable("away")

    monkeypatch.setattr(type(engine), "search", away)
    html = client.get("/search/", {"q": "衡器"}).content.decode()
    assert html.count('class="found__row"') == 1
    assert "notice--wait" in html
