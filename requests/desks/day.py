"""Which cases wait for a person today, for the first page of the admin (clauses 4.3.2.3, 4.3.3.2).

Who asks to hurry, who has written, whom to call: those lines are ``following``'s.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    mine = _mine(user)
    lines = [_line(case, what) for case, what in _first(user, mine)]
    yield from lines
    with_lines = mine.aggregate(
        all=Count("pk"),
        new=Count("pk", filter=Q(status=Status.SUBMITTED)),
        escalated=Count("pk", filter=Q(status=Status.ESCALATED)),
    )
    if left := with_lines["all"] - len(lines):
        title = _("All requests that wait for you")
        yield Task(title, _queue("mine"), Urgency.WAITING, count=left, listed=with_lines["all"])
    given = roles.roles_of(user)
    if given & {Role.HEAD, Role.AGENT, Role.STATION, Role.SUPERVISOR}:
        with_lines["late"] = sum(line.urgency == Urgency.OVERDUE for line in lines)
        yield from _watched(user, with_lines, BY_OFFICE if Role.SUPERVISOR in given else frozenset())
    if Role.SUPERVISOR in given:
        yield from watching.tasks(user)
    yield from told.tasks(user)


def _queue(view: str) -> str:
    return f"{reverse('requests_cases_modeladmin_index')}?view={view}"


def _mine(user: Any) -> "QuerySet[ServiceRequest]":
    """Return the cases that wait for ``user``."""
    cases = ServiceRequest.objects.for_user(user).filter(status__in=views_of.UNFINISHED)
    return cases.filter(turns.waiting_for(user))


def _first(user: Any, mine: "QuerySet[ServiceRequest]") -> Iterator[tuple[ServiceRequest, Any]]:
    """Yield those of ``mine`` that are due first, each with what is to be done."""
    rows = mine.select_related("office").order_by("stage_due_on", "pk")
    dated = turns.with_matches(rows.filter(stage_due_on__isnull=False))
    first = handing.list_as_seen(user, dated[:MOST])
    submitted = [case.pk for case in first if case.status == Status.SUBMITTED]
    proposals = refusing.open_proposals().filter(case__in=submitted) if submitted else Event.objects.none()
    proposed = set(proposals.values_list("case", flat=True))
    for case in first:
        yield case, standing.PROPOSED if case.pk in proposed else turns.next_of(case)


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


def _watched(user: Any, with_lines: Mapping[str, int], without: frozenset[str]) -> Iterator[Task]:
    """Yield how many are overdue, escalated or not accepted: of the own office, or of all for the centre.

    Those with a line of their own, by view in ``with_lines``, count once; the list holds them all the same.
    """
    views = [view for view in views_of.offered(user) if view.name in WATCHED.keys() - without]
    counts = views_of.counts(user, views)
    for view in views:
        title, urgency = WATCHED[view.name]
        if number := counts[view.name]:
            further = max(0, number - with_lines[view.name])
            yield Task(title, _queue(view.name), urgency, count=further, listed=number)


WATCHED: dict[str, tuple[Promise, Urgency]] = {
    "late": (gettext_lazy("Requests that are overdue"), Urgency.OVERDUE),
    "escalated": (gettext_lazy("Requests that were escalated"), Urgency.TODAY),
    "new": (gettext_lazy("New requests, not accepted yet"), Urgency.WAITING),
}
"""Views that stand on the desk with their number."""

BY_OFFICE = frozenset({"late", "new"})
"""Those that whoever supervises reads by office instead (``watching``), once they are late."""
