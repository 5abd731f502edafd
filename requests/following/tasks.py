"""What following puts on the desk of staff: who asks to hurry, who heard nothing, who wrote, whom to call."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.requests.enterprises.handing import HANDED_BY
from onestop.requests.filing import lapsing
from onestop.requests.following.contact import calls, consenting, messages, silence, supervising, urging
from onestop.requests.following.models import CallBack, Notification, Reading
from onestop.requests.following.models.reading import Side
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import STAFF, Role
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.site.desk.tasks import Task, Urgency

MOST = 100
"""Of a kind; the desk itself shows the most urgent and says how many more there are."""
READERS = frozenset({*STAFF, Role.PROVIDER, Role.EXPERT})


def of(user: Any) -> Iterator[Task]:
    """Yield the tasks of ``user``; each leads to the case."""
    given = roles.roles_of(user)
    if not given & READERS:
        return
    cases = ServiceRequest.objects.for_user(user)
    if given & {Role.HEAD, Role.AGENT} and (place := roles.workplace(user)):
        cases = cases.filter(office=place)  # the centre sees all cases, and has its own in hand
    side = Side.OFFICE if given & frozenset(STAFF) else Side.DOER
    if side == Side.OFFICE:
        yield from _tasks(supervising.unanswered(cases), _("Supervised: get on with it"), Urgency.OVERDUE)
        yield from _not_confirmed(user)
        yield from _tasks(urging.unanswered(cases), _("The enterprise asks to hurry"), Urgency.OVERDUE)
    yield from _tasks(unread(cases, side), _("Answer a message"), Urgency.WAITING)
    yield from _tasks(silence.silent(cases), _("Tell the enterprise how it goes"), Urgency.TODAY)
    if side == Side.OFFICE:
        yield from _tasks(
            consenting.silent(cases),
            _("The enterprise does not answer: call, or take it back"),
            Urgency.TODAY,
        )
        yield from _tasks(
            lapsing.silent(cases), _("What was missing did not come: call, or close it"), Urgency.TODAY
        )
        yield from _calls(user, cases)


def unread(cases: QuerySet[ServiceRequest], side: Side) -> QuerySet[ServiceRequest]:
    """Return those of ``cases`` with a message that ``side`` has not read."""
    marks = Reading.objects.filter(case=OuterRef("case"), side=side, sequence__gte=OuterRef("sequence"))
    own = [role for role, of_side in messages.SIDES.items() if of_side == side]
    new = Event.objects.filter(case=OuterRef("pk"), name=messages.NAME).exclude(role__in=own)
    if side == Side.DOER:  # what was written before it came to them is not shown to them
        handed = Event.objects.filter(case=OuterRef("case"), name__in=HANDED_BY.values())
        new = new.filter(Exists(handed)).exclude(Exists(handed.filter(sequence__gt=OuterRef("sequence"))))
    return cases.filter(Exists(new.filter(~Exists(marks))))


def _tasks(cases: QuerySet[ServiceRequest], title: str | Promise, urgency: Urgency) -> Iterator[Task]:
    for case in cases.order_by("touched_at")[:MOST]:
        yield Task(f"{title}：{case.item_title or case.number}", url_of(case), urgency, str(case.number))


def _not_confirmed(user: Any) -> Iterator[Task]:
    """Yield the proposals of ``user`` that the head did not confirm, until the case has been opened."""
    told = Notification.objects.in_site_for(user).unread().filter(user=user, kind="refusal_declined")
    for notice in told.select_related("case").order_by("pk")[:MOST]:
        case = notice.case
        title = _("Not confirmed, go on: %(what)s") % {"what": case.item_title or case.number}
        yield Task(title, url_of(case), Urgency.TODAY, str(case.number), case.stage_due_on)


def _calls(user: Any, cases: QuerySet[ServiceRequest]) -> Iterator[Task]:
    """Yield whom to call back; whoever served sees to it that a colleague does."""
    today = timezone.localdate()
    served = Event.objects.filter(case=OuterRef("case"), name__in=calls.SERVED_BY, actor=user)
    due = CallBack.objects.due(today).filter(case__in=cases.values("pk")).select_related("case")
    for each in due.annotate(served=Exists(served))[:MOST]:
        urgency = Urgency.OVERDUE if each.due_on < today else Urgency.TODAY
        what = _("Have a colleague call back") if each.served else _("Call back")
        title = f"{what}：{each.case.item_title or each.case.number}"
        yield Task(
            title, url_of(each.case), urgency, f"{each.case.number} · {each.get_why_display()}", each.due_on
        )


def url_of(case: ServiceRequest) -> str:
    """Return the path of the desk of ``case``."""
    try:
        return reverse("requests_case_desk", args=[case.number])
    except NoReverseMatch:  # the desks are another package, to the right
        return reverse("wagtailadmin_home")
