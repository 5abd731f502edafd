"""Complaints, disputes and rectifications that wait for somebody today (clauses 5.1, 5.6)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.supervision import complaining, disputing
from onestop.requests.supervision.models import Complaint, Dispute, Rectification
from onestop.requests.workflow import clock, roles
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.table import SIDE
from onestop.site.desk.tasks import Task, Urgency

MOST = 30
"""Of a kind; the desk itself shows the most urgent and says how many more there are."""
SETTLES = frozenset({Role.HEAD, Role.SUPERVISOR})
PUTS_RIGHT = frozenset({*SIDE["rectification_answered"].roles, *SIDE["rectification_verified"].roles})
ANSWERS = frozenset(SIDE["dispute_agreed"].roles)


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Yield what the account is to take up or answer; each line leads to where it is done."""
    user, given = request.user, roles.roles_of(request.user)
    if given & PUTS_RIGHT:
        yield from _rectifications(user, given)
    if given & {Role.HEAD, Role.AGENT, Role.SUPERVISOR}:
        waiting = Complaint.objects.for_user(user).filter(taken_up_at__isnull=True)
        actor = Actor.of(user)
        for complaint in waiting.select_related("office", "case__handler").order_by("accept_due_on", "pk")[
            :MOST
        ]:
            yield _complaint(complaint, takes_up=complaining.may_take_up(complaint, actor))
    if given & SETTLES:
        yield from _disputes(Dispute.objects.for_user(user).ready(), _("Take up the dispute"))
    if given & ANSWERS:
        asked = Dispute.objects.unanswered()
        own = asked.filter(other_party__in=organisations_of(user))
        if Role.HEAD in given:
            own |= asked.exclude(other_party__in=disputing.with_account())
        yield from _disputes(own, _("Say whether you agree to settle the dispute"))


def _rectifications(user: Any, given: frozenset[Role]) -> Iterator[Task]:
    """Yield what is put right beside a request that goes on; while that is all, the request stands there."""
    beside = Rectification.objects.for_user(user).exclude(case__status=Status.RECTIFYING)
    answering = Q(office__in=organisations_of(user)) if given - {Role.HEAD} else Q(responsible__user=user)
    yield from _to_put_right(
        beside.unanswered().filter(answering), _("say what was wrong and what is done about it")
    )
    if given & {Role.AGENT, Role.HEAD}:
        yield from _to_put_right(beside.to_verify(user), _("see whether it has been put right"))
    elif Role.SUPERVISOR in given:
        yield from _to_put_right(beside.of_authority(), _("see whether it has been put right"))


def _to_put_right(rows: Any, what: str) -> Iterator[Task]:
    for row in rows.select_related("case").order_by("due_on", "pk")[:MOST]:
        due = row.due_on if row.answered_at else row.answer_due_on
        url = reverse("requests_case_desk", args=[row.case.number])
        urgency = Urgency.OVERDUE if due < clock.today() else Urgency.WAITING
        yield Task(_("%(item)s: %(what)s") % {"item": row.case.number, "what": what}, url, urgency, due=due)


def _complaint(complaint: Complaint, *, takes_up: bool) -> Task:
    """Return the line; whoever has a part in it, and the authority, sees that nobody has taken it up."""
    due, today = complaint.accept_due_on, clock.today()
    urgency = Urgency.TODAY if due == today else Urgency.WAITING
    if not takes_up:
        urgency = Urgency.WHENEVER
    title = _("Take up the complaint %(number)s") if takes_up else _("Complaint not taken up yet: %(number)s")
    return Task(
        title % {"number": complaint.number},
        reverse("requests_complaint_desk", args=[complaint.pk]),
        Urgency.OVERDUE if due < today else urgency,
        str(complaint.get_subject_display()),
        due,
    )


def _disputes(rows: Any, title: str) -> Iterator[Task]:
    for dispute in rows.select_related("case").order_by("notified_at")[:MOST]:
        url = reverse("requests_case_desk", args=[dispute.case.number])
        yield Task(f"{title}：{dispute.number}", url, Urgency.WAITING, str(dispute.case.number))
