"""What a feature asks of an engine and what it gets back: plain data, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from elasticsearch.dsl.query import Query

if TYPE_CHECKING:
    from onestop.search.documents import SearchDocument

RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class TermsFacet:
    """Count the values of a ``Keyword`` or ``Long`` field: the ``size`` most frequent, ties by value."""

    field: str
    size: int = 20


@dataclass(frozen=True, slots=True)
class QueriesFacet:
    """Count named queries, for values that only a query can tell, such as a status derived from dates."""

    queries: Mapping[str, Query]


@dataclass(frozen=True, slots=True)
class StatesFacet:
    """Count states of which most are settled: a ``Keyword`` names them, and only the rest needs queries.

    Attributes:
        field: holds the state of what is settled.
        moving: what ``field`` holds where the clock still decides; these are counted by ``queries``.
        queries: for each state the query that tells it of what is moving.
    """

    field: str
    moving: str
    queries: Mapping[str, Query]

    @property
    def rest(self) -> QueriesFacet:
        """Return what counts the documents that are moving."""
        return QueriesFacet(self.queries)


Facet = TermsFacet | QueriesFacet | StatesFacet


@dataclass(frozen=True, slots=True)
class Request:
    """One search.

    Attributes:
        document: the registered ``SearchDocument`` class to search.
        query: what decides and ranks; ``Q("match_all")`` for everything.
        filters: named restrictions that do not score. A facet of the same name is counted without its own
            filter.
        facets: what to count, by name.
        sort: ``relevance``, or a ``Long`` field with doc values, ``-`` in front for the reverse order.
            Equal ones stand by ``static``, then by primary key; those without a value come last.
        offset: how many results to pass over; beyond the last one there are none, at no cost.
        size: how many to return; 0 asks for the total and the facets only.
    """

    document: type["SearchDocument"]
    query: Query
    filters: Mapping[str, Query] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    size: int = 20

    def __post_init__(self) -> None:
        if self.offset < 0 or self.size < 0:
            raise ValueError("offset and size must not be negative")


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the primary key of the instance, as text, and its score (0 where nothing scores)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to a ``Request``.

    Attributes:
        total: how many match, exactly.
        hits: those asked for, in order.
        facets: for each facet its counts, most frequent first; those of queries and states keep their own
            order and their zeros.
        engine: the name of the engine that answered.
    """

    total: int
    hits: list[Hit]
    facets: dict[str, dict[str, int]]
    engine: str

    @property
    def ids(self) -> list[int]:
        """Primary keys of the hits, in order."""
        return [int(hit.id) for hit in self.hits]


def is_sortable(document: type["SearchDocument"], field: str) -> bool:
    """Tell whether results can be sorted by ``field``: a number whose values are kept by document."""
    options = document.properties().get(field, {})
    return options.get("type") == "long" and bool(options.get("doc_values", True))
