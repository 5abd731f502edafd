"""The saved views of the queue: whose turn it is, what is new, late, escalated, silent (4.3.2.3, 4.3.3.2)."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.desks import turns
from onestop.requests.desks.turns import Turn
from onestop.requests.following.contact import silence
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import STOPPED, UNFINISHED, VOLUNTARY, Role, Status
from onestop.requests.workflow.models import ServiceRequest

OFFICES = frozenset({Role.STATION, Role.WINDOW, Role.OUTLET, Role.AGENT, Role.HEAD})
STAFF = OFFICES | {Role.SUPERVISOR}
EVERYBODY = STAFF | {Role.PROVIDER, Role.EXPERT}


class View(NamedTuple):
    """A saved view. ``counted``: its number stands beside its name."""

    name: str
    label: str | Promise
    narrow: Callable[[Any], Q]
    for_roles: frozenset[Role] = STAFF
    counted: bool = True


def late(today: dt.date | None = None) -> Q:
    """Return which are overdue; the twin of ``RequestQuerySet.overdue`` for counting."""
    return runs() & Q(stage_due_on__lt=today or timezone.localdate())


def due_today() -> Q:
    """Return which are due today."""
    return runs() & Q(stage_due_on=timezone.localdate())


def runs() -> Q:
    """Return those with a running time limit; the twin of ``RequestQuerySet.clock_runs``."""
    return ~Q(stage__in=["", *VOLUNTARY]) & ~Q(status__in=STOPPED)


def silent() -> Q:
    """Return which are served without the enterprise having heard anything for too long (4.3.4.1)."""
    return Q(pk__in=silence.silent(ServiceRequest.objects.all()).values("pk"))


def own_office(user: Any) -> Q:
    """Return which are received by the offices that ``user`` works at."""
    return Q(office__in=organisations_of(user))


def _of_turn(turn: Turn) -> Callable[[Any], Q]:
    return lambda _user: Q(status__in=turns.statuses_of(turn))


def _of_status(status: Status) -> Callable[[Any], Q]:
    return lambda _user: Q(status=status)


_ACTING = EVERYBODY - {Role.SUPERVISOR}
VIEWS = (
    View("mine", gettext_lazy("Waiting for me"), turns.waiting_for, _ACTING),
    View("office", gettext_lazy("My office"), own_office, OFFICES),
    View("new", gettext_lazy("Not accepted yet"), _of_status(Status.SUBMITTED)),
    View("late", gettext_lazy("Overdue"), lambda _user: late(), EVERYBODY),
    View("doer", gettext_lazy("Turn of the institution"), _of_turn(Turn.DOER)),
    View("enterprise", gettext_lazy("Waiting for the enterprise"), _of_turn(Turn.ENTERPRISE), EVERYBODY),
    View("escalated", gettext_lazy("Escalated"), _of_status(Status.ESCALATED)),
    View("silent", gettext_lazy("Silent too long"), lambda _user: silent(), counted=False),
    View("open", pgettext_lazy("queue", "Not finished"), lambda _user: Q(), EVERYBODY),
    View("all", pgettext_lazy("queue", "All"), lambda _user: Q(), EVERYBODY, counted=False),
)


def offered(user: Any) -> list[View]:
    """Return the views that make sense for ``user``."""
    given = roles.roles_of(user)
    return [view for view in VIEWS if view.for_roles & given]


def narrowed(rows: "QuerySet[ServiceRequest]", view: View, user: Any) -> "QuerySet[ServiceRequest]":
    """Return the rows of a view."""
    return rows if view.name == "all" else rows.filter(view.narrow(user), status__in=UNFINISHED)


def counts(user: Any, views: list[View]) -> dict[str, int]:
    """Return how many rows each view has, in one query.

    Who reads all cases has a sum a view, each found by an index; who reads some has all sums in one pass
    over those, and the sum of all with them, for the right to a case is the dearest of the conditions.
    """
    rows = ServiceRequest.objects.for_user(user).filed().order_by()
    unfinished = Q(status__in=UNFINISHED)
    ways = {view.name: view.narrow(user) for view in views if view.counted}
    if not roles.sees_all_cases(user):
        sums = {name: Count("pk", filter=unfinished & way) for name, way in ways.items()}
        found: dict[str, int] = rows.aggregate(all=Count("pk"), **sums)
        return found
    rows = rows.filter(unfinished)
    each = [
        rows.filter(way)
        .annotate(view=Value(name, output_field=CharField()))
        .values("view")
        .annotate(n=Count("pk"))
        for name, way in ways.items()
    ]
    counted = {row["view"]: row["n"] for row in each[0].union(*each[1:], all=True)}
    return dict.fromkeys(ways, 0) | counted
