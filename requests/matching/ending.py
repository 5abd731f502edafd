"""What becomes of matches when the case takes another way: withdrawn, reopened, consent taken back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.matching.models import OPEN, Match, Method, Outcome
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event, ServiceRequest


def on_withdraw(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """End what is open: nobody is asked any more. Whoever had taken it still reads what it did."""
    for match in Match.objects.open().filter(case=case):
        ends = {Outcome.PROPOSED: Outcome.DECLINED, Outcome.ASKED: Outcome.RETURNED}
        match.outcome = ends.get(Outcome(match.outcome), Outcome.ENDED)
        match.return_reason = _("The enterprise withdrew its request.")
        match.answered_at = match.answered_at or timezone.now()
        match.save()


def on_consent_withdrawn(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Show nothing more to those whose consent was taken back; what they read before stays in the log."""
    rows = Match.objects.filter(case=case, consent__withdrawn_at__isnull=False)
    rows.update(closed_to_doer=True)


def on_reopen(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Close the case to whoever served it: the consent was for that service, and another may come."""
    rows = Match.objects.filter(case=case).exclude(method=Method.CENTRE).exclude(outcome__in=OPEN)
    rows.update(closed_to_doer=True)
