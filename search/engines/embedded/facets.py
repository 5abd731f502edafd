"""Facet counts on tantivy with as few passes over the matches as their filters allow."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tantivy import Query

from onestop.search.engines.embedded.compiler import Compiler
from onestop.search.engines.facets import state_counts, top_counts
from onestop.search.engines.spans import Spans, span_aggregation, span_count, spans_of_all
from onestop.search.querying import Node, normal_form
from onestop.search.requesting import Facet, QueriesFacet, Request, StatesFacet, TermsFacet

_EVERY_BUCKET = 65_000
"""More than any facet has values (and less than tantivy's limit), so that counts are exact and ties can be
settled."""

Counts = dict[str, int]


def count_facets(
    searcher: Any, compiler: Compiler, request: Request, base: Query, matches: Query | None
) -> dict[str, Counts]:
    """Return the counts of every facet of ``request``, each under all filters but its own.

    Facets whose own filter is not set share one pass; each of the others needs one of its own.

    Args:
        searcher: of the live index.
        compiler: of the document's schema.
        request: what is asked.
        base: the compiled query, without filters.
        matches: what answers the request, with all filters; ``None`` where nothing does.
    """
    groups: dict[str | None, list[str]] = defaultdict(list)
    for name in request.facets:
        groups[name if name in request.filters else None].append(name)
    counted: dict[str, Counts] = {}
    for own, names in groups.items():
        scope = matches
        if own is not None:
            others = [query for key, query in request.filters.items() if key != own]
            scope = compiler.filtered(base, [normal_form(query, scoring=False) for query in others])
        facets = {name: request.facets[name] for name in names}
        if scope is None:
            counted.update({name: _nothing(facet) for name, facet in facets.items()})
        else:
            counted.update(_count_group(searcher, compiler, facets, scope))
    return {name: counted[name] for name in request.facets}


def _nothing(facet: Facet) -> Counts:
    return {} if isinstance(facet, TermsFacet) else dict.fromkeys(facet.queries, 0)


def _count_group(
    searcher: Any, compiler: Compiler, facets: Mapping[str, Facet], scope: Query
) -> dict[str, Counts]:
    """Count facets in one pass over ``scope``, and a short one over what is moving where there are states."""
    spans = {
        name: spans_of_all(facet.queries, compiler.has_numbers)
        for name, facet in facets.items()
        if isinstance(facet, QueriesFacet)
    }
    wanted: Node = {}
    for name, facet in facets.items():
        wanted |= _aggregations(name, facet, spans.get(name))
    answer = searcher.aggregate(scope, wanted) if wanted else {}
    counted: dict[str, Counts] = {}
    for name, facet in facets.items():
        if isinstance(facet, TermsFacet):
            counted[name] = top_counts(answer[name]["buckets"], facet.size)
        elif isinstance(facet, StatesFacet):
            buckets = answer[name]["buckets"]
            moves = any(bucket["key"] == facet.moving for bucket in buckets)
            rest = _count_moving(searcher, compiler, facet, scope) if moves else {}
            counted[name] = state_counts(facet, buckets, rest)
        elif found := spans.get(name):
            counted[name] = {key: span_count(answer[f"{name}:{key}"], each) for key, each in found.items()}
        else:
            counted[name] = _count_queries(searcher, compiler, facet, scope)
    return counted


def _aggregations(name: str, facet: Facet, spans: Spans | None) -> Node:
    if not isinstance(facet, QueriesFacet):
        return {name: {"terms": {"field": facet.field, "size": _EVERY_BUCKET, "segment_size": _EVERY_BUCKET}}}
    return {f"{name}:{value}": span_aggregation(each) for value, each in (spans or {}).items()}


def _count_moving(searcher: Any, compiler: Compiler, facet: StatesFacet, scope: Query) -> Counts:
    moving = compiler.filtered(scope, [{"term": {facet.field: {"value": facet.moving}}}])
    return _count_group(searcher, compiler, {"rest": facet.rest}, moving)["rest"]


def _count_queries(searcher: Any, compiler: Compiler, facet: QueriesFacet, scope: Query) -> Counts:
    return {
        value: count(searcher, compiler.filtered(scope, [normal_form(query, scoring=False)]))
        for value, query in facet.queries.items()
    }


def count(searcher: Any, query: Query) -> int:
    """Return how many documents match."""
    # Without scores: a constant score spares the arithmetic.
    result = searcher.search(Query.const_score_query(query, 0.0), 1, count=True)
    return int(result.count)
