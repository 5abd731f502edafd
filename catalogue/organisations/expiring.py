"""What ends soon or has ended: certificates, bases, calibrations, with the alerts of 90, 30 and 7 days."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.models import Equipment, Organisation, Qualification

STEPS = (7, 30, 90)
"""Days before the end at which it becomes more urgent."""

QUALIFICATION, BASIS, CALIBRATION = "qualification", "basis", "calibration"


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that ends.

    Attributes:
        kind: ``qualification``, ``basis`` or ``calibration``.
        organisation: Whose it is.
        subject: The row itself.
        until: Its last valid day; None: it has none although it needs one.
        days: Days until then, 0 on the last day, negative when it is over.
    """

    kind: str
    organisation: Organisation
    subject: Any
    until: dt.date | None
    days: int

    @property
    def is_over(self) -> bool:
        """Tell whether it is not valid any more."""
        return self.days < 0

    @property
    def step(self) -> int:
        """Return the alert it has reached: 0 when it is over, else 7, 30 or 90; more is -1."""
        if self.is_over:
            return 0
        return next((step for step in STEPS if self.days <= step), -1)

    @property
    def sentence(self) -> str:
        """Return how long it has, in words."""
        return remaining(self.days)


def remaining(days: int) -> str:
    """Return in words how far away a last valid day is."""
    if days < 0:
        return ngettext("ended %(n)s day ago", "ended %(n)s days ago", -days) % {"n": -days}
    if days == 0:
        return _("ends today")
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def expiring(on: dt.date | None = None, within: int = STEPS[-1], user: Any = None) -> list[Expiry]:
    """Return what ends within some days of a day, or has ended, the most urgent first; three queries.

    Args:
        on: The day, today when left out.
        within: How many days ahead.
        user: Only the rows that this account may work with; None: all.
    """
    day = on or timezone.localdate()
    last = day + dt.timedelta(days=within)
    found = [*_qualifications(day, last, user), *_bases(day, last, user), *_calibrations(day, last, user)]
    return sorted(found, key=lambda each: (each.days, each.organisation.name, str(each.subject)))


def _rows(rows: Any, user: Any) -> Any:
    return rows if user is None else rows.for_user(user)


def _qualifications(day: dt.date, last: dt.date, user: Any) -> Iterator[Expiry]:
    rows = Qualification.objects.filter(valid_until__lte=last).exclude(organisation__status=Status.REVOKED)
    for each in _rows(rows, user).select_related("organisation"):
        yield Expiry(QUALIFICATION, each.organisation, each, each.valid_until, (each.valid_until - day).days)


def _bases(day: dt.date, last: dt.date, user: Any) -> Iterator[Expiry]:
    rows = Organisation.objects.filter(basis_until__lte=last).exclude(status=Status.REVOKED)
    for each in _rows(rows, user):
        yield Expiry(BASIS, each, each, each.basis_until, (each.basis_until - day).days)


def _calibrations(day: dt.date, last: dt.date, user: Any) -> Iterator[Expiry]:
    rows = Equipment.objects.in_use().filter(needs_calibration=True, calibrated_until__lte=last)
    missing = Equipment.objects.overdue(day).filter(calibrated_until__isnull=True)
    for each in _rows(rows | missing, user).select_related("laboratory__organisation"):
        days = (each.calibrated_until - day).days if each.calibrated_until else -1
        yield Expiry(CALIBRATION, each.laboratory.organisation, each, each.calibrated_until, days)
