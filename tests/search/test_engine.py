"""What a search gives, on the engine in use: the same tests run on both."""

import pytest
from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from onestop.search import analysis
from onestop.search.building import build
from onestop.search.engines import (
    Engine,
    EngineUnavailable,
    QueriesFacet,
    Request,
    Response,
    StatesFacet,
    TermsFacet,
    UnsupportedQuery,
)
from onestop.tests.factories.search_documents import TagDocument, make_tag

TITLES = [
    ("产品质量标准", "gb", 2015),
    ("质量管理体系 要求", "gb", 2016),
    ("一站式质量服务规范", "db", 2017),
    ("技术服务标准", "db", 2018),
    ("5G网络技术要求", "t", 2019),
    ("用水定额", "db", 2020),
]


@pytest.fixture
def tags(engine: Engine) -> dict[str, str]:
    """Tags in the index; their titles by primary key."""
    made = [make_tag(title, kind=kind, year=year, n=n) for n, (title, kind, year) in enumerate(TITLES)]
    build(TagDocument, engine)
    return {str(tag.pk): tag.name for tag in made}


def ask(engine: Engine, query: Query, **options: object) -> Response:
    return engine.search(Request(TagDocument, query, **options))  # type: ignore[arg-type]


def phrase(text: str) -> Query:
    return Q("match_phrase", title_b=analysis.bigrams(text))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (phrase("质量标准"), {"产品质量标准"}),
        (phrase("服务"), {"一站式质量服务规范", "技术服务标准"}),
        (Q("match", title_u="水"), {"用水定额"}),
        (Q("match", title_b=""), set()),
        (Q("match", title_b="5g"), {"5G网络技术要求"}),
        (
            Q("match", title_b={"query": analysis.bigrams("质量标准"), "operator": "and"}),
            {"产品质量标准"},
        ),
        (
            Q("match", title_b={"query": analysis.bigrams("质量标准服务"), "minimum_should_match": "60%"}),
            {"产品质量标准"},
        ),
        (Q("bool", must_not=[Q("term", kind="db")]), {"产品质量标准", "质量管理体系 要求", "5G网络技术要求"}),
        (Q("bool", should=[phrase("定额"), phrase("网络")]), {"用水定额", "5G网络技术要求"}),
        (
            Q("bool", should=[phrase("质量"), phrase("标准"), phrase("服务")], minimum_should_match=2),
            {"产品质量标准", "一站式质量服务规范", "技术服务标准"},
        ),
        (
            Q("bool", filter=[Q("range", year={"gt": 2015, "lte": 2017})]),
            {"质量管理体系 要求", "一站式质量服务规范"},
        ),
        (Q("terms", year=[2015, 2020]), {"产品质量标准", "用水定额"}),
        (Q("terms", year=[2015, 2020, *range(1000, 1500)]), {"产品质量标准", "用水定额"}),
        (Q("term", labels="even") & Q("term", kind="db"), {"技术服务标准", "用水定额"}),
        (
            Q("dis_max", queries=[phrase("规范"), phrase("定额")], tie_breaker=0.1),
            {"一站式质量服务规范", "用水定额"},
        ),
        (Q("constant_score", filter=phrase("体系")), {"质量管理体系 要求"}),
        (Q("match_none"), set()),
        (Q("terms", kind=[]), set()),
    ],
)
def test_queries_find_what_they_say(
    engine: Engine, tags: dict[str, str], query: Query, expected: set[str]
) -> None:
    response = ask(engine, query)
    assert {tags[hit.id] for hit in response.hits} == expected
    assert response.total == len(expected)
    assert response.engine == engine.name


def test_a_better_match_comes_first_and_boosts_count(engine: Engine, tags: dict[str, str]) -> None:
    either = ask(engine, Q("bool", should=[phrase("质量"), phrase("标准")]))
    assert tags[either.hits[0].id] == "产品质量标准"
    boosted = ask(engine, Q("bool", should=[phrase("质量"), Q("term", kind={"value": "db", "boost": 50})]))
    assert tags[boosted.hits[0].id] == "一站式质量服务规范"


def test_static_decides_between_equals(engine: Engine) -> None:
    made = [make_tag(f"相同的标题{n}", static=static, n=n) for n, static in enumerate((0, 900, 10, 900))]
    build(TagDocument, engine)
    for query in (phrase("相同"), Q("match_all")):
        assert ask(engine, query).ids == [made[n].pk for n in (1, 3, 2, 0)]


def test_facets_are_counted_without_their_own_filter(engine: Engine, tags: dict[str, str]) -> None:
    response = ask(
        engine,
        Q("match_all"),
        filters={"kind": Q("term", kind="gb"), "recent": Q("range", year={"gte": 2016})},
        facets={
            "kind": TermsFacet("kind"),
            "year": TermsFacet("year", size=2),
            "recent": QueriesFacet(
                {"old": Q("range", year={"lt": 2016}), "new": Q("range", year={"gte": 2016})}
            ),
            "parity": TermsFacet("labels", size=9),
        },
    )
    assert response.total == 1
    assert response.facets == {
        "kind": {"db": 3, "gb": 1, "t": 1},
        "year": {"2016": 1},
        "recent": {"old": 1, "new": 1},
        "parity": {"even": 1, "gb": 1},
    }
    assert list(response.facets["kind"]) == ["db", "gb", "t"]


def test_states_are_words_where_settled_else_queries(engine: Engine, tags: dict[str, str]) -> None:
    """Of what is ``db`` the year decides; the rest is what its kind says, and no query is asked about it."""
    late, early = Q("range", year={"gte": 2018}), Q("range", year={"lt": 2018})
    states = StatesFacet("kind", "db", {"gb": late, "t": early, "never": Q("range", year={"lt": 0})})
    for filters in ({}, {"state": Q("term", kind="t")}):
        response = ask(engine, Q("match_all"), filters=filters, facets={"state": states})
        assert response.facets["state"] == {"gb": 2 + 2, "t": 1 + 1, "never": 0}
        assert list(response.facets["state"]) == ["gb", "t", "never"]


def test_sorting_by_a_number_both_ways(engine: Engine, tags: dict[str, str]) -> None:
    rising = ask(engine, Q("match_all"), sort="year").ids
    assert [tags[str(pk)] for pk in rising] == [title for title, _kind, _year in TITLES]
    assert ask(engine, Q("match_all"), sort="-year").ids == rising[::-1]


@pytest.mark.parametrize("field", ["kind", "nothing", "title_b", ""])
def test_sorting_by_what_is_not_a_number_is_a_mistake(
    engine: Engine, tags: dict[str, str], field: str
) -> None:
    with pytest.raises(UnsupportedQuery):
        ask(engine, Q("match_all"), sort=field)


def test_pages_follow_each_other_and_end(engine: Engine, tags: dict[str, str]) -> None:
    whole = ask(engine, Q("match_all"), size=100).ids
    pages = [
        ask(engine, Q("match_all"), offset=offset, size=4).ids for offset in (0, 4, 8, 10_001, 1_999_999_980)
    ]
    assert pages == [whole[:4], whole[4:], [], [], []]
    far = ask(engine, Q("match_all"), offset=1_999_999_980, facets={"kind": TermsFacet("kind", 1)})
    assert far.total == 6
    assert far.facets == {"kind": {"db": 3}}


def test_only_the_total_can_be_asked_for(engine: Engine, tags: dict[str, str]) -> None:
    response = ask(engine, phrase("质量"), size=0, facets={"kind": TermsFacet("kind")})
    assert (response.total, response.hits, response.facets) == (3, [], {"kind": {"gb": 2, "db": 1}})


def test_several_requests_at_once(engine: Engine, tags: dict[str, str]) -> None:
    requests = [Request(TagDocument, phrase("质量")), Request(TagDocument, phrase("定额"), size=0)]
    assert [response.total for response in engine.multi_search(requests)] == [3, 1]
    assert engine.multi_search(requests) == [engine.search(request) for request in requests]
    assert engine.multi_search([]) == []


def test_without_an_index_the_engine_says_so(engine: Engine) -> None:
    with pytest.raises(EngineUnavailable):
        ask(engine, Q("match_all"))
    with pytest.raises(EngineUnavailable):
        engine.write(TagDocument, [], [1])
    assert engine.state(TagDocument).mapping == "missing"


def test_what_may_not_be_public_is_not_indexed(engine: Engine) -> None:
    make_tag("公开的标准", n=1)
    make_tag("秘密的标准", kind="secret", n=2)
    build(TagDocument, engine)
    assert ask(engine, Q("match_all")).total == 1


def test_negative_offsets_and_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Request(TagDocument, Q("match_all"), offset=-1)
