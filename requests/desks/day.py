"""Which cases wait for a person today, for the first page of the admin (clauses 4.3.2.3, 4.3.3.2).

Who asks to hurry, who has written, whom to call: those lines are ``following``'s.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onestop.requests.desks import access, standing, told, turns, watching
from onestop.requests.desks.queue import views_of
from onestop.requests.enterprises import handing
from onestop.requests.filing import refusing
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import Event, ServiceRequest
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
    if given & {Role.HEAD, Role.AGENT, Role.STATION, Role.SUPERVISOR}:
        yield from _watched(user, without=BY_OFFICE if Role.SUPERVISOR in given else frozenset())
    if Role.SUPERVISOR in given:
        yield from watching.tasks(user)
    yield from told.tasks(user)


def _queue(view: str) -> str:
    return f"{reverse('requests_cases_modeladmin_index')}?view={view}"


def _waiting(user: Any) -> Iterator[Task]:
    """Yield the cases that wait for ``user``, those first that are due first."""
    cases = ServiceRequest.objects.for_user(user).filter(status__in=views_of.UNFINISHED)
    mine = cases.filter(turns.waiting_for(user))
    rows = mine.select_related("office").order_by("stage_due_on", "pk")
    dated = turns.with_matches(rows.filter(stage_due_on__isnull=False))
    first = handing.list_as_seen(user, dated[:MOST])
    submitted = [case.pk for case in first if case.status == Status.SUBMITTED]
    proposals = refusing.open_proposals().filter(case__in=submitted) if submitted else Event.objects.none()
    proposed = set(proposals.values_list("case", flat=True))
    for case in first:
        yield _line(case, standing.PROPOSED if case.pk in proposed else turns.next_of(case))
    left = mine.count() - len(first)
    if left > 0:
        title = ngettext("%(n)s more request waits for you", "%(n)s more requests wait for you", left)
        yield Task(title % {"n": left}, _queue("mine"), Urgency.WAITING, count=left)


def _line(case: ServiceRequest, what: Any) -> Task:
    due = standing.due_of(case)
    urgency = {"late": Urgency.OVERDUE, "soon": Urgency.SOON}.get(due.state, Urgency.WAITING)
    if due.day == timezone.localdate():
        urgency = Urgency.TODAY
    return Task(
        title=_("%(item)s: %(what)s") % {"item": case.item_title or case.number, "what": what},
        url=reverse("requests_case_desk", args=[case.number]),
        urgency=urgency,
        detail=f"{case.enterprise_name}，{case.number}，{due.words}",
        due=due.day,
    )


def _watched(user: Any, without: frozenset[str]) -> Iterator[Task]:
    """Yield how many are overdue, escalated or not accepted: of the own office, or of all for the centre."""
    views = [view for view in views_of.offered(user) if view.name in WATCHED.keys() - without]
    counts = views_of.counts(user, views)
    for view in views:
        title, urgency = WATCHED[view.name]
        if number := counts[view.name]:
            yield Task(title, _queue(view.name), urgency, count=number)


WATCHED: dict[str, tuple[Promise, Urgency]] = {
    "late": (gettext_lazy("Requests that are overdue"), Urgency.OVERDUE),
    "escalated": (gettext_lazy("Requests that were escalated"), Urgency.TODAY),
    "new": (gettext_lazy("New requests, not accepted yet"), Urgency.WAITING),
}
"""Views that stand on the desk with their number."""

BY_OFFICE = frozenset({"late", "new"})
"""Those that whoever supervises reads by office instead (``watching``), once they are late."""
