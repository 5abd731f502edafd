"""The part of the query language that both engines share, brought into one normal form.

A feature writes ``elasticsearch.dsl`` ``Q`` objects. ``normal_form`` turns one into plain JSON in which every
clause is written out in full, checks that it uses only what both engines do alike, and settles the one
place where they would not: a ``term`` on a keyword scores by the frequency of the value in one engine and
by its length in the other, so it is made a constant score. Elasticsearch is sent this form, the embedded
engine compiles it.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from elasticsearch.dsl.query import Query

from onestop.search.exceptions import UnsupportedQuery

Node = dict[str, Any]
MatchCount = int | str

_BOUNDS = {"gt", "gte", "lt", "lte"}


def normal_form(query: Query, *, scoring: bool = True) -> Node:
    """Return ``query`` as JSON in normal form. Nobody may change either of them: both are kept for a while.

    Args:
        query: a ``Q`` object.
        scoring: whether its score counts; ``False`` for filters and facets.

    Raises:
        UnsupportedQuery: for a kind of query or an option that the engines do not share.
    """
    return _normal_form(_Same(query), scoring=scoring)


class _Same:
    """A query as a key: ``Q`` objects have no hash. What the day decides is one object for all searches."""

    __slots__ = ("query",)

    def __init__(self, query: Query) -> None:
        self.query = query

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.query is other.query

    def __hash__(self) -> int:
        return id(self.query)


@lru_cache(maxsize=256)
def _normal_form(key: _Same, *, scoring: bool) -> Node:
    return _Normaliser(scoring=scoring).node(key.query.to_dict())


def match_count(value: MatchCount | None, clauses: int) -> int:
    """Return how many of ``clauses`` optional clauses have to match, as Elasticsearch reckons it."""
    text = str(value or 0)
    return min(clauses * int(text[:-1]) // 100 if text.endswith("%") else int(text), clauses)


def _only(kind: str, body: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = set(body) - allowed
    if unknown:
        raise UnsupportedQuery(f"{kind} with {', '.join(sorted(unknown))} is not shared by the engines")


def _one_field(kind: str, body: Mapping[str, Any], key: str, allowed: set[str]) -> tuple[str, Node]:
    """Return the field of ``{field: value}`` or ``{field: {key: value, …}}`` and its options written out."""
    if len(body) != 1:
        raise UnsupportedQuery(f"{kind} takes one field: {sorted(body)}")
    ((field, options),) = body.items()
    options = dict(options) if isinstance(options, Mapping) else {key: options}
    _only(kind, options, allowed)
    return field, options


def _check_match_count(value: MatchCount | None) -> None:
    text = str(value or 0)
    if not (text.isdigit() or (text.endswith("%") and text[:-1].isdigit())):
        raise UnsupportedQuery(f"minimum_should_match {value!r} is not shared by the engines")


class _Normaliser:
    """Turns clauses into normal form; one method a kind of query.

    Args:
        scoring: whether the score of what is turned counts.
    """

    def __init__(self, *, scoring: bool) -> None:
        self.scoring = scoring
        self._kinds: dict[str, Callable[[Mapping[str, Any]], Node]] = {
            "match_all": self._match_all,
            "match_none": self._match_none,
            "term": self._term,
            "terms": self._terms,
            "range": self._range,
            "match": self._match,
            "match_phrase": self._match_phrase,
            "dis_max": self._dis_max,
            "constant_score": self._constant_score,
            "bool": self._bool,
        }

    def node(self, node: Mapping[str, Any]) -> Node:
        """Return ``{kind: body}`` in normal form."""
        if len(node) != 1:
            raise UnsupportedQuery(f"A query must have one kind: {sorted(node)}")
        ((kind, body),) = node.items()
        if kind not in self._kinds:
            raise UnsupportedQuery(f"{kind} queries are not shared by the engines")
        return self._kinds[kind](body)

    def _constant(self, query: Node, boost: float) -> Node:
        return {"constant_score": {"filter": query, "boost": boost}} if self.scoring else query

    def _match_all(self, body: Mapping[str, Any]) -> Node:
        _only("match_all", body, {"boost"})
        return {"match_all": dict(body)}

    def _match_none(self, body: Mapping[str, Any]) -> Node:
        _only("match_none", body, set())
        return {"match_none": {}}

    def _term(self, body: Mapping[str, Any]) -> Node:
        field, options = _one_field("term", body, "value", {"value", "boost"})
        return self._constant({"term": {field: {"value": options["value"]}}}, options.get("boost", 1.0))

    def _terms(self, body: Mapping[str, Any]) -> Node:
        lists = {name: {"values": values} for name, values in body.items() if name != "boost"}
        field, options = _one_field("terms", lists, "values", {"values"})
        return self._constant({"terms": {field: list(options["values"])}}, body.get("boost", 1.0))

    def _range(self, body: Mapping[str, Any]) -> Node:
        field, options = _one_field("range", body, "gte", {*_BOUNDS, "boost"})
        bounds = {key: value for key, value in options.items() if key in _BOUNDS and value is not None}
        if not bounds:
            raise UnsupportedQuery("range without a bound is not shared by the engines")
        return self._constant({"range": {field: bounds}}, options.get("boost", 1.0))

    def _match(self, body: Mapping[str, Any]) -> Node:
        allowed = {"query", "operator", "minimum_should_match", "boost"}
        field, options = _one_field("match", body, "query", allowed)
        options["operator"] = str(options.get("operator", "or")).lower()
        _check_match_count(options.get("minimum_should_match"))
        return {"match": {field: options}}

    def _match_phrase(self, body: Mapping[str, Any]) -> Node:
        field, options = _one_field("match_phrase", body, "query", {"query", "boost"})
        return {"match_phrase": {field: options}}

    def _dis_max(self, body: Mapping[str, Any]) -> Node:
        _only("dis_max", body, {"queries", "tie_breaker", "boost"})
        return {"dis_max": {**body, "queries": [self.node(query) for query in body["queries"]]}}

    def _constant_score(self, body: Mapping[str, Any]) -> Node:
        _only("constant_score", body, {"filter", "boost"})
        return self._constant(_FILTERS.node(body["filter"]), body.get("boost", 1.0))

    def _bool(self, body: Mapping[str, Any]) -> Node:
        occurs = {"must": self, "should": self, "filter": _FILTERS, "must_not": _FILTERS}
        _only("bool", body, {*occurs, "minimum_should_match", "boost"})
        _check_match_count(body.get("minimum_should_match"))
        normal: Node = {key: value for key, value in body.items() if key not in occurs}
        for occur, normaliser in occurs.items():
            clauses = body.get(occur) or []
            clauses = [clauses] if isinstance(clauses, Mapping) else clauses
            if clauses:
                normal[occur] = [normaliser.node(clause) for clause in clauses]
        return {"bool": normal}


_FILTERS = _Normaliser(scoring=False)
