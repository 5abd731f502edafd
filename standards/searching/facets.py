"""The facets of the directory, declared once: form, address, engine filter, count and database filter follow.

Add one here and it is in the page, in the API and in the fallback.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from elasticsearch.dsl import Q as Query
from elasticsearch.dsl.query import Query as EngineQuery

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onestop.search.requesting import Facet as EngineFacet
from onestop.search.requesting import QueriesFacet, StatesFacet, TermsFacet
from onestop.standards.choices import Nature, StandardClass, Status, TextPolicy
from onestop.standards.models import Standard

Choices = Sequence[tuple[str, str | Promise]]
Label = str | Promise

FORMER = "former"
"""An edition that will never stand for its number again."""
MOVING = "moving"
"""What the index says of a state that the clock will still change, as far as is known."""
SHOWN_STATUS = (Status.CURRENT, Status.UPCOMING, Status.REPLACED, Status.WITHDRAWN, Status.UNKNOWN)
_MANY = 200


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice by which the directory is narrowed down; several values of one facet widen it.

    Attributes:
        name: in addresses and in the API.
        label: above the choices.
        choices: all values with their names; empty where any code may be given.
        pattern: what a code looks like, where there are no choices.
        field: of the index document; also names the database column unless ``where`` says more.
        size: how many values are counted at most.
    """

    name: str
    label: Label
    field: str = ""
    choices: Choices = ()
    pattern: re.Pattern[str] | None = None
    size: int = _MANY
    where: Callable[[Sequence[str]], Q] | None = None

    def query(self, values: Sequence[str], today: dt.date) -> EngineQuery:
        """Return the restriction to any of ``values``."""
        del today
        return Query("terms", **{self.field: list(values)})

    def counted(self, today: dt.date) -> EngineFacet:
        """Return what the engine has to count."""
        del today
        return TermsFacet(self.field, self.size)

    def restrict(self, standards: "QuerySet[Standard]", values: Sequence[str]) -> "QuerySet[Standard]":
        """Restrict a database query, with status annotated, to any of ``values``."""
        condition = self.where(values) if self.where else Q(**{f"{self.field}__in": values})
        return standards.filter(condition)


@dataclass(frozen=True, slots=True)
class StatusFacet(Facet):
    """Status, which only the dates and today can tell."""

    def query(self, values: Sequence[str], today: dt.date) -> EngineQuery:
        """Return the restriction to records that have one of these states today."""
        return Query("bool", should=[status_today(value, today) for value in values], minimum_should_match=1)

    def counted(self, today: dt.date) -> EngineFacet:
        """Return a query for every status."""
        return _counted_on(today, settled=_is_settled(today))


# What depends on nothing but the day is written once a day: objects of a query take longer than to run it.
@lru_cache(maxsize=8)
def _counted_on(today: dt.date, *, settled: bool) -> EngineFacet:
    queries = {str(each.value): _span(str(each.value), today) for each in SHOWN_STATUS}
    return StatesFacet("status", MOVING, queries) if settled else QueriesFacet(queries)


def status_today(status: str, today: dt.date) -> EngineQuery:
    """Return the query for records that have ``status`` on ``today``."""
    return _status_on(str(Status(status).value), today, settled=_is_settled(today))


@lru_cache(maxsize=32)
def _status_on(name: str, today: dt.date, *, settled: bool) -> EngineQuery:
    span = _span(name, today)
    if not settled:
        return span
    if name == Status.CURRENT:
        others = [str(each.value) for each in Status if each != Status.CURRENT]
        return _but("status", others, span)
    moving = Query("bool", filter=[Query("term", status=MOVING), span])
    return Query("bool", should=[Query("term", status=name), moving], minimum_should_match=1)


def head_today(today: dt.date) -> EngineQuery:
    """Return the query for records that stand for their number on ``today``."""
    return _head_on(today, settled=_is_settled(today))


@lru_cache(maxsize=8)
def _head_on(today: dt.date, *, settled: bool) -> EngineQuery:
    span = _span("head", today)
    return _but("head", [FORMER], span) if settled else span


def _but(field: str, settled: Sequence[str], span: EngineQuery) -> EngineQuery:
    """Return the query for a state that nearly all have: to leave out few is quicker than to look for many.

    Args:
        field: says what is settled.
        settled: other states than the one asked for.
        span: the state asked for, by days.
    """
    not_now = Query("bool", filter=[Query("term", **{field: MOVING})], must_not=[span])
    return Query("bool", must_not=[*(Query("term", **{field: each}) for each in settled), not_now])


def _is_settled(day: dt.date) -> bool:
    """Tell whether what was settled when it was indexed is so on ``day``: that was no later than now."""
    return day >= timezone.localdate()


def _span(name: str, today: dt.date) -> EngineQuery:
    """Return the query for records whose days ``<name>_from`` to ``<name>_until`` include ``today``."""
    day = today.toordinal()
    return Query(
        "bool",
        filter=[
            Query("range", **{f"{name}_from": {"lte": day}}),
            Query("range", **{f"{name}_until": {"gt": day}}),
        ],
    )


def _under(through: "type[Model]", column: str) -> Callable[[Sequence[str]], Q]:
    """Return a condition: classified under one of the codes or under a code below it."""

    def where(codes: Sequence[str]) -> Q:
        condition = Q()
        for code in codes:
            below = code + "." if "." in code or code.isdigit() else code
            condition |= Q(**{f"{column}": code}) | Q(**{f"{column}__startswith": below})
        return Q(pk__in=QuerySet(through).filter(condition).values("standard_id"))

    return where


def _has_text(values: Sequence[str]) -> Q:
    readable = Q(text_policy=TextPolicy.FULL)
    return (readable if "true" in values else Q(pk__in=[])) | (
        ~readable if "false" in values else Q(pk__in=[])
    )


FACETS: tuple[Facet, ...] = (
    StatusFacet("status", _("Status"), "status", Status.choices),
    Facet("class", _("Class"), "standard_class", StandardClass.choices),
    Facet("region", _("Local standards of"), "region", pattern=re.compile(r"[0-9]{2,6}")),
    Facet("nature", _("Nature"), "nature", Nature.choices),
    Facet("code", _("Code of the number"), "code_class", pattern=re.compile(r"[A-Z0-9一-鿿/() -]{1,40}")),
    Facet(
        "has_text",
        _("Full text"),
        "has_text",
        [("true", _("Readable on this site")), ("false", _("On official sites only"))],
        where=_has_text,
    ),
    Facet(
        "ics",
        _("Field (ICS)"),
        "ics",
        pattern=re.compile(r"[0-9]{2}(\.[0-9]{3}(\.[0-9]{2})?)?"),
        size=2000,
        where=_under(Standard.ics.through, "icsclass__code"),
    ),
    Facet(
        "ccs",
        _("Chinese class (CCS)"),
        "ccs",
        pattern=re.compile(r"[A-Z]([0-9]{2})?"),
        size=3000,
        where=_under(Standard.ccs.through, "ccsclass__code"),
    ),
    Facet("year", _("Year of the edition"), "year", pattern=re.compile(r"(19|20)[0-9]{2}")),
)
BY_NAME: Mapping[str, Facet] = {facet.name: facet for facet in FACETS}

Chosen = Mapping[str, Sequence[str]]


def chosen_facets(chosen: Chosen) -> Iterable[tuple[Facet, Sequence[str]]]:
    """Yield the facets of which values are chosen."""
    return ((BY_NAME[name], values) for name, values in chosen.items() if values)
