"""建设自查: what an organisation lacks of clause 4.1, gap by gap, each by its clause and name."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.catalogue.organisations import hooks
from onestop.catalogue.organisations.choices import Decision, EquipmentStatus, Kind
from onestop.catalogue.organisations.models import Equipment, Facility
from onestop.catalogue.organisations.staffing import head_of
from onestop.site import hooks as site_hooks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from onestop.catalogue.organisations.models import Organisation


class State(StrEnum):
    """What came of a line: there, missing (not in conformity), or only worth knowing."""

    FOUND = "found"
    MISSING = "missing"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: the clause, what it asks for, and what is there."""

    clause: str
    item: str
    state: State
    evidence: str = ""

    def __str__(self) -> str:
        word = {
            State.FOUND: pgettext("self-check", "there"),
            State.MISSING: pgettext("self-check", "missing"),
            State.NOTE: pgettext("self-check", "for information"),
        }[self.state]
        return f"{self.clause} {self.item} {word}"


def with_rows(organisations: "QuerySet[Organisation]") -> "QuerySet[Organisation]":
    """Have everything that ``check`` looks at fetched together, for the self-check of many."""
    found = organisations.select_related("facility", "site_selection", "parent__parent", "region")
    return found.prefetch_related("staff", "qualifications", "laboratories__equipment")


def check(organisation: "Organisation", on: dt.date | None = None) -> list[Finding]:
    """Return the lines of the self-check for an organisation; what apps to the right add comes last."""
    day = on or timezone.localdate()
    facility = getattr(organisation, "facility", None) or Facility(organisation=organisation)
    found: list[Finding] = []
    if organisation.kind == Kind.CENTRE:
        found += _centre(organisation, facility, day)
    if organisation.kind == Kind.STATION:
        found += _site_selection(organisation)
    if organisation.kind in {Kind.CENTRE, Kind.STATION, Kind.OUTLET}:
        found += [
            *_machines(organisation, facility),
            *_laboratory(organisation, day),
            _head(organisation, day),
        ]
    for lines in site_hooks.collect(hooks.SELF_CHECKS, organisation, day):
        found += lines
    return found


def gaps(organisation: "Organisation", on: dt.date | None = None) -> list[Finding]:
    """Return only what is missing."""
    return [finding for finding in check(organisation, on) if finding.state is State.MISSING]


def _line(clause: str, item: str, evidence: Any) -> Finding:
    """Return a line that is there when there is evidence of it."""
    return Finding(clause, item, State.FOUND if evidence else State.MISSING, str(evidence or ""))


def _centre(organisation: "Organisation", facility: Facility, day: dt.date) -> list[Finding]:
    """The nine pieces of evidence of clause 4.1.1.2."""
    staff = sum(each.is_current(day) for each in organisation.staff.all())
    equipment = sum(each.status == EquipmentStatus.IN_USE for each in _equipment(organisation))
    valid = sum(each.is_valid_on(day) for each in organisation.qualifications.all())
    shown = _("displayed at the place")
    evidence: list[tuple[str, Any]] = [
        (pgettext("self-check", "base institution"), facility.base_institution),
        (pgettext("self-check", "fixed facilities"), facility.fixed_facilities),
        (pgettext("self-check", "staff"), staff and _("%(n)s people in office") % {"n": staff}),
        (pgettext("self-check", "equipment"), equipment and _("%(n)s pieces in use") % {"n": equipment}),
        (pgettext("self-check", "qualifications"), valid and _("%(n)s valid") % {"n": valid}),
        (
            pgettext("self-check", "service window"),
            facility.windows and _("%(n)s windows") % {"n": facility.windows},
        ),
        (pgettext("self-check", "sign"), facility.sign_photo_id and _("photograph on file")),
        (pgettext("self-check", "service content"), facility.content_displayed and shown),
        (pgettext("self-check", "service process"), facility.process_displayed and shown),
    ]
    return [_line("4.1.1.2", item, found) for item, found in evidence]


def _site_selection(organisation: "Organisation") -> list[Finding]:
    selection = getattr(organisation, "site_selection", None)
    decided = selection.decided_on if selection and selection.decision == Decision.APPROVED else None
    return [_line("4.1.1.3", pgettext("self-check", "site selection"), decided)]


def _machines(organisation: "Organisation", facility: Facility) -> list[Finding]:
    """PC and printer shall be there; a remote meeting system is only noted, and a centre is not asked."""
    computer = _line("4.1.1.5", pgettext("self-check", "computer with network"), facility.computers)
    printer = _line("4.1.1.5", pgettext("self-check", "printer"), facility.printers)
    if organisation.kind == Kind.CENTRE:
        return [computer, printer]
    name = pgettext("self-check", "remote meeting system")
    remote = facility.has_remote_meeting
    state = State.FOUND if remote else State.NOTE
    return [computer, printer, Finding("4.1.1.5", name, state, "" if remote else _("may be there, need not"))]


def _laboratory(organisation: "Organisation", day: dt.date) -> list[Finding]:
    """Only what is wrong with the equipment that is there: no laboratory is no gap."""
    overdue = [each for each in _equipment(organisation) if each.is_overdue(day)]
    item = pgettext("self-check", "valid calibration")
    return [Finding("4.1.1.6", item, State.MISSING, str(each)) for each in overdue]


def _equipment(organisation: "Organisation") -> list[Equipment]:
    return [each for laboratory in organisation.laboratories.all() for each in laboratory.equipment.all()]


def laboratory_problems(organisation: "Organisation", on: dt.date | None = None) -> list[str]:
    """Return why an organisation cannot test in a laboratory of its own on a day; nothing: it can.

    For services that are offered as “own laboratory” (clause 4.1.1.6): laboratory, equipment and its valid
    calibration are then required.
    """
    day = on or timezone.localdate()
    if not organisation.laboratories.exists():
        return [_("It has no laboratory.")]
    equipment = Equipment.objects.in_use().filter(laboratory__organisation=organisation)
    if not equipment.exists():
        return [_("Its laboratory has no equipment in use.")]
    late = equipment.overdue(day)
    return [_("The calibration of %(name)s is not valid.") % {"name": each} for each in late]


def _head(organisation: "Organisation", day: dt.date) -> Finding:
    """A head where it is needed; without one the centre answers, which is worth knowing and no fault."""
    head = head_of(organisation, day)
    name = pgettext("self-check", "head")
    if head.person is None:
        return Finding("4.1.2.2", name, State.MISSING, str(head))
    return Finding("4.1.2.2", name, State.NOTE if head.stands_in else State.FOUND, str(head))
