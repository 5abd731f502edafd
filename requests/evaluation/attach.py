"""What evaluation attaches to the workflow: invitations, reminders, lapses, paper forms."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.enterprises import rights, rooms
from onestop.requests.evaluation import figures as satisfaction
from onestop.requests.evaluation import room_views, services, tokens
from onestop.requests.evaluation.forms import CheckForm, PaperForm
from onestop.requests.evaluation.models import Evaluation, EvaluationInvitation
from onestop.requests.following import figures
from onestop.requests.following.pages.asking import Ask
from onestop.requests.following.pages.asking import register as register_asker
from onestop.requests.workflow import moving
from onestop.requests.workflow.actions import Action, register
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Resolution, Status
from onestop.requests.workflow.events import listen
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.table import SIDE
from onestop.requests.workflow.tending import rule


@listen("complete", "answer", "close_unsolved")
def completed(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Ask for the evaluation as soon as the service has ended."""
    services.invite(case)


@listen("reopen")
def reopened(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Close what was asked: the service goes on."""
    services.close_open(case)


@register_asker
def ask(case: ServiceRequest) -> Ask | None:
    """Return the evaluation that a case asks for."""
    if case.status not in {Status.TO_EVALUATE, *SIDE["evaluated_too"].statuses}:
        return None
    open_ones = EvaluationInvitation.objects.open().filter(case=case, evaluation__isnull=True)
    invitation = open_ones.order_by("-is_main", "pk").first()
    if invitation is None:
        return None
    until = timezone.localtime(invitation.expires_at)
    unsolved = case.resolution == Resolution.UNSOLVED
    return Ask(
        _("How did we deal with it? Please evaluate")
        if unsolved
        else _("How was it? Please evaluate this service"),
        _("Evaluate"),
        tokens.url(invitation),
        _("Five questions, one minute, of your own free will, until %(day)s.") % {"day": f"{until:%Y-%m-%d}"},
    )


def _can_enter(_actor: Actor, case: ServiceRequest) -> bool:
    return EvaluationInvitation.objects.open().filter(case=case, evaluation__isnull=True).exists()


def _can_check(actor: Actor, case: ServiceRequest) -> bool:
    if actor.user is None:
        return False
    waiting = Evaluation.objects.filter(case=case, is_pending=True).select_related("case", "doer")
    return any(not services.is_rated(actor, each) for each in waiting.exclude(entered_by=actor.user))


def _who_checks(case: ServiceRequest) -> str:
    """Return who compares a paper form, for who may not."""
    waits = Evaluation.objects.filter(case=case, is_pending=True).exists()
    return str(services.WHO_COMPARES if waits else services.NOTHING_WAITS)


register(
    Action(
        "paper_entered",
        services.enter_paper,
        PaperForm,
        weight=40,
        done=gettext_lazy("The paper form is kept; another person compares it now."),
        when=_can_enter,
    ),
    Action(
        "paper_checked",
        services.check_paper,
        CheckForm,
        weight=4,
        done=gettext_lazy("Thank you. What was confirmed counts now."),
        when=_can_check,
        why_not=_who_checks,
        template="requests/evaluation/check.html",
    ),
)


def for_home() -> figures.Shown | None:
    """Return the satisfaction with its n for the home page; nothing while there are too few forms."""
    reckoned = satisfaction.reckon()
    if reckoned.is_too_few:
        return None
    return figures.Shown(
        reckoned.satisfaction, gettext_lazy("Satisfaction"), _("n = %(n)s") % {"n": reckoned.valid}
    )


figures.register("satisfaction", for_home)
figures.explain(satisfaction.explained)

rights.register("evaluations", room_views.copied)
rooms.register(rooms.Section(gettext_lazy("Our evaluations"), "requests_my_evaluations", order=35))


@rule("evaluation reminders")
def remind() -> int:
    """Remind of an evaluation, twice at most."""
    now, done = timezone.now(), 0
    for count, days in enumerate(services.REMIND_AFTER):
        due = EvaluationInvitation.objects.open(now).filter(
            reminders=count, sent_at__lte=now - dt.timedelta(days), is_main=True
        )
        for pk, case in list(due.values_list("pk", "case")):
            with transaction.atomic():
                moving.locked(
                    case
                )  # before the invitation, as everywhere: two who wait for each other get nowhere
                if due.filter(pk=pk).update(reminders=count + 1, reminded_at=now):
                    moving.note(case, "reminded", SYSTEM, data={"reminder": count + 1})
                    done += 1
    return done


@rule("evaluations not given")
def lapse() -> int:
    """Close the cases whose time for evaluation is over."""
    over = ServiceRequest.objects.filter(status=Status.TO_EVALUATE).exclude(
        pk__in=EvaluationInvitation.objects.open().values("case")
    )
    over = over.exclude(pk__in=Evaluation.objects.filter(is_pending=True).values("case"))
    cases = list(over)
    for case in cases:
        services.lapse(case)
    return len(cases)
