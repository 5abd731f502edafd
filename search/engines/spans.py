"""Counting documents by conditions on numbers, such as days, in one pass with all else that is counted.

A status is "from this day until that day". Asking for each status by a query of its own costs a pass over
the matches each; nested range aggregations count all of them while the other facets are counted.
"""

from collections.abc import Callable, Mapping
from typing import Any

from elasticsearch.dsl.query import Query

from onestop.search.querying import Node, normal_form

Span = tuple[str, float | None, float | None]
"""Field, lowest value that fulfils the condition, first value that does not any more."""
Spans = dict[str, list[Span]]


def spans_of_all(queries: Mapping[str, Query], has_numbers: Callable[[str], bool]) -> Spans | None:
    """Return what each query demands of numbers, if that is all it demands.

    Args:
        queries: what is to be counted, by name.
        has_numbers: tells whether a field holds numbers that are kept by document.
    """
    found: Spans = {}
    for value, query in queries.items():
        conditions = spans_of(normal_form(query, scoring=False))
        if conditions is None or not all(has_numbers(field) for field, _low, _high in conditions):
            return None
        found[value] = conditions
    return found


def spans_of(node: Node) -> list[Span] | None:
    """Return the conditions of a query in normal form, ``None`` if it is more than ranges."""
    ((kind, body),) = node.items()
    if kind == "range":
        return [_span(body)]
    if kind != "bool" or set(body) != {"filter"}:
        return None
    found = [spans_of(part) for part in body["filter"]]
    return None if any(part is None for part in found) else [span for part in found for span in part or ()]


def _span(body: Node) -> Span:
    ((field, bounds),) = body.items()
    low = max((bounds[key] + extra for key, extra in (("gte", 0), ("gt", 1)) if key in bounds), default=None)
    high = min((bounds[key] + extra for key, extra in (("lt", 0), ("lte", 1)) if key in bounds), default=None)
    return field, None if low is None else float(low), None if high is None else float(high)


def span_aggregation(spans: list[Span]) -> Node:
    """Return the aggregation that counts what fulfils all of ``spans``, one range within the other."""
    (field, low, high), *further = spans
    limits = {key: value for key, value in (("from", low), ("to", high)) if value is not None}
    aggregation: Node = {"range": {"field": field, "ranges": [limits]}}
    return aggregation | ({"aggs": {"within": span_aggregation(further)}} if further else {})


def span_count(answer: Any, spans: list[Span]) -> int:
    """Return the count from the answer to ``span_aggregation(spans)``."""
    (_field, low, high), *further = spans
    for bucket in answer["buckets"]:
        # Besides the range that was asked for there are those below and above it.
        if bucket.get("from") == low and bucket.get("to") == high:
            return span_count(bucket["within"], further) if further else int(bucket["doc_count"])
    return 0
