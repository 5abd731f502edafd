"""Passing a case on to the centre, by hand and by rule, and what it decides: T13, T14, T20 (4.3.3.2)."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.catalogue.organisations.staffing import head_of
from onestop.requests.matching.checking import check_office
from onestop.requests.matching.doers import has_taken, open_match
from onestop.requests.matching.gaps import note_gap
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.serving.models import Escalation, ServiceRecord
from onestop.requests.serving.services import end_unfinished, open_for
from onestop.requests.workflow import clock
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Resolution, Role, Stage
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, Step, move
from onestop.site import roles

Data = dict[str, Any]


def centre_of(case: ServiceRequest) -> Organisation | None:
    """Return the centre that stands above the receiving office; any centre, if none does."""
    place, seen = case.office, set()
    while place is not None and place.pk not in seen:
        if place.kind == Kind.CENTRE:
            return place
        seen.add(place.pk)
        place = place.parent
    centres = Organisation.objects.running().filter(kind=Kind.CENTRE)
    return centres.order_by("pk").first() or Organisation.objects.filter(kind=Kind.CENTRE).first()


def answerable(case: ServiceRequest) -> StaffMember | None:
    """Return whose task an escalated case is: the head of the centre, else who decides there."""
    centre = centre_of(case)
    head = head_of(centre).person if centre else None
    return head or _deputy(centre) or (head_of(case.office).person if case.office else None)


def _deputy(centre: Organisation | None) -> StaffMember | None:
    """Return who of the centre stands in for its head: first those who may decide."""
    people = StaffMember.objects.current().filter(organisation=centre).order_by("pk")
    deciding = people.filter(user__is_active=True, user__groups__name__in=roles.CENTRE)
    return deciding.first() or people.first()


def escalate(pk: int, actor: Actor, data: Data) -> Escalation:
    """T13: pass a case on to the centre.

    Args:
        pk: The case.
        actor: Whoever serves or receives; the platform itself by a rule.
        data: ``reason``; ``noticed_on``: since when it is known that it cannot be solved here, today when
            left out; ``rule``: the rule that did it.
    """
    reason = str(data.get("reason") or "").strip()
    with move(pk, "escalate", actor, given={"reason": reason}, text=reason) as step:
        case, match = step.case, open_match(step.case)
        if actor.roles == {Role.PROVIDER} and not has_taken(actor, match):
            raise Refused(_("You do not serve this request (any more)."))
        row = _escalation(step, match, reason, data)
        step.data |= {
            "escalation": row.pk, "late": row.is_late, "rule": row.by_rule,
            "from_handler": case.handler_id, "from_status": case.status,
        }  # fmt: skip
        case.handler = row.to_person
    return row


def _escalation(step: Step, match: Match | None, reason: str, data: Data) -> Escalation:
    case, today = step.case, timezone.localdate()
    noticed = data.get("noticed_on") or today
    if noticed > today:
        raise Refused({"noticed_on": [_("This day is still to come.")]})
    begun = timezone.localdate(case.submitted_at or case.created_at)
    if noticed < begun:
        raise Refused({"noticed_on": [_("This lies before the request came.")]})
    by_provider = match is not None and match.method == Method.PROVIDER and not match.closed_to_doer
    blamed = step.answer.role == Role.PROVIDER or (step.answer.role == Role.SYSTEM and by_provider)
    due = clock.ends_on(noticed, Stage.ESCALATE, case.policy)
    return Escalation.objects.create(
        case=case,
        source=match.provider if match and blamed else case.office,
        by_rule=str(data.get("rule") or "")[:20],
        reason=reason[:300],
        noticed_on=noticed,
        due_on=due,
        at=step.moment,
        is_late=today > due,
        to_person=answerable(case),
    )


def escalate_by_rule(case: ServiceRequest, rule: str, reason: str, noticed_on: dt.date | None = None) -> None:
    """Escalate by the platform itself; ``case`` then shows how it stands."""
    escalate(case.pk, SYSTEM, {"reason": reason, "rule": rule, "noticed_on": noticed_on})
    case.refresh_from_db()


def rematch(pk: int, actor: Actor, data: Data) -> Escalation:
    """T14a: look for another institution; the one before is left out by default. ``data``: ``reason``."""
    reason = str(data.get("reason") or "").strip()
    with move(pk, "rematch", actor, given={"reason": reason}, text=reason) as step:
        row = _decide(step)
        end_unfinished(step.case, _("Passed on to the centre, which looks for another institution."))
        _end_match(step.case, Outcome.RETURNED, row.reason)
    return row


def take_over(pk: int, actor: Actor, data: Data) -> ServiceRecord:
    """T14b: the centre serves it itself, at once. ``data``: ``reason``; ``kind`` of the record."""
    reason = str(data.get("reason") or "").strip()
    doer = centre_of(ServiceRequest.objects.select_related("office").get(pk=pk))
    with move(pk, "take_over", actor, given={"reason": reason, "doer": doer}, text=reason) as step:
        row = _decide(step)
        if doer != step.case.office:
            step.case.handler = None  # in nobody's hands yet, there where it is served now
        end_unfinished(step.case, _("Passed on to the centre, which serves it itself."))
        _end_match(step.case, Outcome.RETURNED, row.reason)
        match = Match.objects.create(
            case=step.case,
            method=Method.CENTRE,
            provider=doer,
            outcome=Outcome.TAKEN,
            reason=reason[:300],
            check_result=check_office(step.case, place=doer).as_row(),
            proposed_by=actor.user,
            answered_at=step.moment,
        )
        record = open_for(step.case, match, step.moment, str(data.get("kind") or ""))
        step.data |= {"record": record.pk, "match": match.pk, "doer": match.provider_id}
    return record


def close_unsolved(pk: int, actor: Actor, data: Data) -> Escalation:
    """T14c: it cannot be solved. ``data``: ``reason``, and ``result``: what the enterprise is told."""
    reason, result = (str(data.get(name) or "").strip() for name in ("reason", "result"))
    given = {"reason": reason, "result": result}
    with move(pk, "close_unsolved", actor, given=given, text=result) as step:
        row = _decide(step)
        end_unfinished(step.case, result)
        _end_match(step.case, Outcome.RETURNED, row.reason)
        note_gap(step.case)
        step.case.resolution = Resolution.UNSOLVED
        step.case.completed_at = timezone.now()
        step.data["reason"] = reason
    return row


def _decide(step: Step) -> Escalation:
    """Write the decision onto the open escalation, and give the case back into the hands it came from."""
    row = Escalation.objects.select_for_update().filter(case=step.case, decided_at__isnull=True).first()
    if row is None:
        raise Refused(_("There is no escalation that waits for a decision."))
    row.decision, row.decided_at, row.decided_by = step.name, step.moment, step.actor.user
    row.save()
    last = step.case.events.filter(name="escalate").order_by("-sequence").first()
    former = last.data.get("from_handler") if last else None
    step.case.handler = StaffMember.objects.current().filter(pk=former).first() if former else None
    step.data["escalation"] = row.pk
    return row


def _end_match(case: ServiceRequest, outcome: Outcome, reason: str) -> None:
    match = open_match(case)
    if match is None:
        return
    if match.closed_to_doer:
        outcome = Outcome.DECLINED  # the enterprise took its consent back; nobody gave anything back
    match.outcome, match.return_reason = outcome, reason[:300]
    match.answered_at = timezone.now()
    match.save()


def reopen(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """T20: open a request again: the enterprise within the time for it, the centre at any time.

    Args:
        pk: The case.
        actor: The enterprise or the centre.
        data: ``reason``.
    """
    reason = str(data.get("reason") or "").strip()
    case = ServiceRequest.objects.get(pk=pk)
    given = {"reason": reason, "reopen_in_time": in_time_to_reopen(actor, case)}
    with move(pk, "reopen", actor, given=given, text=reason) as step:
        step.data |= {"was": step.case.resolution, "promised_before": step.case.promised_on}
        step.case.resolution, step.case.completed_at, step.case.promised_on = "", None, None
    return step.case


def in_time_to_reopen(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` can still open ``case`` again; for the centre there is no end to it."""
    if actor.roles & {Role.AGENT, Role.HEAD}:
        return True
    if case.completed_at is None:
        return False
    last = clock.ends_on(timezone.localdate(case.completed_at), Stage.REOPEN, case.policy)
    return timezone.localdate() <= last
