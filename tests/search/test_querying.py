"""The shared part of the query language: what its normal form is and what it refuses."""

import pytest
from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from onestop.search.exceptions import UnsupportedQuery
from onestop.search.querying import match_count, normal_form


def test_a_term_that_scores_becomes_a_constant_so_that_both_engines_count_it_alike() -> None:
    assert normal_form(Q("term", kind="gb")) == {
        "constant_score": {"filter": {"term": {"kind": {"value": "gb"}}}, "boost": 1.0}
    }
    assert normal_form(Q("term", kind="gb"), scoring=False) == {"term": {"kind": {"value": "gb"}}}


def test_clauses_of_a_bool_score_by_where_they_stand() -> None:
    query = Q(
        "bool", must=[Q("term", kind="a")], filter=[Q("term", kind="b")], must_not=[Q("terms", kind=["c"])]
    )
    normal = normal_form(query)["bool"]
    assert "constant_score" in normal["must"][0]
    assert normal["filter"] == [{"term": {"kind": {"value": "b"}}}]
    assert normal["must_not"] == [{"terms": {"kind": ["c"]}}]


def test_options_of_a_match_are_written_out() -> None:
    query = Q("match", title_b={"query": "a b", "operator": "AND", "boost": 2})
    assert normal_form(query) == {"match": {"title_b": {"query": "a b", "operator": "and", "boost": 2}}}


@pytest.mark.parametrize(
    "query",
    [
        Q("query_string", query="x"),
        Q("match", title_b={"query": "x", "fuzziness": 1}),
        Q("match_phrase", title_b={"query": "x", "slop": 2}),
        Q("bool", should=[Q("match_all")], minimum_should_match="2<75%"),
        Q("bool", should=[Q("match_all")], minimum_should_match=-1),
        Q("range", year={"gte": "now/d", "format": "yyyy"}),
        Q("range", year={}),
        Q("function_score", query=Q("match_all")),
        Q("bool", must=[Q("wildcard", kind="g*")]),
    ],
)
def test_what_the_engines_do_not_share_is_refused(query: Query) -> None:
    with pytest.raises(UnsupportedQuery):
        normal_form(query)


@pytest.mark.parametrize(
    ("value", "clauses", "needed"),
    [
        (None, 4, 0),
        (0, 4, 0),
        (2, 4, 2),
        (9, 4, 4),
        ("50%", 5, 2),
        ("50%", 1, 0),
        ("100%", 3, 3),
        ("3", 9, 3),
    ],
)
def test_how_many_clauses_must_match(value: int | str | None, clauses: int, needed: int) -> None:
    assert match_count(value, clauses) == needed
