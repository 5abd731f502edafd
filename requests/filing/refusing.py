"""What is not accepted: somebody of the office proposes it, the head decides (T5a, T5, T5b)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Resolution, Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import move

Data = Mapping[str, Any]
PROPOSED = "propose_refusal"
OVER = (PROPOSED, "decline_refusal", "hand_over", "complete_gaps", "return")
"""After one of these an earlier proposal waits for nobody any more."""


@transaction.atomic
def propose_refusal(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Propose not to accept (T5a): the head confirms it or not; until then nobody but staff knows.

    Args:
        pk: The case.
        actor: Staff.
        data: ``reason`` and ``other_way``, both for the enterprise to read.
    """
    given = _refusal(data)
    with move(pk, PROPOSED, actor, given=given, text=given["reason"]) as step:
        step.data |= given
    return step.case


@transaction.atomic
def refuse(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Confirm that it is not accepted (T5): never by whoever proposed it, never without another way.

    Args:
        pk: The case.
        actor: The head of the centre.
        data: ``reason`` and ``other_way``; those of the proposal where left out.
    """
    proposal = open_proposal(moving.locked(pk))
    words = {
        **(proposal.data if proposal else {}),
        **{name: text for name, text in _refusal(data).items() if text},
    }
    given = _refusal(words)
    by_another = _by_another(proposal, actor)
    with move(pk, "refuse", actor, given={**given, "proposal": by_another}, text=_both(given)) as step:
        step.case.resolution = Resolution.REFUSED
        step.data |= given
    return step.case


@transaction.atomic
def decline_refusal(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Do not confirm the proposal (T5b): the office goes on where it was, its time has never stood still.

    Args:
        pk: The case.
        actor: The head of the centre, never whoever proposed it.
        data: ``reason``, for the office to read.
    """
    proposal = open_proposal(moving.locked(pk))
    reason = str(data.get("reason") or "").strip()
    given = {"proposal": _by_another(proposal, actor), "reason": reason}
    with move(pk, "decline_refusal", actor, given=given, text=reason) as step:
        step.data |= {"proposal": proposal.sequence if proposal else None}
    return step.case


def open_proposals() -> QuerySet[Event]:
    """Return the proposals not to accept that wait for the head."""
    later = Event.objects.filter(case=OuterRef("case"), sequence__gt=OuterRef("sequence"), name__in=OVER)
    proposed = Event.objects.filter(name=PROPOSED, case__status=Status.SUBMITTED)
    return proposed.exclude(Exists(later))


def open_proposal(case: ServiceRequest) -> Event | None:
    """Return the proposal not to accept ``case`` that waits for the head."""
    return open_proposals().filter(case=case).first()


def can_propose(actor: Actor, case: ServiceRequest) -> bool:  # noqa: ARG001 - the signature of ``Action.when``
    """Tell whether nobody has proposed it yet."""
    return open_proposal(case) is None


def can_decide(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether somebody else has proposed it."""
    return _by_another(open_proposal(case), actor)


def _by_another(proposal: Event | None, actor: Actor) -> bool:
    return proposal is not None and proposal.actor_id != getattr(actor.user, "pk", None)


def _refusal(data: Data) -> dict[str, str]:
    return {name: str(data.get(name) or "").strip() for name in ("reason", "other_way")}


def _both(words: Mapping[str, str]) -> str:
    return _("%(reason)s\nAnother way: %(other_way)s") % words
