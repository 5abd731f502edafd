"""Who may do what: scopes held against a request (clauses 4.2.4.1, 4.2.5.2, 4.2.7.2, 4.2.7.3).

The same number and year is 有资质. Another year is a hint only, never more. An order by anything that can be
bought does not exist.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.institutions.ranges import read_span
from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.models import CapabilityScope, Qualification
from onestop.standards.numbers import Number


class Verdict(StrEnum):
    """What a scope says about a standard that was asked for."""

    QUALIFIED = "qualified"
    OTHER_EDITION = "other_edition"
    NO_YEAR = "no_year"

    @property
    def label(self) -> str | Promise:
        """Return the words that a visitor reads."""
        return _LABELS[self]


_LABELS = {
    Verdict.QUALIFIED: gettext_lazy("qualified"),
    Verdict.OTHER_EDITION: gettext_lazy("another edition, to be confirmed"),
    Verdict.NO_YEAR: gettext_lazy("has this standard; compare the edition"),
}


def verdict(scope: CapabilityScope, asked: Number) -> Verdict | None:
    """Return what ``scope`` says about the standard ``asked``; None if it is about another."""
    if scope.base_key != asked.base_key:
        return None
    if not asked.year:
        return Verdict.NO_YEAR
    return Verdict.QUALIFIED if scope.full_key == asked.full_key else Verdict.OTHER_EDITION


def best(scopes: list[CapabilityScope], asked: Number) -> Verdict | None:
    """Return the best that some scopes say about a standard."""
    found = {verdict(scope, asked) for scope in scopes}
    return next((each for each in Verdict if each in found), None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an enterprise asks for; what is empty does not matter.

    Attributes:
        standard: by which standard, with or without its year.
        words: product, parameter or instrument, some words.
        span: the measuring range, as written: ``0～1000 ℃``.
        kinds: kinds of qualification that will do.
    """

    standard: Number | None = None
    words: str = ""
    span: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A body held against a request: offered or not, and why."""

    qualification: Qualification
    scope: CapabilityScope
    verdict: Verdict | None
    offered: bool
    reason: str


def _working(on: dt.date) -> QuerySet[CapabilityScope]:
    rows: QuerySet[CapabilityScope] = CapabilityScope.objects.valid_on(on)
    return rows.exclude(qualification__organisation__status__in=[Status.SUSPENDED, Status.REVOKED])


def has_words(words: str, *columns: str) -> Q:
    """Return the condition that each word stands in at least one of the columns."""
    return every_word(words.split(), *columns)


def every_word(words: Iterable[Any], *columns: str) -> Q:
    """Return the same for words, or for the places of words in a prepared query."""
    found = Q()
    for word in words:
        any_column = Q()
        for column in columns:
            any_column |= Q(**{f"{column}__icontains": word})
        found &= any_column
    return found


def offers(wanted: Wanted, on: dt.date | None = None, most: int = 200) -> list[Offer]:
    """Return the bodies that could do it on a day, those that may first; also those out of range, with why.

    Bodies whose certificate or scope is not valid on that day do not appear at all. The order is: qualified,
    other editions, out of range; then by name.
    """
    rows = _working(on or timezone.localdate())
    if wanted.standard is not None:
        rows = rows.filter(base_key=wanted.standard.base_key)
    if wanted.kinds:
        rows = rows.filter(qualification__kind__in=wanted.kinds)
    rows = rows.filter(has_words(wanted.words, "field", "product", "parameter"))
    rows = rows.select_related("qualification__organisation__region")
    rows = rows.order_by("qualification__organisation__name", "pk")
    found: dict[Any, Offer] = {}
    for scope in rows[: most * 20]:
        offer = _hold_against(scope, wanted)
        kept = found.get(scope.qualification_id)
        if kept is None or _rank(offer) < _rank(kept):
            found[scope.qualification_id] = offer
    return sorted(found.values(), key=_rank)[:most]


_ORDER: dict[Verdict | None, int] = {
    Verdict.QUALIFIED: 0,
    None: 0,
    Verdict.NO_YEAR: 1,
    Verdict.OTHER_EDITION: 2,
}


def _rank(offer: Offer) -> tuple[bool, int, str]:
    return not offer.offered, _ORDER[offer.verdict], offer.qualification.organisation.name


def _hold_against(scope: CapabilityScope, wanted: Wanted) -> Offer:
    said = verdict(scope, wanted.standard) if wanted.standard is not None else None
    refusal = _out_of_range(scope, wanted.span)
    reason = refusal or (str(said.label) if said else _("within its scope"))
    return Offer(scope.qualification, scope, said, not refusal, reason)


def _out_of_range(scope: CapabilityScope, asked: str) -> str:
    """Return why a range is not within a scope's; nothing if it is, or if none was asked for."""
    span = read_span(asked)
    if span is None:
        return ""
    own = read_span(scope.limits)
    if own is None:
        return _("its range is not stated; ask the institution")
    if own.covers(span):
        return ""
    return _("its scope is %(own)s, asked is %(asked)s") % {"own": scope.limits, "asked": asked.strip()}
