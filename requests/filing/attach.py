"""What filing attaches to the workflow: the steps that people take, and the end of forgotten drafts."""

import datetime as dt
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.requests.filing import action_forms as forms
from onestop.requests.filing import again, correcting, drafts, lapsing, refusing, services
from onestop.requests.filing.models import WrongTry
from onestop.requests.workflow import actions, events, moving, tending
from onestop.requests.workflow.actions import Action
from onestop.requests.workflow.choices import STAFF, Status
from onestop.requests.workflow.models import ServiceRequest

DRAFTS_KEPT = dt.timedelta(days=7)
TRIES_KEPT = dt.timedelta(days=2)

actions.register(
    Action("accept", services.accept, forms.AcceptForm, 10, _("Accepted. The enterprise has been told.")),
    Action(
        "return",
        services.send_back,
        forms.GapsForm,
        30,
        _("Sent back with everything that is missing."),
        when=services.can_send_back,
        why_not=lambda _case: str(services.TOLD_ONCE),
    ),
    Action(
        "hand_over",
        services.hand_over,
        forms.HandOverForm,
        50,
        _("Handed over to the other office."),
        when=services.can_hand_over,
        why_not=lambda _case: str(moving.WORDS["hand_overs_left"]),
    ),
    Action(
        "propose_refusal",
        refusing.propose_refusal,
        forms.RefusalForm,
        60,
        _("The head decides now."),
        when=refusing.can_propose,
    ),
    Action(
        "refuse",
        refusing.refuse,
        forms.ConfirmRefusalForm,
        40,
        _("The enterprise has been told why."),
        when=refusing.can_decide,
    ),
    Action(
        "decline_refusal",
        refusing.decline_refusal,
        forms.DeclineRefusalForm,
        45,
        _("The office goes on; whoever proposed it has been told."),
        when=refusing.can_decide,
    ),
    Action(
        "close_returned",
        lapsing.close_returned,
        forms.LapseForm,
        70,
        _("Closed. The enterprise has been told, and how to file it again."),
        when=lapsing.can_close,
    ),
    Action(
        "gaps_reminded",
        lapsing.remind,
        weight=15,
        done=_("The enterprise is reminded of what is missing."),
        where=STAFF,
        when=lapsing.can_remind,
    ),
    Action("complete_gaps", services.complete_gaps, forms.CompleteForm, 10, _("Sent. The clock runs again.")),
    Action("withdraw", services.withdraw, forms.WithdrawForm, 90, _("The request is withdrawn.")),
    Action("assigned", services.assign, forms.AssignForm, 20, _("Assigned.")),
    Action("reclassified", services.reclassify, forms.ReclassifyForm, 40, _("Assigned to the other item.")),
    Action(
        correcting.NAME,
        correcting.correct,
        correcting.CorrectForm,
        900,
        _("Corrected. From now on we ask for whom you have written."),
        when=lambda _actor, case: bool(case.phone_sealed),
    ),
    Action("attached", services.add_files, forms.FilesForm, 30, _("The files are with the request.")),
)


events.listen("submit")(again.on_submit)
tending.rule("reminders of what is missing")(lapsing.remind_by_rule)


@tending.rule("drafts")
def end_drafts() -> int:
    """Remove drafts that nobody has touched for a week: nobody agreed to have them kept."""
    old = ServiceRequest.objects.filter(status=Status.DRAFT, updated_at__lt=timezone.now() - DRAFTS_KEPT)
    forgotten = list(old[:500])
    for case in forgotten:
        drafts.discard(case, "draft left alone")
    return len(forgotten)


@tending.rule("wrong_tries")
def forget_tries() -> int:
    """Forget wrong tries that block nobody any more."""
    count, _rows = WrongTry.objects.filter(at__lt=timezone.now() - TRIES_KEPT).delete()
    return count


@receiver(user_logged_in, dispatch_uid="requests.filing.session")
def usual_session(request: Any = None, **_kwargs: Any) -> None:
    """Give the session of an account its usual life, though a visitor's draft had prolonged it."""
    if request is not None:
        request.session.set_expiry(None)
