"""Wagtail's database search, finding any part of a Chinese text in the admin.

Wagtail writes what is searchable of every object into its ``IndexEntry`` table; its own search then looks
for words between spaces, of which Chinese has none, and does not find 标准 in 产品质量标准一站式服务. This
backend leaves the writing as it is and looks for each word of the question anywhere in the text. Set as::

    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "onestop.search.wagtail_backend"}}
"""

from functools import reduce
from operator import and_, or_
from typing import Any

from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.conf import get_app_config
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

_NOTHING = Q(pk__in=[])


def entry_columns() -> tuple[str, ...]:
    """Return the columns of the index table that hold plain text, the title first."""
    if connection.vendor == "postgresql":
        return ("title_text", "body_text")
    return ("title", "body", "autocomplete")


def _contains(words: list[str], columns: tuple[str, ...], operator: Any) -> Q:
    if not words:
        return _NOTHING
    return reduce(
        operator, (reduce(or_, (Q(**{f"{c}__icontains": word}) for c in columns)) for word in words)
    )


def condition(query: Any, columns: tuple[str, ...]) -> Q:
    """Return what of ``columns`` must contain for a Wagtail search ``query`` to match.

    Raises:
        NotImplementedError: for a kind of query that a database cannot answer.
    """
    match query:
        case MatchAll():
            return Q()
        case PlainText():
            operator = or_ if str(query.operator).lower() == "or" else and_
            return _contains(query.query_string.split(), columns, operator)
        case Phrase() | Fuzzy():
            return _contains([query.query_string.strip()], columns, and_)
        case Boost():
            return condition(query.subquery, columns)
        case Not():
            return ~condition(query.subquery, columns)
        case And() | Or():
            operator = and_ if isinstance(query, And) else or_
            return reduce(operator, (condition(each, columns) for each in query.subqueries))
        case _:
            raise NotImplementedError(f"{type(query).__name__} is not supported by this search backend.")


class SubstringMixin:
    """Replaces the matching of a native query compiler; everything around it stays Wagtail's."""

    queryset: QuerySet[Any]
    query: Any
    fields: list[str] | None
    order_by_relevance: bool

    def search(self, _config: object, start: int | None, stop: int | None, **options: Any) -> QuerySet[Any]:
        """Return the slice of the queryset that matches: titles that match first, then the latest."""
        matching, in_title = self._conditions()
        found = self.queryset.filter(matching)
        if self.order_by_relevance:
            first = Case(When(in_title, then=1), default=0, output_field=IntegerField())
            found = found.annotate(_in_title=first).order_by("-_in_title", "-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")
        if score := options.get("score_field"):
            found = found.annotate(**{score: Value(1.0)})
        return found[start:stop]

    def _conditions(self) -> tuple[Q, Q]:
        """Return what an object must fulfil to match, and what to match in its title."""
        if self.fields:
            columns = tuple(self.fields)
            return condition(self.query, columns), condition(self.query, columns[:1])
        columns = entry_columns()
        return Q(pk__in=self._matching(columns)), Q(pk__in=self._matching(columns[:1]))

    def _matching(self, columns: tuple[str, ...]) -> QuerySet[Any]:
        """Return the primary keys of the objects whose index entry matches."""
        model = self.queryset.model
        entries = (
            get_app_config()
            .get_model("IndexEntry")
            .objects.filter(
                condition(self.query, columns), content_type__in=get_descendants_content_types_pks(model)
            )
        )
        key = model._meta.pk  # noqa: SLF001 - Django's documented Meta API
        return entries.annotate(_pk=Cast("object_id", key)).values("_pk")


class QuickIndexMixin:
    """Leaves out the average title length: every save would read the whole table, and nothing uses it."""

    def _refresh_title_norms(self, *, full: bool = False) -> None:
        pass


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:  # noqa: N802 - Wagtail looks for this name
    """Return Wagtail's backend for the database in use with its matching replaced."""
    backend: BaseSearchBackend = database.SearchBackend(params)
    for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
        compiler = getattr(backend, name)
        setattr(backend, name, type(f"Substring{compiler.__name__}", (SubstringMixin, compiler), {}))
    index = backend.index_class
    backend.index_class = type(f"Quick{index.__name__}", (QuickIndexMixin, index), {})
    return backend
