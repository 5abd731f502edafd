"""What a person has to do today about requests, for the first page of the admin (clauses 4.3.3.2, 4.3.4)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.desks import access, standing, turns
from onestop.requests.desks.queue import views_of
from onestop.requests.following.models import CallBack
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.desk.tasks import Task, Urgency

MOST = 8
"""So many cases have a line of their own; the rest is a line with a number."""


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Yield what waits for the account: each line leads to where it is done."""
    user = request.user
    if not access.has_desk(user):
        return
    yield from _waiting(user)
    given = roles.roles_of(user)
    if given & views_of.OFFICES - {Role.OUTLET}:
        yield from _calls(user)
    if given & {Role.HEAD, Role.AGENT, Role.STATION}:
        yield from _watched(user)


def _queue(view: str) -> str:
    return f"{reverse('requests_cases_modeladmin_index')}?view={view}"


def _waiting(user: Any) -> Iterator[Task]:
    """Yield the cases that wait for ``user``, those first that are due first."""
    cases = ServiceRequest.objects.for_user(user).filter(status__in=views_of.UNFINISHED)
    mine = cases.filter(turns.waiting_for(user))
    rows = mine.select_related("office").order_by("stage_due_on", "pk")
    first = list(turns.with_matches(rows.filter(stage_due_on__isnull=False))[:MOST])
    for case in first:
        yield _line(case)
    left = mine.count() - len(first)
    if left > 0:
        title = ngettext("%(n)s more request waits for you", "%(n)s more requests wait for you", left)
        yield Task(title % {"n": left}, _queue("mine"), Urgency.WAITING, count=left)


def _line(case: ServiceRequest) -> Task:
    due = standing.due_of(case)
    urgency = {"late": Urgency.OVERDUE, "soon": Urgency.SOON}.get(due.state, Urgency.WAITING)
    if due.day == timezone.localdate():
        urgency = Urgency.TODAY
    what = turns.NEXT[case.status]
    return Task(
        title=_("%(item)s: %(what)s") % {"item": case.item_title or case.number, "what": what},
        url=reverse("requests_case_desk", args=[case.number]),
        urgency=urgency,
        detail=f"{case.enterprise_name}，{case.number}，{due.words}",
        due=due.day,
    )


def _calls(user: Any) -> Iterator[Task]:
    """Yield the call-backs that are due."""
    today = timezone.localdate()
    rows = CallBack.objects.for_user(user).due(today).filter(case__office__in=organisations_of(user))
    for call in rows.select_related("case").order_by("due_on", "pk")[:MOST]:
        yield Task(
            title=_("Call back: %(item)s") % {"item": call.case.item_title or call.case.number},
            url=reverse("requests_case_desk", args=[call.case.number]),
            urgency=_by_day(call.due_on, today),
            detail=f"{call.case.enterprise_name}，{call.case.number}",
            due=call.due_on,
        )


def _by_day(due: dt.date, today: dt.date) -> Urgency:
    return Urgency.OVERDUE if due < today else Urgency.TODAY


def _watched(user: Any) -> Iterator[Task]:
    """Yield how many are overdue, not accepted or silent: of the own office, or of all for the centre."""
    views = [view for view in views_of.offered(user) if view.name in WATCHED]
    counts = views_of.counts(user, views)
    for view in views:
        title, urgency = WATCHED[view.name]
        if number := counts[view.name]:
            yield Task(title, _queue(view.name), urgency, count=number)


WATCHED: dict[str, tuple[Promise, Urgency]] = {
    "late": (gettext_lazy("Requests that are overdue"), Urgency.OVERDUE),
    "escalated": (gettext_lazy("Requests that were escalated"), Urgency.TODAY),
    "new": (gettext_lazy("New requests, not accepted yet"), Urgency.WAITING),
    "silent": (gettext_lazy("Requests without news to the enterprise for too long"), Urgency.WAITING),
}
"""Views that stand on the desk with their number."""
