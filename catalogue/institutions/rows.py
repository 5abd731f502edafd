"""A certificate as the directory shows it: what it says about the question, how fresh, how long."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.catalogue.institutions.filters import InstitutionFilter
from onestop.catalogue.institutions.scopes import Verdict, best, verdict
from onestop.catalogue.organisations.models import CapabilityScope, Qualification
from onestop.standards.numbers import Number

SHOWN_SCOPES = 4
SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A line of an annex, with what it says about the standard that was asked for."""

    scope: CapabilityScope
    verdict: Verdict | None

    @property
    def badge(self) -> tuple[str, str | Promise] | None:
        """Return kind and words of the badge for the verdict."""
        return verdict_badge(self.verdict)

    @property
    def words(self) -> str:
        """Return field, product and parameter in one line."""
        return " · ".join(filter(None, (self.scope.field, self.scope.product, self.scope.parameter)))


@dataclass(frozen=True, slots=True)
class Row:
    """A certificate with everything that is printed of it."""

    qualification: Qualification
    today: dt.date
    asked: Number | None
    scopes: Sequence[CapabilityScope]
    found: int

    @property
    def verdict(self) -> Verdict | None:
        """Return the best that the lines say about the standard; an invalid certificate says nothing."""
        if self.asked is None or not self.qualification.is_valid_on(self.today):
            return None
        return best(list(self.scopes), self.asked)

    @property
    def scope_rows(self) -> list[ScopeRow]:
        """Return the lines that are shown."""
        asked = self.asked if self.qualification.is_valid_on(self.today) else None
        return [ScopeRow(each, verdict(each, asked) if asked else None) for each in self.scopes]

    @property
    def badge(self) -> tuple[str, str | Promise] | None:
        """Return kind and words of the badge for the verdict."""
        return verdict_badge(self.verdict)

    @property
    def more(self) -> int:
        """Return how many further lines fit."""
        return max(self.found - len(self.scopes), 0)

    @property
    def state(self) -> tuple[str, str]:
        """Return kind of badge and words of the validity."""
        begins, ends = self.qualification.valid_from, self.qualification.valid_until
        if ends and ends < self.today:
            return "withdrawn", _("expired")
        if begins and begins > self.today:
            return "upcoming", _("not valid yet")
        if ends and (ends - self.today).days <= SOON_DAYS:
            return "waiting", _("ends soon")
        return ("current", _("valid")) if ends else ("unknown", _("end of validity not known"))

    @property
    def is_stale(self) -> bool:
        """Tell whether the last comparison with the official source is too long ago, or never was."""
        checked = self.qualification.checked_on
        return checked is None or (self.today - checked).days > settings.DIRECTORY_STALE_DAYS


def verdict_badge(said: Verdict | None) -> tuple[str, str | Promise] | None:
    """Return kind and words of the badge for a verdict."""
    if said is None:
        return None
    return {"qualified": "current", "other_edition": "waiting", "no_year": "unknown"}[said], said.label


def with_scopes(found: InstitutionFilter, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Have the first fitting lines of each row fetched, the exact edition first, and their number counted."""
    matching = found.matching()
    order = ("field", "product", "parameter", "pk")
    number = found.number
    if number is not None and number.year:
        exact = matching.filter(full_key=number.full_key).order_by(*order)
        others = matching.exclude(full_key=number.full_key).order_by(*order)
        fetched = [
            Prefetch("scopes", exact[:SHOWN_SCOPES], to_attr="exact_scopes"),
            Prefetch("scopes", others[:SHOWN_SCOPES], to_attr="other_scopes"),
        ]
    else:
        fetched = [Prefetch("scopes", matching.order_by(*order)[:SHOWN_SCOPES], to_attr="other_scopes")]
    total = matching.filter(qualification=OuterRef("pk")).order_by().values("qualification")
    counted = Subquery(total.annotate(number=Count("pk")).values("number"))
    return rows.annotate(found_scopes=counted).prefetch_related(*fetched)


def row(found: InstitutionFilter, qualification: Any) -> Row:
    """Return a fetched certificate as it is shown."""
    scopes = [*getattr(qualification, "exact_scopes", []), *qualification.other_scopes][:SHOWN_SCOPES]
    return Row(qualification, found.today, found.number, scopes, qualification.found_scopes or 0)
