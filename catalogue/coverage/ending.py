"""Everything that ends: qualifications, bases, calibrations, terms of experts; with the way to its record."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.experts.choices import State
from onestop.catalogue.experts.models import Expert
from onestop.catalogue.organisations.expiring import (
    BASIS,
    CALIBRATION,
    QUALIFICATION,
    STEPS,
    Expiry,
    expiring,
    remaining,
)

TERM = "term"
KINDS: dict[str, Any] = {
    QUALIFICATION: gettext_lazy("Qualification"),
    BASIS: pgettext_lazy("expiring", "Basis"),
    CALIBRATION: pgettext_lazy("expiring", "Calibration"),
    TERM: gettext_lazy("Term of an expert"),
}
_EDIT = {
    QUALIFICATION: "catalogue_qualification_modeladmin_edit",
    BASIS: "catalogue_organisation_modeladmin_edit",
    CALIBRATION: "catalogue_equipment_modeladmin_edit",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends soon or has ended.

    Attributes:
        kind: a key of ``KINDS``.
        subject: what ends.
        owner: whose it is.
        until: its last valid day; None if it has none although it needs one.
        days: days until then, negative when it is over.
        url: its record in the admin.
    """

    kind: str
    subject: str
    owner: str
    until: dt.date | None
    days: int
    url: str

    @property
    def label(self) -> Any:
        """Return what kind of thing it is."""
        return KINDS[self.kind]

    @property
    def step(self) -> int:
        """Return the alert that it has reached: 0 when it is over, else 7, 30 or 90."""
        return 0 if self.days < 0 else next((step for step in STEPS if self.days <= step), STEPS[-1])

    @property
    def shape(self) -> str:
        """Return a sign that does not depend on colour."""
        return {0: "✕", 7: "!!", 30: "!"}.get(self.step, "◔")

    @property
    def sentence(self) -> str:
        """Return in words how long it has."""
        return remaining(self.days) if self.until else _("no day is entered")


def ending(user: Any, on: dt.date | None = None, within: int = STEPS[-1]) -> list[Ending]:
    """Return what ends within some days or has ended, as far as ``user`` may see it, most urgent first."""
    day = on or timezone.localdate()
    found = [_of_network(each) for each in expiring(day, within, user)]
    rows = Expert.objects.for_user(user).filter(
        state=State.POOL, term_until__lte=day + dt.timedelta(days=within)
    )
    found += [_of_expert(expert, day) for expert in rows]
    return sorted(found, key=lambda each: (each.days, each.owner, each.subject))


def title_of(step: int) -> str:
    """Return what has reached an alert, 0 for what is over."""
    if not step:
        return _("Qualifications, calibrations, bases and terms that have ended")
    return _("Qualifications, calibrations, bases and terms that end within %(days)d days") % {"days": step}


def _of_network(each: Expiry) -> Ending:
    subject = each.subject.basis_number or str(each.subject) if each.kind == BASIS else str(each.subject)
    url = reverse(_EDIT[each.kind], args=[each.subject.pk])
    return Ending(each.kind, subject, each.organisation.name, each.until, each.days, url)


def _of_expert(expert: Expert, day: dt.date) -> Ending:
    days = (expert.term_until - day).days if expert.term_until else -1
    url = reverse("catalogue_expert_review", args=[expert.pk])
    return Ending(TERM, _("term in the pool"), expert.name, expert.term_until, days, url)
