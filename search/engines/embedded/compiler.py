"""Compiles queries in normal form into tantivy queries that match and score as Elasticsearch does."""

from collections.abc import Sequence
from typing import Any

import tantivy
from tantivy import Occur, Query

from onestop.search.exceptions import UnsupportedQuery
from onestop.search.querying import Node, match_count

Clause = tuple[Occur, Query]

FEW = 200
"""Up to so many values are looked up one by one: a set of them is an automaton, which takes 0.2 to 0.4 ms."""


class Compiler:
    """Compiles for one schema.

    Args:
        schema: the tantivy schema.
        properties: the fields of the document's mapping, which say what a field is.
    """

    def __init__(self, schema: tantivy.Schema, properties: dict[str, dict[str, Any]]) -> None:
        self.schema = schema
        self.properties = properties

    def compile(self, node: Node) -> Query:
        """Return the tantivy query of ``node``.

        Raises:
            UnsupportedQuery: for a field that the document does not have or that is not indexed for this.
        """
        ((kind, body),) = node.items()
        query: Query = getattr(self, f"_{kind}")(body)
        return query

    def filtered(self, query: Query, filters: Sequence[Node]) -> Query:
        """Return ``query`` restricted to what all ``filters`` match, its scores unchanged."""
        if not filters:
            return query
        return Query.boolean_query(
            [(Occur.Must, query), *(self._silent(Occur.Must, node) for node in filters)]
        )

    def has_numbers(self, field: str) -> bool:
        """Tell whether ``field`` holds numbers that are kept by document."""
        options = self.properties.get(field, {})
        return options.get("type") == "long" and bool(options.get("doc_values", True))

    def _silent(self, occur: Occur, node: Node) -> Clause:
        return occur, Query.const_score_query(self.compile(node), 0.0)

    def _field(self, name: str, *kinds: str) -> str:
        field = self.properties.get(name)
        if field is None or field["type"] not in kinds:
            raise UnsupportedQuery(f"{name} is not a field of kind {' or '.join(kinds)}")
        return name

    def _match_all(self, body: Node) -> Query:
        return Query.const_score_query(Query.all_query(), float(body.get("boost", 1.0)))

    def _match_none(self, _body: Node) -> Query:
        return Query.empty_query()

    def _term(self, body: Node) -> Query:
        ((field, options),) = body.items()
        return self._exact(field, options["value"])

    def _exact(self, field: str, value: Any) -> Query:
        kind = self.properties[self._field(field, "keyword", "long")]["type"]
        return Query.term_query(self.schema, field, int(value) if kind == "long" else str(value), "basic")

    def _terms(self, body: Node) -> Query:
        ((field, values),) = body.items()
        kind = self.properties[self._field(field, "keyword", "long")]["type"]
        if not values:
            return Query.empty_query()
        if len(values) <= FEW:
            exact = [self._exact(field, value) for value in values]
            return (
                exact[0] if len(exact) == 1 else Query.boolean_query([(Occur.Should, each) for each in exact])
            )
        typed = [int(value) if kind == "long" else str(value) for value in values]
        return Query.term_set_query(self.schema, field, typed)

    def _range(self, body: Node) -> Query:
        ((field, bounds),) = body.items()
        return Query.range_query(
            self.schema,
            self._field(field, "long"),
            tantivy.FieldType.Integer,
            lower_bound=bounds.get("gte", bounds.get("gt")),
            upper_bound=bounds.get("lte", bounds.get("lt")),
            include_lower="gt" not in bounds,
            include_upper="lt" not in bounds,
        )

    def _match(self, body: Node) -> Query:
        ((field, options),) = body.items()
        terms = self._text_terms(field, options["query"])
        if not terms:
            return Query.empty_query()
        if len(terms) == 1:
            return _boosted(terms[0], options)
        if options["operator"] == "and":
            return _boosted(Query.boolean_query([(Occur.Must, term) for term in terms]), options)
        count = max(1, match_count(options.get("minimum_should_match"), len(terms)))
        return _boosted(Query.boolean_query([(Occur.Should, term) for term in terms], count), options)

    def _text_terms(self, field: str, text: str) -> list[Query]:
        option = self.properties[self._field(field, "text")].get("index_options", "positions")
        index_option = "basic" if option == "docs" else "freq"
        return [Query.term_query(self.schema, field, token, index_option) for token in text.split()]

    def _match_phrase(self, body: Node) -> Query:
        ((field, options),) = body.items()
        tokens = options["query"].split()
        if len(tokens) < 2:  # noqa: PLR2004 - a phrase of one word is that word
            return _boosted(
                next(iter(self._text_terms(field, options["query"])), Query.empty_query()), options
            )
        return _boosted(Query.phrase_query(self.schema, self._field(field, "text"), tokens), options)

    def _dis_max(self, body: Node) -> Query:
        queries = [self.compile(node) for node in body["queries"]]
        return _boosted(Query.disjunction_max_query(queries, body.get("tie_breaker", 0.0)), body)

    def _constant_score(self, body: Node) -> Query:
        return Query.const_score_query(self.compile(body["filter"]), float(body["boost"]))

    def _bool(self, body: Node) -> Query:
        should: list[Clause] = [(Occur.Should, self.compile(node)) for node in body.get("should", [])]
        must: list[Clause] = [(Occur.Must, self.compile(node)) for node in body.get("must", [])]
        must += [self._silent(Occur.Must, node) for node in body.get("filter", [])]
        must_not = [(Occur.MustNot, self.compile(node)) for node in body.get("must_not", [])]
        if not must and not should:
            # Elasticsearch reads a query of exclusions only as "everything but".
            must.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
        count = match_count(body.get("minimum_should_match"), len(should))
        if should and not must:
            count = max(1, count)
        clauses = [*must, *should, *must_not]
        return _boosted(Query.boolean_query(clauses, count) if should else Query.boolean_query(clauses), body)


def _boosted(query: Query, options: Node) -> Query:
    boost = float(options.get("boost", 1.0))
    return query if boost == 1.0 else Query.boost_query(query, boost)
