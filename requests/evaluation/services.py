"""Asking for evaluations and taking them: T16 and T17 (clause 5.2)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.catalogue.models import Organisation
from onestop.catalogue.organisations.choices import Kind
from onestop.requests.evaluation import signing
from onestop.requests.evaluation.annex import annex_a
from onestop.requests.evaluation.models import (
    Channel,
    Evaluation,
    EvaluationInvitation,
    Form,
    Signature,
)
from onestop.requests.filing.attachments import attach
from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.following.contact import calls
from onestop.requests.matching.doers import works_at
from onestop.requests.serving.models import ServiceRecord
from onestop.requests.workflow import clock, moving
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, move

ANSWERS = ("q1", "q2", "q3", "q4", "q5")
MOST_REMINDERS = 2
END_OF_DAY = dt.time(23, 59, 59)
"""The day that the enterprise is told is the last one, to its end."""

REMIND_AFTER = (7, 21)
"""Days after the invitation on which the enterprise is reminded."""

NOTHING_WAITS = gettext_lazy("No paper form waits to be checked.")
WHO_COMPARES = gettext_lazy(
    "Somebody else compares it: neither who entered it, nor who has served, nor anybody of the place that "
    "did."
)


def form_for(doer: Organisation | None) -> Form:
    """Return which half of table A.1 fits whoever served: the centre's own service, or anybody else's."""
    return Form.CENTRE if doer is None or doer.kind == Kind.CENTRE else Form.PROVIDER


def invite(case: ServiceRequest) -> list[EvaluationInvitation]:
    """Ask for the evaluation of ``case``, which was completed in this transaction, and move it on (T16).

    One form for whoever served; where an institution served what the centre had coordinated, a second one for
    the centre.
    """
    record = (
        ServiceRecord.objects.filter(case=case).select_related("doer").order_by("-started_at", "-pk").first()
    )
    doer = record.doer if record else case.office
    last = clock.ends_on(clock.today(), Stage.EVALUATE, case.policy)
    expires = timezone.make_aware(dt.datetime.combine(last, END_OF_DAY))
    wanted = [(form_for(doer), doer, True)]
    if wanted[0][0] == Form.PROVIDER and case.office and case.office.kind == Kind.CENTRE:
        wanted.append((Form.CENTRE, case.office, False))
    made = [
        EvaluationInvitation.objects.create(
            case=case,
            form=form,
            record=record if is_main else None,
            doer=who,
            is_main=is_main,
            expires_at=expires,
        )
        for form, who, is_main in wanted
    ]
    with move(case.pk, "invite", SYSTEM, given={"invitation": made}) as step:
        step.data["forms"] = [each.form for each in made]
    return made


def close_open(case: ServiceRequest) -> int:
    """Close invitations that nobody answered: the case was opened again, or the time is over."""
    return EvaluationInvitation.objects.filter(
        case=case, used_at__isnull=True, closed_at__isnull=True
    ).update(closed_at=timezone.now())


@transaction.atomic
def give(invitation: int, actor: Actor, data: dict[str, Any], channel: str) -> Evaluation:
    """Take an evaluation from the enterprise (T17).

    Args:
        invitation: Key of the invitation that is answered.
        actor: Somebody of the enterprise, or whoever holds its link. Staff never: they are rated.
        data: ``q1`` to ``q5``, ``words``, ``signed_by``, ``extra``, ``drawing``: a PNG or nothing.
        channel: How it came.

    Raises:
        Refused: The invitation was used, has expired, or the actor may not.
    """
    asked = _open_invitation(invitation)
    drawing = _keep_drawing(asked.case, data.get("drawing"))
    evaluation = Evaluation.objects.create(
        **_values(asked, data),
        channel=channel,
        signature=Signature.DRAWN if drawing else Signature.TYPED,
        drawing=drawing,
        entered_by=None,
    )
    _use(asked, evaluation, actor)
    return evaluation


@transaction.atomic
def enter_paper(pk: int, actor: Actor, data: dict[str, Any]) -> Evaluation:
    """Keep a form that was filled in on paper, with its scan; it counts once another person has compared it.

    Args:
        pk: The case.
        actor: A member of the staff of the window or the centre.
        data: As of ``give``, and ``invitation`` (key), ``filled_on`` and ``scan`` (an upload).

    Raises:
        Refused: There is nothing to answer any more, or the role does not allow it.
        ValidationError: The scan cannot be taken.
    """
    case = moving.locked(pk)
    asked = _open_invitation(int(data["invitation"]))
    if asked.case_id != case.pk:
        raise Refused(_("This form belongs to another request."), code="status")
    scan = attach(case, data["scan"], AttachmentKind.PAPER, actor.user, for_provider=False)
    evaluation = Evaluation.objects.create(
        **_values(asked, data) | {"filled_on": data["filled_on"]},
        channel=Channel.PAPER,
        signature=Signature.PAPER,
        scan=scan,
        entered_by=actor.user,
        is_pending=True,
    )
    moving.note(pk, "paper_entered", actor, data={"evaluation": evaluation.pk})
    return evaluation


@transaction.atomic
def check_paper(pk: int, actor: Actor, data: dict[str, Any]) -> Evaluation:
    """Confirm that what was entered is what stands on the paper (T17), or throw the entry away.

    Args:
        pk: The case.
        actor: Another person than the one who entered it.
        data: ``agrees``: whether both are the same.

    Raises:
        Refused: The same person, somebody who is rated, or nothing waits to be checked.
    """
    case = moving.locked(pk)
    waiting = Evaluation.objects.select_for_update().filter(case=case, is_pending=True).order_by("pk").first()
    if waiting is None:
        raise Refused(NOTHING_WAITS, code="status")
    if actor.user is None or waiting.entered_by_id == actor.user.pk or is_rated(actor, waiting):
        raise Refused(WHO_COMPARES, code="role")
    if not data["agrees"]:
        moving.note(pk, "paper_refused", actor, data={"evaluation": waiting.pk})
        waiting.delete()
        return waiting
    waiting.checked_by, waiting.is_pending = actor.user, False
    waiting.save(update_fields=["checked_by", "is_pending"])
    _use(waiting.invitation, waiting, actor)
    return waiting


def is_rated(actor: Actor, evaluation: Evaluation) -> bool:
    """Tell whether an evaluation is of ``actor``: of the own service, or of the place that it works at."""
    return calls.has_served(actor, evaluation.case) or works_at(actor, evaluation.doer)


@transaction.atomic
def mark_invalid(evaluation: int, actor: Actor, reason: str) -> Evaluation:
    """Let an evaluation count no longer, with a reason that stays visible (clause 5.3).

    Raises:
        Refused: No reason, or not the head of the centre.
    """
    row = Evaluation.objects.select_for_update().get(pk=evaluation)
    if Role.HEAD not in actor.roles:
        raise Refused(_("Only the head of the centre decides that."), code="role")
    if not reason.strip():
        raise Refused({"reason": [moving.WORDS["reason"]]})
    row.is_valid, row.invalid_reason, row.invalid_by = False, reason.strip(), actor.user
    row.save(update_fields=["is_valid", "invalid_reason", "invalid_by"])
    moving.note(
        row.case_id, "noted", actor, text=_("An evaluation does not count: %(why)s") % {"why": reason}
    )
    return row


def _keep_drawing(case: ServiceRequest, picture: bytes | None) -> Attachment | None:
    """Keep a drawn signature with the files of the case; whoever serves does not read it."""
    if not picture:
        return None
    return attach(case, signing.as_upload(picture), AttachmentKind.SIGNATURE, for_provider=False)


def _open_invitation(pk: int) -> EvaluationInvitation:
    """Return an open invitation, locked after its case: everybody takes the two in this order."""
    moving.locked(EvaluationInvitation.objects.values_list("case", flat=True).get(pk=pk))
    asked = EvaluationInvitation.objects.select_for_update().select_related("case").get(pk=pk)
    if not asked.is_open():
        raise Refused(_("This evaluation was given already, or its time is over."), code="status")
    if asked.has_paper():
        raise Refused(_("It came in on paper already; the entry is being compared."), code="status")
    return asked


def _values(asked: EvaluationInvitation, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "invitation": asked,
        "case": asked.case,
        "form": asked.form,
        "version": annex_a().version,
        "doer": asked.doer,
        **{name: data[name] for name in ANSWERS},
        "words": data.get("words", "").strip(),
        "signed_by": data.get("signed_by", "").strip(),
        "extra": data.get("extra", []),
        "enterprise_name": asked.case.enterprise_name,
    }


def _use(asked: EvaluationInvitation, evaluation: Evaluation, actor: Actor) -> None:
    """Close the invitation; the first form of a case moves it on, a second one is noted."""
    asked.used_at = timezone.now()
    asked.save(update_fields=["used_at"])
    data = {"evaluation": evaluation.pk, "form": evaluation.form, "low": evaluation.is_low}
    if ServiceRequest.objects.get(pk=asked.case_id).status == Status.TO_EVALUATE:
        with move(asked.case_id, "evaluate", actor, given={"evaluation": evaluation}) as step:
            step.data.update(data)
    else:
        moving.note(asked.case_id, "evaluated_too", actor, data=data)


@transaction.atomic
def lapse(case: ServiceRequest) -> None:
    """Close a case for whose evaluation the time is over: it stays without one, never “satisfied” (T17b)."""
    with move(case.pk, "lapse", SYSTEM):
        pass
    close_open(case)
