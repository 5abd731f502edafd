"""What follows for a service from other steps: it is withdrawn, nobody was found, consent was taken back."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.matching.models import Match, Outcome
from onestop.requests.matching.previous import returns
from onestop.requests.serving.escalating import escalate_by_rule
from onestop.requests.serving.services import end_unfinished
from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import Event, ServiceRequest

IN_HANDS = (Status.OFFERED, Status.MATCHED, Status.SERVING)


def on_withdraw(case: ServiceRequest, event: Event, _actor: Actor) -> None:
    """End what is under way: the record, and an escalation that waits."""
    end_unfinished(case, _("The enterprise withdrew its request."))
    case.escalations.filter(decided_at__isnull=True).update(decision="withdraw", decided_at=event.recorded_at)


def on_search(case: ServiceRequest, event: Event, _actor: Actor) -> None:
    """Pass on to the centre what nobody can be found for and the office cannot serve (clause 4.2.5.2)."""
    if case.status == Status.MATCHING and not event.data["offered"] and not event.data["ourselves"]:
        escalate_by_rule(case, "nobody_found", _("Nobody could be found whose qualification covers it."))


def on_give_back(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Pass on to the centre what institutions have given back too often (clause 4.3.3.2)."""
    times = returns(case)
    if times >= settings.REQUEST_RETURNS:
        escalate_by_rule(case, "returns", _("Given back %(n)s times.") % {"n": times})


def on_consent_withdrawn(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Take the case out of the hands of an institution that may not see it any more; the centre decides."""
    lost = Match.objects.open().filter(case=case, closed_to_doer=True).exclude(outcome=Outcome.PROPOSED)
    if not lost.exists():
        return
    if case.status in {Status.WAITING, Status.SAMPLE}:
        with moving.move(case.pk, "resume", SYSTEM):
            pass
        case.refresh_from_db()
    if case.status in IN_HANDS:
        text = _("The enterprise has withdrawn its consent for this institution.")
        escalate_by_rule(case, "consent", text, timezone.localdate())
