"""What the product needs of Elasticsearch works on the node under test: the one built here, or a stock one.

Run against both, this is what keeps the test node honest.
"""

from typing import Any

import pytest
from elasticsearch import ApiError, BadRequestError, Elasticsearch
from elasticsearch.helpers import bulk

pytestmark = pytest.mark.elasticsearch

SETTINGS: dict[str, Any] = {"number_of_shards": 1, "number_of_replicas": 0, "max_result_window": 500_000}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "title": {"type": "text", "analyzer": "whitespace"},
        "scope": {"type": "text", "analyzer": "whitespace"},
        "kind": {"type": "keyword"},
        "family": {"type": "keyword"},
        "effective": {"type": "date"},
        "weight": {"type": "long"},
    },
}
DOCUMENTS: list[dict[str, Any]] = [
    {"title": "建筑 筑设 设计", "kind": "GB", "family": "a", "effective": "2014-05-01", "weight": 9},
    {"title": "建筑 筑设 设计", "kind": "GB", "family": "a", "effective": "2018-01-01", "weight": 0},
    {
        "title": "设计 建筑",
        "scope": "防火",
        "kind": "DB",
        "family": "b",
        "effective": "2020-06-30",
        "weight": 3,
    },
    {"title": "GB Case 防火", "kind": "QB", "family": "c", "effective": "2021-01-01", "weight": 1},
]


@pytest.fixture
def index(es: Elasticsearch, index_name: str) -> str:
    es.indices.create(index=index_name, settings=SETTINGS, mappings=MAPPINGS)
    actions = [
        {"_index": index_name, "_id": str(number), "_source": source}
        for number, source in enumerate(DOCUMENTS)
    ]
    assert bulk(es, actions, refresh=True) == (len(DOCUMENTS), [])
    return index_name


def found(es: Elasticsearch, index: str, query: dict[str, Any], **options: Any) -> list[str]:
    return [hit["_id"] for hit in es.search(index=index, query=query, **options)["hits"]["hits"]]


def test_the_client_accepts_the_server_and_the_root_names_the_version(es: Elasticsearch) -> None:
    root = es.info(pretty=True, human=True)
    assert root["version"]["number"].startswith("8.19.")
    assert root["tagline"]
    assert es.ping()


def test_whitespace_analysis_only_cuts(es: Elasticsearch, index: str) -> None:
    text = "GB/T Case\t全角Ａ\u3000后 " + "x" * 256
    expected = ["GB/T", "Case", "全角Ａ", "后", "x" * 255, "x"]
    for how in ({"analyzer": "whitespace"}, {"tokenizer": "whitespace"}, {"field": "title"}):
        tokens = [token["token"] for token in es.indices.analyze(index=index, text=text, **how)["tokens"]]
        assert tokens == expected, how


def test_an_analyzer_of_its_own_may_be_built_on_the_whitespace_tokenizer(
    es: Elasticsearch, index_name: str
) -> None:
    analysis = {
        "tokenizer": {"short": {"type": "whitespace", "max_token_length": 3}},
        "analyzer": {
            "low": {"type": "custom", "tokenizer": "short", "filter": ["lowercase"]},
            "plain": {"type": "whitespace"},
        },
    }
    es.indices.create(index=index_name, settings={**SETTINGS, "analysis": analysis})
    for analyzer, expected in (("low", ["abc", "d"]), ("plain", ["ABCD"])):
        answer = es.indices.analyze(index=index_name, analyzer=analyzer, text="ABCD")
        assert [token["token"] for token in answer["tokens"]] == expected


def test_an_unknown_analyzer_is_refused_when_the_index_is_made(es: Elasticsearch, index_name: str) -> None:
    with pytest.raises(BadRequestError, match="no_such_analyzer"):
        es.indices.create(
            index=index_name, mappings={"properties": {"t": {"type": "text", "analyzer": "no_such_analyzer"}}}
        )


def test_a_field_that_is_not_in_the_mapping_is_refused(es: Elasticsearch, index: str) -> None:
    with pytest.raises(ApiError, match="strict_dynamic_mapping_exception"):
        es.index(index=index, document={"unknown": 1})


def test_phrase_needs_the_order_of_the_tokens(es: Elasticsearch, index: str) -> None:
    assert found(es, index, {"match_phrase": {"title": "筑设 设计"}}, sort=["_doc"]) == ["0", "1"]
    assert set(found(es, index, {"match": {"title": "设计 建筑"}})) == {"0", "1", "2"}
    assert found(es, index, {"match_phrase": {"title": "gb case"}}) == [], "the case is kept"


def test_bool_dis_max_and_constant_score_combine(es: Elasticsearch, index: str) -> None:
    either = {
        "dis_max": {
            "tie_breaker": 0.1,
            "queries": [{"match": {"title": "防火"}}, {"match": {"scope": "防火"}}],
        }
    }
    query = {
        "bool": {
            "must": [either],
            "filter": [{"range": {"effective": {"lte": "2020-12-31"}}}],
            "must_not": [{"term": {"kind": "QB"}}],
            "should": [{"constant_score": {"filter": {"term": {"kind": "DB"}}, "boost": 100}}],
        }
    }
    hits = es.search(index=index, query=query)["hits"]["hits"]
    assert [hit["_id"] for hit in hits] == ["2"]
    assert hits[0]["_score"] > 100
    half = {"match": {"title": {"query": "建筑 筑设 甲乙 丙丁", "minimum_should_match": "50%"}}}
    assert set(found(es, index, half)) == {"0", "1"}


def test_function_score_multiplies_by_a_field(es: Elasticsearch, index: str) -> None:
    factor = {"field": "weight", "factor": 0.02, "modifier": "log2p", "missing": 0}
    query = {
        "function_score": {
            "query": {"match": {"title": "筑设"}},
            "functions": [{"field_value_factor": factor}, {"filter": {"term": {"kind": "GB"}}, "weight": 2}],
            "boost_mode": "multiply",
        }
    }
    assert found(es, index, query) == ["0", "1"]


def test_terms_and_filters_are_counted_apart_from_the_shown_hits(es: Elasticsearch, index: str) -> None:
    answer = es.search(
        index=index,
        query={"match": {"title": "建筑"}},
        post_filter={"term": {"kind": "DB"}},
        aggregations={
            "kinds": {"terms": {"field": "kind", "size": 10, "order": {"_key": "asc"}}},
            "when": {
                "filters": {
                    "filters": {
                        "old": {"range": {"effective": {"lt": "2018-01-01"}}},
                        "new": {"range": {"effective": {"gte": "2018-01-01"}}},
                    }
                }
            },
            "families": {"cardinality": {"field": "family", "precision_threshold": 40_000}},
        },
    )
    assert [hit["_id"] for hit in answer["hits"]["hits"]] == ["2"]
    sums = answer["aggregations"]
    assert [(b["key"], b["doc_count"]) for b in sums["kinds"]["buckets"]] == [("DB", 1), ("GB", 2)]
    assert {key: b["doc_count"] for key, b in sums["when"]["buckets"].items()} == {"old": 1, "new": 2}
    assert sums["families"]["value"] == 2


def test_sort_collapse_and_paging_past_ten_thousand(es: Elasticsearch, index: str) -> None:
    everything = {"match_all": {}}
    assert found(es, index, everything, sort=[{"effective": "desc"}]) == ["3", "2", "1", "0"]
    by_family = found(es, index, everything, collapse={"field": "family"}, sort=[{"effective": "desc"}])
    assert by_family == ["3", "2", "1"]
    assert found(es, index, everything, from_=400_000, size=20) == []
    with pytest.raises(BadRequestError, match="Result window is too large"):
        found(es, index, everything, from_=500_000, size=1)
    first = es.search(index=index, query=everything, size=2, sort=[{"effective": "asc"}])["hits"]["hits"]
    after = found(es, index, everything, size=2, sort=[{"effective": "asc"}], search_after=first[-1]["sort"])
    assert after == ["2", "3"]


def test_totals_are_exact_bounded_or_left_out_as_asked(es: Elasticsearch, index: str) -> None:
    def total(track: bool | int) -> Any:
        return es.search(index=index, query={"match_all": {}}, size=0, track_total_hits=track)["hits"].get(
            "total"
        )

    assert total(track=True) == {"value": 4, "relation": "eq"}
    assert total(track=2) == {"value": 2, "relation": "gte"}
    assert total(track=False) is None


def test_several_searches_in_one_request(es: Elasticsearch, index: str) -> None:
    good = {"query": {"term": {"kind": "QB"}}}
    bad = {"query": {"range": {"effective": {"gte": "not a date"}}}}
    answers = es.msearch(searches=[{"index": index}, good, {"index": index}, bad])["responses"]
    assert [answer["status"] for answer in answers] == [200, 400]
    assert answers[0]["hits"]["hits"][0]["_id"] == "3"


def test_an_alias_moves_to_another_index_at_once(es: Elasticsearch, index: str) -> None:
    alias, newer = f"{index}-alias", f"{index}-newer"
    es.indices.put_alias(index=index, name=alias)
    es.indices.create(index=newer, settings=SETTINGS, mappings=MAPPINGS)
    es.indices.update_aliases(
        actions=[{"add": {"index": newer, "alias": alias}}, {"remove": {"index": index, "alias": alias}}]
    )
    assert list(es.indices.get_alias(name=alias)) == [newer]
    assert es.count(index=alias)["count"] == 0
    es.indices.update_aliases(
        actions=[{"remove_index": {"index": newer}}, {"add": {"index": index, "alias": alias}}]
    )
    assert es.count(index=alias)["count"] == len(DOCUMENTS)


def test_an_older_version_of_a_document_does_not_replace_a_newer_one(es: Elasticsearch, index: str) -> None:
    newer = {
        "_index": index,
        "_id": "v",
        "version": 7,
        "version_type": "external_gte",
        "_source": {"weight": 7},
    }
    older = {**newer, "version": 6, "_source": {"weight": 6}}
    _, errors = bulk(es, [newer, newer, older], raise_on_error=False)
    assert [error["index"]["status"] for error in errors] == [409]
    assert es.get(index=index, id="v")["_source"] == {"weight": 7}
