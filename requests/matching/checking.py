"""Whether somebody is qualified for a case on a day; asked at each step that relies on it (4.3.3.2)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.organisations.models import Organisation
from onestop.catalogue.services.offering import network_on, without_calibration
from onestop.requests.matching.candidates import Finding, Fit, certificate_row, find, out_of_scope
from onestop.requests.matching.wanting import wish_of
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class Check:
    """The result of a check, as it is kept with the match."""

    fit: Fit
    reason: str
    finding: Finding | None = None
    how_confirmed: str = ""

    def __bool__(self) -> bool:
        return self.fit == Fit.YES or (self.fit == Fit.CONFIRM and bool(self.how_confirmed.strip()))

    def as_row(self) -> dict[str, Any]:
        """Return it in plain values."""
        return {
            "on": timezone.localdate().isoformat(),
            "fit": str(self.fit),
            "reason": self.reason,
            "verdict": self.finding.verdict if self.finding else "",
            **certificate_row(self.finding.qualification if self.finding else None),
            "scope": self.finding.scope if self.finding else "",
            "how_confirmed": self.how_confirmed,
        }


def check_provider(
    case: ServiceRequest, place: Organisation | None, how_confirmed: str = "", on: dt.date | None = None
) -> Check:
    """Hold an institution against ``case`` on a day.

    Args:
        case: For what.
        place: Who; none is not qualified.
        how_confirmed: How somebody made sure, where the scope gives no more than a hint.
        on: The day, today when left out.
    """
    if place is None:
        return Check(Fit.NO, _("Nobody was chosen."))
    day = on or timezone.localdate()
    network = network_on(day)
    rows = list(case.item.provisions.all()) if case.item else []
    on_item = {place.pk} & {row.organisation_id for row in rows}
    idle = without_calibration(rows, network)
    finding = find(wish_of(case), day, network, on_item, idle).get(place.pk)
    if finding is None:
        reason = _("It does not work today, or holds nothing valid today that covers this request.")
        return Check(Fit.NO, reason)
    return Check(finding.fit, finding.reason, finding, how_confirmed)


def check_office(case: ServiceRequest, on: dt.date | None = None, place: Organisation | None = None) -> Check:
    """Tell whether an office, the receiving one unless another is named, may serve ``case`` itself on a day.

    What its authorisation does not name it may not do, no more than an institution (clause 4.2.4.1).
    """
    day = on or timezone.localdate()
    office = place.pk if place else case.office_id or 0
    host = network_on(day).get(office)
    if host is None:
        return Check(Fit.NO, _("The office does not work today."))
    needed = case.item.required_qualification if case.item else ""
    if needed and needed not in host.qualifications:
        return Check(Fit.NO, _("The office holds no valid certificate of the kind that this item requires."))
    if outside := out_of_scope(wish_of(case), office, day):
        return Check(Fit.NO, outside.reason, outside)
    rows = case.item.provisions.all() if case.item else []
    if office in without_calibration(rows, {host.organisation.pk: host}):
        return Check(Fit.NO, _("The office’s laboratory has no equipment with a valid calibration."))
    return Check(Fit.YES, _("The office may serve it itself."))


def office_can(_actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether the receiving office may serve ``case`` itself today."""
    return bool(check_office(case))


def why_office_cannot(case: ServiceRequest) -> str:
    """Return why the receiving office may not serve ``case`` itself."""
    return check_office(case).reason
