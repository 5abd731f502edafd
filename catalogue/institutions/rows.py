"""A certificate as the directory shows it: what it says about the question, how fresh, how long."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.catalogue.institutions.asking import lines_of
from onestop.catalogue.institutions.filters import InstitutionFilter
from onestop.catalogue.institutions.scopes import Verdict, best, verdict
from onestop.catalogue.organisations.models import CapabilityScope, Qualification
from onestop.site.prepared import PreparedByKeys
from onestop.standards.numbers import Number

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


def rows_of(found: InstitutionFilter, keys: Sequence[int]) -> list[Row]:
    """Return certificates as they are shown, in the order of ``keys``: two queries.

    Each has the first of the lines of its annex that fit, the exact edition first, and their number.
    """
    certificates = {each.pk: each for each in _certificates(keys)}
    lines: dict[int, list[Any]] = {key: [] for key in keys}
    for line in lines_of(found.question, list(keys)):
        lines[line.qualification_id].append(line)
    return [
        Row(certificates[key], found.today, found.number, of_it, of_it[0].total if of_it else 0)
        for key, of_it in lines.items()
        if key in certificates
    ]


_certificates = PreparedByKeys(
    lambda keys: Qualification.objects.filter(pk__in=keys).select_related("organisation__region")
)
