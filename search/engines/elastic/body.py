"""Requests as Elasticsearch takes them, and its answers as ours."""

from collections import defaultdict
from typing import Any

from onestop.search import ordering
from onestop.search.engines.facets import EVERY_STATE, state_counts, top_counts
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

_ALL = "all filters"
_EVERY_BUCKET = 10_000
_REST = "rest"
_MISSING = {2**63 - 1, -(2**63)}
"""What Elasticsearch sorts documents by that lack the field."""


def search_body(request: Request, *, size: int | None = None) -> Node:
    """Return the body of the search.

    Filters of the same name as a facet come after the counting (``post_filter``), and each facet is counted
    under all of them but its own: one request, every count right.

    Args:
        request: what is asked.
        size: 0 to count only.
    """
    node = normal_form(request.query)
    filters = {name: normal_form(query, scoring=False) for name, query in request.filters.items()}
    late = [name for name in filters if name in request.facets]
    body: Node = {
        "query": _restricted(node, [query for name, query in filters.items() if name not in late]),
        "track_total_hits": True,
        "_source": False,
        "stored_fields": "_none_",
    }
    if late:
        body["post_filter"] = _restriction([filters[name] for name in late])
    if request.facets:
        body["aggs"] = _aggregations(request, {name: filters[name] for name in late})
    return body | _page(request, node, request.size if size is None else size, body["query"])


def _page(request: Request, node: Node, size: int, query: Node) -> Node:
    if size == 0:
        return {"size": 0}
    begin, end = ordering.window(request.offset, size)
    page: Node = {"from": begin, "size": end - begin}
    if request.sort == RELEVANCE and ordering.scores(node):
        return page | {"query": _weighted(query), "sort": [{"_score": "desc"}, {"order": "asc"}]}
    field = "order" if request.sort == RELEVANCE else request.sort.removeprefix("-")
    if not is_sortable(request.document, field):
        raise UnsupportedQuery(f"{request.document.__name__} cannot be sorted by {field}")
    direction = "desc" if request.sort.startswith("-") else "asc"
    return page | {"sort": [{field: {"order": direction, "missing": "_last"}}, {"order": "asc"}]}


def _weighted(query: Node) -> Node:
    """Multiply the score by log2(2 + weight), as the embedded engine does."""
    factor = {"field": "static", "factor": ordering.weight(1), "modifier": "log2p", "missing": 0}
    function = {"field_value_factor": factor, "weight": ordering.LOG2P_WEIGHT}
    return {"function_score": {"query": query, "functions": [function], "boost_mode": "multiply"}}


def _restricted(node: Node, filters: list[Node]) -> Node:
    return {"bool": {"must": [node], "filter": filters}} if filters else node


def _restriction(filters: list[Node]) -> Node:
    return {"bool": {"filter": filters}} if filters else {"match_all": {}}


def _aggregations(request: Request, late: dict[str, Node]) -> Node:
    groups: dict[str, Node] = defaultdict(dict)
    for name, facet in request.facets.items():
        groups[name if name in late else _ALL] |= _aggregations_of(name, facet)
    return {
        own: {
            "filter": _restriction([query for name, query in late.items() if name != own]),
            "aggs": aggregations,
        }
        for own, aggregations in groups.items()
    }


def _aggregations_of(name: str, facet: Facet) -> Node:
    if not isinstance(facet, StatesFacet):
        return {name: _aggregation(facet)}
    moving = {"term": {facet.field: {"value": facet.moving}}}
    return {
        name: _aggregation(TermsFacet(facet.field, EVERY_STATE)),
        f"{name}:{_REST}": {"filter": moving, "aggs": {_REST: _aggregation(facet.rest)}},
    }


def _aggregation(facet: TermsFacet | QueriesFacet) -> Node:
    if isinstance(facet, TermsFacet):
        return {"terms": {"field": facet.field, "size": min(facet.size, _EVERY_BUCKET)}}
    queries = {value: normal_form(query, scoring=False) for value, query in facet.queries.items()}
    return {"filters": {"filters": queries}}


def to_response(request: Request, answer: Any, engine: str) -> Response:
    """Return Elasticsearch's ``answer`` to ``request``."""
    total = answer["hits"]["total"]["value"]
    begin, _end = ordering.window(request.offset, request.size)
    hits = [_ranked(hit, request) for hit in answer["hits"]["hits"]] if request.size else []
    page = ordering.arrange(hits, begin, request.offset, request.size)
    return Response(
        total,
        [Hit(str(ordering.pk_of(hit.key)), hit.score) for hit in page],
        _facets(request, answer),
        engine,
    )


def _ranked(hit: Any, request: Request) -> ordering.Ranked:
    first, key = hit["sort"]
    if isinstance(first, float):
        return ordering.by_score(first, key)
    value = None if first in _MISSING else first
    return ordering.by_value(value, key, descending=request.sort.startswith("-"))


def _facets(request: Request, answer: Any) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    for group in answer.get("aggregations", {}).values():
        for name, facet in request.facets.items():
            if name not in group:
                continue
            buckets = group[name]["buckets"]
            if isinstance(facet, TermsFacet):
                counted[name] = top_counts(buckets, facet.size)
            elif isinstance(facet, QueriesFacet):
                counted[name] = _query_counts(facet, buckets)
            else:
                rest = _query_counts(facet.rest, group[f"{name}:{_REST}"][_REST]["buckets"])
                counted[name] = state_counts(facet, buckets, rest)
    return {name: counted[name] for name in request.facets}


def _query_counts(facet: QueriesFacet, buckets: Any) -> dict[str, int]:
    return {value: int(buckets[value]["doc_count"]) for value in facet.queries}
