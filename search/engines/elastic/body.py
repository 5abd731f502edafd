"""Requests as Elasticsearch takes them, and its answers as ours.

A request becomes several searches of one round trip: one for the page, one for each set of filters under
which facets are counted. Each looks at no more than its own filters leave, counting does without scores, and
Elasticsearch runs them side by side and keeps the counts (its request cache) until the index changes: the
next page of a question has its facets for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from onestop.search import ordering
from onestop.search.documents import SearchDocument
from onestop.search.engines.facets import EVERY_STATE, state_counts, top_counts
from onestop.search.engines.spans import span_aggregation, span_count, spans_of_all
from onestop.search.exceptions import UnsupportedQuery
from onestop.search.querying import Node, normal_form
from onestop.search.requesting import (
    RELEVANCE,
    Facet,
    Hit,
    QueriesFacet,
    Request,
    Response,
    StatesFacet,
    TermsFacet,
    is_sortable,
)

_EVERY_BUCKET = 10_000
_REST = "rest"
_MISSING = {2**63 - 1, -(2**63)}
"""What Elasticsearch sorts documents by that lack the field."""


def page_body(request: Request) -> Node:
    """Return the search for the page and the total."""
    if request.size == 0:
        return total_body(request)
    node = normal_form(request.query)
    body: Node = {"track_total_hits": True, "_source": False, "stored_fields": "_none_"}
    query = _restricted(node, [normal_form(query, scoring=False) for query in request.filters.values()])
    begin, end = ordering.window(request.offset, request.size)
    body |= {"from": begin, "size": end - begin}
    if request.sort == RELEVANCE and ordering.scores(node):
        return body | {"query": _weighted(query), "sort": [{"_score": "desc"}, {"order": "asc"}]}
    field = "order" if request.sort == RELEVANCE else request.sort.removeprefix("-")
    if not is_sortable(request.document, field):
        raise UnsupportedQuery(f"{request.document.__name__} cannot be sorted by {field}")
    direction = "desc" if request.sort.startswith("-") else "asc"
    sort = [{field: {"order": direction, "missing": "_last"}}, {"order": "asc"}]
    return body | {"query": query, "sort": sort}


def total_body(request: Request) -> Node:
    """Return the search for the total alone."""
    return {"query": _unranked(request, request.filters), "track_total_hits": True, "size": 0}


def facet_bodies(request: Request) -> list[Node]:
    """Return the searches for the facets: those whose own filter is set one by one, the others together."""
    groups: dict[str, Node] = defaultdict(dict)
    for name, facet in request.facets.items():
        groups[name if name in request.filters else ""] |= _aggregations_of(name, facet, request.document)
    return [
        {
            "query": _unranked(request, [each for each in request.filters if each != own]),
            "track_total_hits": False,
            "size": 0,
            "aggs": aggregations,
        }
        for own, aggregations in groups.items()
    ]


def _unranked(request: Request, filters: Iterable[str]) -> Node:
    """Return the query under the filters of these names, for counting: nothing of it scores."""
    restrictions = [normal_form(request.filters[name], scoring=False) for name in filters]
    return {"bool": {"filter": [normal_form(request.query, scoring=False), *restrictions]}}


def _weighted(query: Node) -> Node:
    """Multiply the score by log2(2 + weight), as the embedded engine does."""
    factor = {"field": "static", "factor": ordering.weight(1), "modifier": "log2p", "missing": 0}
    function = {"field_value_factor": factor, "weight": ordering.LOG2P_WEIGHT}
    return {"function_score": {"query": query, "functions": [function], "boost_mode": "multiply"}}


def _restricted(node: Node, filters: list[Node]) -> Node:
    return {"bool": {"must": [node], "filter": filters}} if filters else node


def _aggregations_of(name: str, facet: Facet, document: type[SearchDocument]) -> Node:
    if isinstance(facet, TermsFacet):
        return {name: _terms(facet.field, facet.size)}
    if isinstance(facet, QueriesFacet):
        return _query_aggregations(name, facet, document)
    moving = {"term": {facet.field: {"value": facet.moving}}}
    rest = {"filter": moving, "aggs": _query_aggregations(_REST, facet.rest, document)}
    return {name: _terms(facet.field, EVERY_STATE), _rest(name): rest}


def _terms(field: str, size: int) -> Node:
    return {"terms": {"field": field, "size": min(size, _EVERY_BUCKET)}}


def _rest(name: str) -> str:
    return f"{name}:{_REST}"


def _query_aggregations(name: str, facet: QueriesFacet, document: type[SearchDocument]) -> Node:
    """Return what counts the queries: as ranges of stored values, where no more than that is asked."""
    if spans := spans_of_all(facet.queries, partial(is_sortable, document)):
        return {f"{name}:{value}": span_aggregation(each) for value, each in spans.items()}
    queries = {value: normal_form(query, scoring=False) for value, query in facet.queries.items()}
    return {name: {"filters": {"filters": queries}}}


def to_response(request: Request, answers: Sequence[Any], engine: str) -> Response:
    """Return Elasticsearch's ``answers`` to ``request``, of which the first is that of the page."""
    page, *counted = answers
    begin, _end = ordering.window(request.offset, request.size)
    ranked = [_ranked(hit, request) for hit in page["hits"]["hits"]] if request.size else []
    hits = [
        Hit(str(ordering.pk_of(hit.key)), hit.score)
        for hit in ordering.arrange(ranked, begin, request.offset, request.size)
    ]
    found: dict[str, Any] = {}
    for answer in counted:
        found |= answer["aggregations"]
    facets = {name: _counts(name, facet, found, request.document) for name, facet in request.facets.items()}
    return Response(page["hits"]["total"]["value"], hits, facets, engine)


def _ranked(hit: Any, request: Request) -> ordering.Ranked:
    first, key = hit["sort"]
    if isinstance(first, float):
        return ordering.by_score(first, key)
    value = None if first in _MISSING else first
    return ordering.by_value(value, key, descending=request.sort.startswith("-"))


def _counts(
    name: str, facet: Facet, found: Mapping[str, Any], document: type[SearchDocument]
) -> dict[str, int]:
    if isinstance(facet, TermsFacet):
        return top_counts(found[name]["buckets"], facet.size)
    if isinstance(facet, StatesFacet):
        rest = _query_counts(_REST, facet.rest, found[_rest(name)], document)
        return state_counts(facet, found[name]["buckets"], rest)
    return _query_counts(name, facet, found, document)


def _query_counts(
    name: str, facet: QueriesFacet, found: Mapping[str, Any], document: type[SearchDocument]
) -> dict[str, int]:
    if spans := spans_of_all(facet.queries, partial(is_sortable, document)):
        return {value: span_count(found[f"{name}:{value}"], each) for value, each in spans.items()}
    buckets = found[name]["buckets"]
    return {value: int(buckets[value]["doc_count"]) for value in facet.queries}
