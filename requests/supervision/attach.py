"""What supervision attaches to the workflow: a low evaluation opens a rectification (T18)."""

from django.utils.translation import gettext_lazy as _

from onestop.requests.enterprises import rights, rooms
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.following.pages.asking import Ask
from onestop.requests.following.pages.asking import register as register_asker
from onestop.requests.supervision import complaining, disputing, rectifying, room_views
from onestop.requests.supervision.forms import (
    AnswerForm,
    ComplaintAction,
    DisputeAction,
    DisputeAgreeForm,
    DisputeDeclineForm,
    SendBackForm,
    TakeUpDisputeForm,
    VerifyForm,
)
from onestop.requests.supervision.models import Rectification
from onestop.requests.workflow.actions import Action, register
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.events import listen
from onestop.requests.workflow.models import Event, ServiceRequest


@listen("evaluate", "evaluated_too")
def evaluated(case: ServiceRequest, event: Event, _actor: Actor) -> None:
    """Open a rectification where somebody was not satisfied or nothing solved; one that is open goes on."""
    if event.data.get("low") or rectifying.is_open(case):
        rectifying.open_for(case, Evaluation.objects.get(pk=event.data["evaluation"]))


def _unanswered(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether there is something to answer; the head does so where it is the one responsible."""
    rows = Rectification.objects.open().filter(case=case, answered_at__isnull=True)
    if actor.roles <= {Role.HEAD}:
        rows = rows.filter(responsible__user=actor.user)
    return rows.exists()


def _answered(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` may look at what was answered."""
    return Rectification.objects.to_verify(actor.user).filter(case=case).exists()


def _who_verifies(case: ServiceRequest) -> str:
    """Return why somebody cannot close a rectification."""
    answered = Rectification.objects.answered().filter(case=case).exists()
    return str(rectifying.BY_ANOTHER if answered else rectifying.NOT_ANSWERED)


def _served(_actor: Actor, case: ServiceRequest) -> bool:
    return disputing.takers(case).exists() and not case.disputes.exists()


@register_asker
def ask(case: ServiceRequest) -> Ask | None:
    """Ask an enterprise whose problem is not solved whether the request is to be opened again (T20)."""
    if case.status not in {Status.EVALUATED, Status.RECTIFYING, Status.RECTIFIED}:
        return None
    last = Evaluation.objects.filter(case=case, is_pending=False).order_by("-given_at", "-pk").first()
    if last is None or last.q5:
        return None
    return Ask(
        _("Your problem is not solved?"),
        _("Open the request again"),
        "reopen",
        _("Then it goes back to whom it belongs. What was wrong is put right in any case."),
    )


rights.register("complaints", room_views.copied_complaints)
rights.register("disputes", room_views.copied_disputes)
rooms.register(rooms.Section(_("Our complaints and disputes"), "requests_my_complaints", order=40))

register(
    Action(
        "rectification_answered",
        rectifying.answer,
        AnswerForm,
        weight=10,
        done=_("Kept. The centre looks whether it is done, then the rectification is closed."),
        when=_unanswered,
    ),
    *(
        Action(
            name,
            rectifying.verify,
            VerifyForm,
            weight=10,
            done=_("The rectification is closed."),
            when=_answered,
            why_not=_who_verifies,
        )
        for name in ("rectified", "rectification_verified")  # of a request that waits for it, that goes on
    ),
    Action(
        rectifying.SENT_BACK,
        rectifying.send_back,
        SendBackForm,
        weight=12,
        done=_("Sent back. Whoever has to put it right reads what is missing."),
        when=_answered,
        why_not=_who_verifies,
    ),
    Action(
        "complained",
        complaining.file_about,
        ComplaintAction,
        weight=900,
        done=_("We have your complaint. Somebody who has not served you looks into it and calls you."),
        where=(Role.ENTERPRISE, Role.VISITOR),
        leads_to=complaining.url,
    ),
    Action(
        "disputed",
        disputing.notify,
        DisputeAction,
        weight=910,
        done=_("We have your notice. The other side is asked whether it agrees to this way."),
        where=(Role.ENTERPRISE, Role.VISITOR),
        when=_served,
    ),
    Action(
        "dispute_agreed",
        disputing.agree,
        DisputeAgreeForm,
        weight=5,
        done=_("Kept. The head of the centre or the authority takes it up now."),
        when=disputing.can_answer,
    ),
    Action(
        "dispute_declined",
        disputing.decline,
        DisputeDeclineForm,
        weight=6,
        done=_("Kept. The enterprise has been told, and which ways are left to it."),
        when=disputing.can_answer,
    ),
    Action(
        "dispute_taken_up",
        disputing.take_up,
        TakeUpDisputeForm,
        weight=5,
        done=_("Taken up. Both sides have been told what happens first."),
        when=disputing.can_take_up,
    ),
)
