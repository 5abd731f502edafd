"""Notices of disputes until one is taken up (clause 5.6; GB/T 19013): consent of both sides, neutrality."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.following import notifying
from onestop.requests.following.models.notices import To
from onestop.requests.matching.models import Match, Outcome
from onestop.requests.supervision.models import Dispute
from onestop.requests.workflow import moving, numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused

SERIES = "ZY"
"""What the numbers begin with: 争议."""

ELSEWHERE = gettext_lazy(
    "You can turn to mediation elsewhere, to arbitration or to the court; as a consumer to 12315, too."
)


def takers(case: ServiceRequest) -> "QuerySet[Match]":
    """Return by whom a case was taken, the last first; who was merely proposed or asked has no part in it."""
    rows = Match.objects.filter(case=case, outcome__in=(Outcome.TAKEN, Outcome.ENDED))
    return rows.order_by("-proposed_at", "-pk")


def served_by(case: ServiceRequest) -> Organisation | None:
    """Return who served a case last; for an expert, or where nobody is named, its office speaks."""
    last = takers(case).first()
    return last.provider if last and last.provider else case.office


@transaction.atomic
def notify(pk: int, actor: Actor, data: dict[str, Any]) -> Dispute:
    """Take in the notice of a dispute: the enterprise agrees to the method with it, the other side is asked.

    Args:
        pk: The case.
        actor: Somebody of the enterprise, or staff who write it down.
        data: ``method``, ``claim``.

    Raises:
        Refused: The role does not allow it, or nobody has served yet.
    """
    case = moving.locked(pk)
    other = served_by(case)
    if other is None or not takers(case).exists():
        raise Refused(_("Nobody has served this request yet."))
    dispute = Dispute.objects.create(
        number=numbering.next_number(series=SERIES),
        case=case,
        other_party=other,
        method=data["method"],
        claim=data["claim"].strip(),
        enterprise_agreed_at=timezone.now(),
    )
    text = _("%(number)s, %(method)s. The other side is asked whether it agrees: %(other)s.")
    words = {"number": dispute.number, "method": dispute.get_method_display(), "other": other.name}
    moving.note(
        pk, "disputed", actor, text=text % words, data={"dispute": dispute.pk, "number": dispute.number}
    )
    notifying.tell(case, "dispute_received", To.ENTERPRISE, key=f"dispute{dispute.pk}")
    notifying.tell(case, "dispute_asked", To.DOER, key=f"dispute{dispute.pk}", office=other)
    return dispute


def of(case: ServiceRequest) -> Dispute | None:
    """Return the dispute of a case that is to be answered or taken up."""
    return case.disputes.filter(other_declined_at__isnull=True, taken_up_at__isnull=True).first()


def answers_for(actor: Actor, dispute: Dispute) -> bool:
    """Tell whether ``actor`` speaks for the other party; the head does where nobody there has an account."""
    if actor.user is None:
        return False
    if organisations_of(actor.user).filter(organisation=dispute.other_party_id).exists():
        return True
    there = with_account().filter(organisation=dispute.other_party_id)
    return Role.HEAD in actor.roles and not there.exists()


def with_account() -> Any:
    """Return the places where somebody can answer, by their ids."""
    return StaffMember.objects.current().filter(user__is_active=True).values("organisation")


def can_answer(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` is to say whether the other party agrees."""
    dispute = of(case)
    return dispute is not None and dispute.other_agreed_at is None and answers_for(actor, dispute)


def can_take_up(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is a dispute that both sides want settled and ``actor`` is neutral."""
    dispute = of(case)
    return dispute is not None and dispute.other_agreed_at is not None and is_neutral(actor, dispute)


def is_neutral(actor: Actor, dispute: Dispute) -> bool:
    """Tell whether ``actor`` neither works for the other party nor has had the case in hand (回避)."""
    if actor.user is None:
        return False
    own = organisations_of(actor.user).filter(organisation=dispute.other_party_id)
    served = dispute.case.events.filter(actor=actor.user, name__in=SERVED)
    return not own.exists() and not served.exists()


SERVED = ("start", "entry", "step", "recorded", "result", "complete", "answer", "rectification_answered")


@transaction.atomic
def agree(pk: int, actor: Actor, data: dict[str, Any]) -> Dispute:
    """Write down that the other party agrees to method and terms. ``data``: ``words``, if it has any.

    Raises:
        Refused: It is not asked, or not by this actor.
    """
    dispute = _asked(pk, actor)
    dispute.other_agreed_at = timezone.now()
    return _answered(dispute, actor, data, "dispute_agreed", ["other_agreed_at"])


@transaction.atomic
def decline(pk: int, actor: Actor, data: dict[str, Any]) -> Dispute:
    """Write down that the other party does not agree; the enterprise hears which ways are left.

    Raises:
        Refused: It is not asked, not by this actor, or without a reason.
    """
    dispute = _asked(pk, actor)
    if not str(data.get("words") or "").strip():
        raise Refused({"words": [moving.WORDS["reason"]]})
    dispute.other_declined_at = timezone.now()
    return _answered(dispute, actor, data, "dispute_declined", ["other_declined_at"])


def _asked(pk: int, actor: Actor) -> Dispute:
    case = moving.locked(pk)
    dispute = of(case)
    if dispute is None or dispute.other_agreed_at is not None:
        raise Refused(_("No dispute of this request waits for an answer."), code="status")
    if not answers_for(actor, dispute):
        raise Refused(_("The other party answers itself."), code="role")
    return dispute


def _answered(dispute: Dispute, actor: Actor, data: dict[str, Any], name: str, fields: list[str]) -> Dispute:
    dispute.other_words, dispute.other_answered_by = str(data.get("words") or "").strip(), actor.user
    dispute.save(update_fields=[*fields, "other_words", "other_answered_by"])
    text = f"{dispute.number} {dispute.other_words}".strip()
    if dispute.other_declined_at:
        text = f"{text}\n{ELSEWHERE}"
    moving.note(
        dispute.case_id, name, actor, text=text, data={"dispute": dispute.pk, "number": dispute.number}
    )
    return dispute


@transaction.atomic
def take_up(pk: int, actor: Actor, data: dict[str, Any]) -> Dispute:
    """Take up the dispute of a case (解决), once both sides have agreed.

    Args:
        pk: The case.
        actor: The head of the centre or the authority; nobody who has a part in it.
        data: ``text``: the first step, for both sides.

    Raises:
        Refused: One side has not agreed, the first step is missing, or the actor is not neutral.
    """
    case = moving.locked(pk)
    dispute = of(case)
    if dispute is None:
        raise Refused(_("There is no dispute to be taken up."), code="status")
    if not (dispute.enterprise_agreed_at and dispute.other_agreed_at):
        raise Refused(_("Both sides must have agreed to the method and its terms first."))
    if not is_neutral(actor, dispute):
        raise Refused(_("You have a part in this request. Have somebody else look into it."), code="role")
    text = str(data.get("text") or "").strip()
    if not text:
        raise Refused({"text": [_("Say what happens first, and when.")]})
    dispute.taken_up_at, dispute.taken_up_by = timezone.now(), actor.user
    dispute.save(update_fields=["taken_up_at", "taken_up_by"])
    words = f"{dispute.number} {text}"
    moving.note(
        pk, "dispute_taken_up", actor, text=words, data={"dispute": dispute.pk, "number": dispute.number}
    )
    notifying.tell(case, "dispute_moved", To.DOER, key=f"dispute{dispute.pk}up", office=dispute.other_party)
    return dispute
