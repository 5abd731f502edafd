"""Facet counts on tantivy with as few passes over the matches as their filters allow."""

from collections import defaultdict
from typing import Any

from tantivy import Query

from onestop.search.engines.embedded.compiler import Compiler
from onestop.search.engines.embedded.spans import Span, span_aggregation, span_count, spans_of
from onestop.search.engines.facets import top_counts
from onestop.search.querying import Node, normal_form
from onestop.search.requesting import QueriesFacet, Request, TermsFacet

_EVERY_BUCKET = 65_000
"""More than any facet has values (and less than tantivy's limit), so that counts are exact and ties can be
settled."""

Counts = dict[str, int]


def count_facets(searcher: Any, compiler: Compiler, request: Request, base: Query) -> dict[str, Counts]:
    """Return the counts of every facet of ``request``, each under all filters but its own.

    Facets whose own filter is not set share one pass; each of the others needs one of its own.

    Args:
        searcher: of the live index.
        compiler: of the document's schema.
        request: what is asked.
        base: the compiled query, without filters.
    """
    groups: dict[str | None, list[str]] = defaultdict(list)
    for name in request.facets:
        groups[name if name in request.filters else None].append(name)
    counted: dict[str, Counts] = {}
    for own, names in groups.items():
        others = [normal_form(query, scoring=False) for key, query in request.filters.items() if key != own]
        counted.update(_count_group(searcher, compiler, request, names, compiler.filtered(base, others)))
    return {name: counted[name] for name in request.facets}


def _count_group(
    searcher: Any, compiler: Compiler, request: Request, names: list[str], scope: Query
) -> dict[str, Counts]:
    counted: dict[str, Counts] = {}
    terms: dict[str, TermsFacet] = {}
    spans: dict[str, dict[str, list[Span]]] = {}
    for name in names:
        facet = request.facets[name]
        if isinstance(facet, TermsFacet):
            terms[name] = facet
        elif found := _as_spans(compiler, facet):
            spans[name] = found
        else:
            counted[name] = _count_queries(searcher, compiler, facet, scope)
    wanted: Node = {name: _terms_aggregation(facet) for name, facet in terms.items()}
    for name, values in spans.items():
        wanted |= {f"{name}:{value}": span_aggregation(conditions) for value, conditions in values.items()}
    if wanted:
        answer = searcher.aggregate(scope, wanted)
        counted |= {name: top_counts(answer[name]["buckets"], facet.size) for name, facet in terms.items()}
        for name, values in spans.items():
            counted[name] = {
                value: span_count(answer[f"{name}:{value}"], conditions)
                for value, conditions in values.items()
            }
    return counted


def _terms_aggregation(facet: TermsFacet) -> Node:
    return {"terms": {"field": facet.field, "size": _EVERY_BUCKET, "segment_size": _EVERY_BUCKET}}


def _as_spans(compiler: Compiler, facet: QueriesFacet) -> dict[str, list[Span]] | None:
    """Return what each query of the facet demands of numbers, if that is all it demands."""
    found: dict[str, list[Span]] = {}
    for value, query in facet.queries.items():
        conditions = spans_of(normal_form(query, scoring=False))
        if conditions is None or not all(compiler.has_numbers(field) for field, _low, _high in conditions):
            return None
        found[value] = conditions
    return found


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
