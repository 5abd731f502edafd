"""Opening, answering and closing a rectification: T18 (clause 5.1)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.organisations.staffing import head_of
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.following import notifying
from onestop.requests.following.models.notices import To
from onestop.requests.supervision.models import Cause, Rectification
from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, move

SENT_BACK = "rectification_sent_back"
NOT_ANSWERED = gettext_lazy("Cause and measure are missing: whoever is responsible writes them first.")
BY_ANOTHER = gettext_lazy("Somebody else than whoever is responsible must see that it is done.")


def open_for(case: ServiceRequest, evaluation: Evaluation) -> Rectification | None:
    """Open a rectification for a low evaluation and move the case on; ``None`` where one is open already.

    One that is open since before the case was opened again goes on, and so does the case to it.

    Responsible is the head of whoever served; without a head of its own, of the centre (clause 4.1.2.2).
    """
    known = Rectification.objects.open().filter(case=case).first()
    if known is not None:
        _to_rectifying(known)
        return None
    office = evaluation.doer or case.office
    if office is None:
        return None
    today = clock.today()
    opened = Rectification.objects.create(
        case=case,
        evaluation=evaluation,
        opened_for=Cause.LOW if evaluation.q5 else Cause.UNSOLVED,
        office=office,
        responsible=head_of(office).person,
        answer_due_on=clock.ends_on(today, Stage.RECTIFY_ANSWER, case.policy),
        due_on=clock.ends_on(today, Stage.RECTIFY, case.policy),
    )
    _to_rectifying(opened)
    return opened


def _to_rectifying(row: Rectification) -> None:
    if ServiceRequest.objects.get(pk=row.case_id).status == Status.EVALUATED:
        with move(row.case_id, "open_rectification", SYSTEM, given={"rectification": row}) as step:
            step.data["rectification"] = row.pk
        notifying.tell(row.case, "rectify", To.DOER, key=f"rectification{row.pk}", office=row.office)


def is_open(case: ServiceRequest) -> bool:
    """Tell whether something is still to be put right."""
    return Rectification.objects.open().filter(case=case).exists()


@transaction.atomic
def answer(pk: int, actor: Actor, data: dict[str, Any]) -> Rectification:
    """Write down what went wrong and what is done about it.

    Args:
        pk: The case.
        actor: Somebody of whoever has to put it right.
        data: ``cause`` and ``measure``.

    Raises:
        Refused: Nothing is open, or a part is missing.
    """
    moving.locked(pk)
    row = _open(pk)
    missing = {name: [text] for name, text in _words().items() if not data.get(name, "").strip()}
    if missing:
        raise Refused(missing)
    row.cause, row.measure = data["cause"].strip(), data["measure"].strip()
    row.answered_at, row.answered_by = timezone.now(), actor.user
    row.save(update_fields=["cause", "measure", "answered_at", "answered_by"])
    event = moving.note(pk, "rectification_answered", actor, text=f"{row.cause}\n{row.measure}")
    if Rectification.objects.of_authority().filter(pk=row.pk).exists():
        notifying.tell(row.case, "rectified", To.SUPERVISOR, key=f"rectification{row.pk}.{event.sequence}")
    return row


@transaction.atomic
def verify(pk: int, actor: Actor, data: dict[str, Any]) -> Rectification:
    """Close a rectification after somebody else has seen that it is done (T18b).

    A case that was opened again meanwhile goes on where it is; that it was closed is written down.

    Args:
        pk: The case.
        actor: The centre; never whoever answered.
        data: ``result``: what the verification found.

    Raises:
        Refused: Not answered yet, nothing found, or by whoever answered.
    """
    case, row = moving.locked(pk), _to_verify(pk, actor)
    if not data.get("result", "").strip():
        raise Refused({"result": [moving.WORDS["result"]]})
    row.result, row.closed_at, row.verified_by = data["result"].strip(), timezone.now(), actor.user
    row.save(update_fields=["result", "closed_at", "verified_by"])
    if case.status == Status.RECTIFYING:
        with move(pk, "rectified", actor, given={"rectification": row}, text=row.result) as step:
            step.data["rectification"] = row.pk
    else:
        moving.note(pk, "rectification_verified", actor, text=row.result, data={"rectification": row.pk})
    return row


@transaction.atomic
def send_back(pk: int, actor: Actor, data: dict[str, Any]) -> Rectification:
    """Have an answer written anew that puts nothing right, before all is to be finished: that day stays.

    Args:
        pk: The case.
        actor: Whoever could close it.
        data: ``reason``: what is still wrong; whoever has to put it right and the enterprise read it.

    Raises:
        Refused: Not answered yet, without a reason, or by whoever answered.
    """
    case, row = moving.locked(pk), _to_verify(pk, actor)
    reason = data.get("reason", "").strip()
    if not reason:
        raise Refused({"reason": [_("Say what is still to be put right.")]})
    row.answered_at = row.answered_by = None
    within = clock.ends_on(clock.today(), Stage.RECTIFY_ANSWER, case.policy)
    row.answer_due_on = min(within, row.due_on) if row.due_on >= clock.today() else within
    row.save(update_fields=["answered_at", "answered_by", "answer_due_on"])
    event = moving.note(pk, SENT_BACK, actor, text=reason, data={"rectification": row.pk})
    notifying.tell(
        row.case, "rectify", To.DOER, key=f"rectification{row.pk}.{event.sequence}", office=row.office
    )
    return row


def _to_verify(pk: int, actor: Actor) -> Rectification:
    """Return the rectification of a locked case that ``actor`` may judge."""
    row = _open(pk)
    if row.answered_at is None:
        raise Refused(NOT_ANSWERED)
    if actor.user is None or actor.user.pk == row.answered_by_id or _is_responsible(row, actor):
        raise Refused(BY_ANOTHER, code="role")
    return row


def _is_responsible(row: Rectification, actor: Actor) -> bool:
    return row.responsible is not None and row.responsible.user_id == actor.user.pk


def _open(pk: int) -> Rectification:
    row = Rectification.objects.select_for_update().open().filter(case=pk).first()
    if row is None:
        raise Refused(_("There is no open rectification."), code="status")
    return row


def _words() -> dict[str, str]:
    return {"cause": _("Say what went wrong."), "measure": _("Say what is done about it.")}
