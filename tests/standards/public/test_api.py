"""``/api/v1/standards/`` and its kin, ``/suggest/``, ``/resolve/``, as docs/api.md promises them."""

from collections.abc import Callable
from typing import Any

import pytest

from onestop.standards.searching.facets import FACETS

Get = Callable[..., Any]


def test_a_list_has_what_is_promised(get: Get) -> None:
    answer = get("/api/v1/standards/", q="gbt19012").json()
    assert answer["count"] == 3
    assert answer["next"] is None
    assert answer["query"]["text"] == "gbt19012"
    assert answer["query"]["as_number"] == "GB/T 19012"
    assert answer["query"]["engine"] in ("embedded", "elasticsearch")
    first = answer["results"][0]
    assert first["number"] == "GB/T 19012—2019"
    assert first["status"] == {"value": "current", "label": "现行"}
    assert (first["issued"], first["effective"]) == ("2019-06-04", "2020-01-01")
    assert first["url"] == "http://testserver/standards/gb-t-19012-2019/"
    assert first["class"] == "national"
    assert [row["match"] for row in answer["results"]] == ["exact", "edition", "loose"]
    assert {"value": "current", "label": "现行", "count": 1} in answer["facets"]["status"]


def test_a_list_is_narrowed_by_every_facet(get: Get) -> None:
    def count(**parameters: Any) -> int:
        number: int = get("/api/v1/standards/", **parameters).json()["count"]
        return number

    assert count(region="6505") == 1
    assert count(**{"class": ["local", "group"]}) == count(**{"class": "local"}) + count(**{"class": "group"})
    assert count(has_text="true") == 1
    assert count(ics="03") >= count(ics="03.120.10") > 0
    assert count(q="gbt19012", status="replaced") == 1
    assert 0 < count(code="gb/t") < count(code=["GB/T", "GB"])


def test_every_facet_is_described(get: Get) -> None:
    described = get("/api/v1/openapi.json").json()["paths"]["/api/v1/standards/"]["get"]["parameters"]
    assert {facet.name for facet in FACETS} <= {each["name"] for each in described}


def test_pages_follow_one_another(get: Get) -> None:
    first = get("/api/v1/standards/", page_size=5).json()
    second = get(first["next"]).json()
    assert len(first["results"]) == 5
    assert second["previous"]
    assert {row["number"] for row in first["results"]}.isdisjoint(row["number"] for row in second["results"])


def test_words_are_marked(get: Get) -> None:
    row = get("/api/v1/standards/", q="投诉处理").json()["results"][0]
    assert "<mark>投诉处理</mark>" in row["highlight"]
    assert row["match"] == "title"


@pytest.mark.parametrize(
    ("parameters", "status", "code"),
    [
        ({"status": "gone"}, 422, "invalid"),
        ({"class": "gone"}, 422, "invalid"),
        ({"ics": "x"}, 422, "invalid"),
        ({"page": "0"}, 422, "invalid"),
        ({"page_size": "1000"}, 422, "invalid"),
        ({"q": "质" * 500}, 422, "invalid"),
        ({"page": "99999"}, 404, "not_found"),
    ],
)
def test_what_cannot_be_is_refused_in_the_api_s_form(
    get: Get, parameters: dict[str, str], status: int, code: str
) -> None:
    response = get("/api/v1/standards/", **parameters)
    assert response.status_code == status
    assert response.json()["error"]["code"] == code
    assert response.json()["error"]["message"]


def test_an_empty_filter_asks_for_nothing(get: Get) -> None:
    everything = get("/api/v1/standards/").json()
    empty = get("/api/v1/standards/?class=&status=&region=&year=")
    assert empty.status_code == 200
    assert empty.json()["count"] == everything["count"]


@pytest.mark.usefixtures("engine_away")
def test_without_the_engine_the_database_answers_and_says_so(get: Get) -> None:
    answer = get("/api/v1/standards/", q="gbt19012").json()
    assert answer["query"]["engine"] == "database"
    assert answer["query"]["notice"]
    assert answer["results"][0]["number"] == "GB/T 19012—2019"


def test_a_record_comes_whole_with_its_relations(get: Get) -> None:
    record = get("/api/v1/standards/gb-t-19012-2019/").json()
    assert record["number"] == "GB/T 19012—2019"
    assert record["sentence"] == "现行，2020-01-01 起实施，代替 2008 年版。"
    assert [(each["code"], each["name"]) for each in record["ics"]] == [
        ("03.120.10", record["ics"][0]["name"])
    ]
    kinds = {(each["kind"], each["number"]) for each in record["relations"]}
    assert ("replaces", "GB/T 19012—2008") in kinds
    assert ("adopts", "ISO 10002:2018") in kinds
    assert record["citation"].endswith("[S].")
    assert record["checked"] is None


def test_a_record_is_found_by_any_spelling_and_else_not_found(get: Get) -> None:
    assert get("/api/v1/standards/gbt19012/").json()["number"] == "GB/T 19012—2019"
    response = get("/api/v1/standards/gb-t-99999-2099/")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


def test_a_number_is_resolved(get: Get) -> None:
    dated = get("/api/v1/resolve/", q="GBT19012-2008").json()
    assert (dated["resolved"]["number"], dated["reason"]) == ("GB/T 19012—2008", "exact")
    undated = get("/api/v1/resolve/", q="gb/t 19012").json()
    assert (undated["resolved"]["number"], undated["reason"]) == ("GB/T 19012—2019", "edition_in_force")
    amended = get("/api/v1/resolve/", q="GB 175-2007/XG1").json()
    assert amended["reason"] == "amendment"
    assert [each["number"] for each in amended["amendments"]] == ["XG1—2009"]


def test_a_number_that_is_not_here_comes_with_the_official_places(get: Get) -> None:
    response = get("/api/v1/resolve/", q="GB/T 99999-2099")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"
    assert response.json()["places"][0]["url"].startswith("https://std.samr.gov.cn/")


@pytest.mark.parametrize("typed", ["gbt1901", "GB/T 19012", "19012", "投诉处理", "顾客满意", "db6505"])
def test_suggestions_complete_what_is_typed(get: Get, typed: str) -> None:
    found = get("/api/v1/suggest/", q=typed).json()
    assert 0 < len(found) <= 10
    assert set(found[0]) == {"number", "title", "url"}
    wanted = "DB6505/T 101—2021" if typed == "db6505" else "GB/T 19012—2019"
    assert wanted in [each["number"] for each in found]


@pytest.mark.parametrize("typed", ["", " ", "%", "<script>", "x" * 200, "😀"])
def test_suggestions_for_junk_are_none(get: Get, typed: str) -> None:
    response = get("/api/v1/suggest/", q=typed)
    assert response.status_code == 200
    assert response.json() == []


@pytest.mark.usefixtures("engine_away")
def test_suggestions_come_from_the_database_while_the_engine_is_away(get: Get) -> None:
    assert get("/api/v1/suggest/", q="gbt19012").json()[0]["number"] == "GB/T 19012—2019"
