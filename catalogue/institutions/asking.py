"""A question to the directory as SQL, which is written once for every shape of question.

Each reader asks for something else, but what differs are the values. Django takes longer to write the SQL of
a question than the database to answer it, so each part of a ``Question`` is a value or the place of one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from onestop.catalogue.institutions.scopes import every_word
from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.models import CapabilityScope, Qualification
from onestop.site.prepared import Parameter, Prepared, PreparedByKeys

SCOPE_COLUMNS = ("field", "product", "parameter")
SHOWN_SCOPES = 4
ORDERS = {
    "": ("edition", "organisation__name", "number"),
    "until": ("-valid_until", "organisation__name"),
    "checked": ("-checked_on", "organisation__name"),
}
SHAPES = 64
"""Shapes of questions that are kept; people ask in a dozen."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; what is empty does not matter.

    Attributes:
        kind: the directory.
        today: what is valid is valid on this day.
        words: each must be in the line of an annex, or all of them in the name of the institution.
        base_key, full_key: of a standard; the latter where its year was asked for.
        field: of the annex.
        region: code of the institution's.
        expired: those that are no longer valid as well.
        sort: a key of ``ORDERS``.
    """

    kind: Any
    today: Any
    words: tuple[Any, ...] = ()
    base_key: Any = ""
    full_key: Any = ""
    field: Any = ""
    region: Any = ""
    expired: bool = False
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether something is asked that only a line of an annex can answer."""
        return bool(self.words or self.base_key or self.field)

    def scopes(self) -> QuerySet[CapabilityScope]:
        """Return the lines that meet standard and field, valid ones unless expired ones are wanted."""
        rows: QuerySet[CapabilityScope] = CapabilityScope.objects.all()
        if not self.expired:
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=self.today))
            rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=self.today))
        if self.base_key:
            rows = rows.filter(base_key=self.base_key)
        return rows.filter(field=self.field) if self.field else rows

    def lines(self) -> QuerySet[CapabilityScope]:
        """Return the lines that meet the words too: those that are shown below an institution."""
        return self.scopes().filter(every_word(self.words, *SCOPE_COLUMNS))

    def certificates(self) -> QuerySet[Qualification]:
        """Return the certificates that are asked for, in their order."""
        rows: Any = Qualification.objects.filter(kind=self.kind)
        rows = rows.exclude(organisation__status=Status.REVOKED)
        if self.region:
            rows = rows.filter(organisation__region__code=self.region)
        if not self.expired:
            rows = rows.valid_on(self.today)
        if self.narrows:
            rows = rows.filter(self._narrowed())
        found: QuerySet[Qualification] = rows.annotate(edition=self._edition())
        return found.order_by(*ORDERS[self.sort], "pk")

    def _narrowed(self) -> Q:
        own = Q(_of_it(self.lines()))
        if not self.words:
            return own
        named = every_word(self.words, "organisation__name")
        if self.base_key or self.field:
            named &= Q(_of_it(self.scopes()))
        return own | named

    def _edition(self) -> Case:
        """Return 0 where the very edition is in a valid annex, 1 elsewhere, 2 without a valid certificate."""
        invalid = When(Q(valid_until__lt=self.today) | Q(valid_from__gt=self.today), then=Value(2))
        if not self.full_key:
            return Case(invalid, default=Value(0), output_field=IntegerField())
        exact = When(_of_it(self.scopes().filter(full_key=self.full_key)), then=Value(0))
        return Case(invalid, exact, default=Value(1), output_field=IntegerField())

    def first_lines(self, keys: Any) -> QuerySet[Any]:
        """Return the first lines of each of some certificates, the exact edition first, with their number."""
        order: list[Any] = ["field", "product", "parameter", "pk"]
        if self.full_key:
            exact = When(full_key=self.full_key, then=Value(0))
            order.insert(0, Case(exact, default=Value(1), output_field=IntegerField()))
        of_one = F("qualification")
        rows = self.lines().filter(qualification__pk__in=keys)
        rows = rows.annotate(
            place=Window(RowNumber(), partition_by=of_one, order_by=order),
            total=Window(Count("pk"), partition_by=of_one),
        )
        return rows.filter(place__lte=SHOWN_SCOPES).order_by("qualification", "place")


def keys_of(asked: Question) -> list[int]:
    """Return the keys of the certificates that are asked for, in their order."""
    return _keys(_shape(asked))(**dict(_values(asked)))


def lines_of(asked: Question, keys: list[int]) -> list[Any]:
    """Return what ``Question.first_lines`` gives for ``keys``."""
    return _lines(_shape(asked))(keys, **dict(_values(asked)))


def _of_it(scopes: QuerySet[CapabilityScope]) -> Exists:
    return Exists(scopes.filter(qualification=OuterRef("pk")))


def _values(asked: Question) -> Iterator[tuple[str, Any]]:
    """Yield each value of a question by the name of its place."""
    for each in fields(asked):
        value = getattr(asked, each.name)
        if each.name == "words":
            yield from ((f"word{place}", word) for place, word in enumerate(value))
        elif value and each.name not in {"expired", "sort"}:
            yield each.name, value


def _shape(asked: Question) -> Question:
    """Return the question with the names of its places in place of its values."""
    names: dict[str, Any] = {name: name for name, _value in _values(asked) if not name.startswith("word")}
    return replace(asked, words=tuple(f"word{place}" for place in range(len(asked.words))), **names)


def _places(shape: Question) -> Question:
    """Return the question with a parameter of a prepared query in each of its places."""
    made: dict[str, Any] = {
        name: Parameter(name, DateField() if name == "today" else CharField())
        for name, _value in _values(shape)
    }
    words = tuple(made.pop(name) for name in shape.words)
    return replace(shape, words=words, **made)


@lru_cache(maxsize=SHAPES)
def _keys(shape: Question) -> Prepared[int]:
    return Prepared(lambda: _places(shape).certificates().values_list("pk", flat=True))


@lru_cache(maxsize=SHAPES)
def _lines(shape: Question) -> PreparedByKeys[Any]:
    return PreparedByKeys(lambda keys: _places(shape).first_lines(keys))
