"""Filters of the queue; each offers only what the person may see."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.organisations.admin.filters import OwnOrganisationFilter
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.desks import turns
from onestop.requests.desks.queue import views_of
from onestop.requests.desks.queue.views_of import View
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import SERVED, STOPPED, Status
from onestop.requests.workflow.table import TABLE
from onestop.site.sealed_search import PARAMETER

Choices = list[tuple[str, Any]]

GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "received": (
        pgettext_lazy("group", "Being received"),
        (Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED),
    ),
    "matched": (
        pgettext_lazy("group", "Being matched"),
        (Status.MATCHING, Status.CONSENT, Status.OFFERED, Status.MATCHED, Status.EXPERT),
    ),
    "served": (pgettext_lazy("group", "Being served"), (Status.SERVING, Status.WAITING, Status.SAMPLE)),
    "escalated": (gettext_lazy("Escalated"), (Status.ESCALATED,)),
    "ended": (pgettext_lazy("group", "Service ended"), SERVED),
    "closed": (pgettext_lazy("group", "Refused or withdrawn"), (Status.REFUSED, Status.WITHDRAWN)),
}
"""Statuses, as one looks for them."""


class ViewFilter(SimpleListFilter):
    """The saved views; the list begins with the first that is the person's, a search looks through all."""

    title = gettext_lazy("view of the queue")
    parameter_name = "view"
    template = "requests/desks/no_filter.html"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.views: dict[str, View] = {view.name: view for view in views_of.offered(request.user)}
        self.fallback = "all" if PARAMETER in request.GET else next(iter(self.views), "all")
        super().__init__(request, *args)

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer the views of the person's roles."""
        return [(view.name, view.label) for view in self.views.values()]

    @property
    def chosen(self) -> View | None:
        """Return the view that is shown; one that is not offered is the first."""
        return self.views.get(self.value() or self.fallback) or self.views.get(self.fallback)

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the view."""
        return views_of.narrowed(queryset, self.chosen, request.user) if self.chosen else queryset


class GroupFilter(SimpleListFilter):
    """Groups of statuses."""

    title = pgettext_lazy("request", "status")
    parameter_name = "group"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer all."""
        return [(name, label) for name, (label, _statuses) in GROUPS.items()]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow to the group."""
        return queryset.filter(status__in=GROUPS[value][1]) if (value := self.value()) in GROUPS else queryset


class TurnFilter(SimpleListFilter):
    """Whose turn it is."""

    title = gettext_lazy("whose turn")
    parameter_name = "turn"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer all but nobody."""
        return [(turn.value, turn.label) for turn in turns.Turn if turn is not turns.Turn.NOBODY]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow to the statuses in which it is theirs."""
        value = self.value()
        if value not in turns.Turn.values:
            return queryset
        return queryset.filter(status__in=turns.statuses_of(turns.Turn(value)))


class DueFilter(SimpleListFilter):
    """How soon the running stage ends."""

    title = gettext_lazy("due")
    parameter_name = "due"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer what one looks for in the morning."""
        return [
            ("late", gettext_lazy("overdue")),
            ("today", gettext_lazy("today")),
            ("soon", gettext_lazy("within 2 working days")),
            ("stopped", gettext_lazy("the clock stands still")),
        ]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow by the day."""
        today = clock.today()
        ways = {
            "late": views_of.late,
            "today": views_of.due_today,
            "soon": lambda: (
                views_of.runs() & Q(stage_due_on__range=(today, clock.add_working_days(today, 2)))
            ),
            "stopped": lambda: ~Q(stage="") & Q(status__in=STOPPED),
        }
        way = ways.get(self.value() or "")
        return queryset.filter(way()) if way else queryset


class StageFilter(SimpleListFilter):
    """Which time limit runs: those that a step of the table begins."""

    title = gettext_lazy("stage")
    parameter_name = "stage"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer those that a case goes through."""
        return [(stage.value, stage.label) for stage in TABLE.stages()]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow to the stage."""
        return queryset.filter(stage=self.value()) if self.value() in TABLE.stages() else queryset


class OfficeFilter(OwnOrganisationFilter):
    """The receiving office, among those whose rows the person sees."""

    title = gettext_lazy("receiving office")
    parameter_name = "office"
    way = "office"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer centre, stations and outlets of the person."""
        rows = Organisation.objects.for_user(request.user).layers().order_by("name")
        return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
