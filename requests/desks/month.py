"""The month in figures, on the first page of whoever answers for quality (clauses 4.3.4.1, 5.3)."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail.admin.ui.components import Component

from onestop.requests.desks import access
from onestop.requests.evaluation import figures as satisfaction
from onestop.requests.following import figures
from onestop.requests.following.figures import Shown
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest

READERS = frozenset({Role.HEAD, Role.SUPERVISOR})


class MonthPanel(Component):
    """Five figures, each with what it is divided by; a dash where there is nothing to divide by."""

    name = "month"
    template_name = "requests/desks/month.html"
    order = 20

    class Media:
        css = {"all": ["requests/desks.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the figures and where their formulas stand."""
        return {"figures": shown(), "how_url": reverse("requests_figures")}


def shown() -> list[Shown]:
    """Return the figures of this month, and how content the enterprises are in all."""
    brought = figures.counted(figures.Span.month())
    said = satisfaction.reckon()
    on_time, few = brought.in_time, 0 < said.valid < satisfaction.FEWEST
    return [
        Shown(str(ServiceRequest.objects.under_way().count()), _("under way now")),
        Shown(str(brought.received), _("received this month")),
        Shown(str(brought.completed), _("completed this month")),
        Shown(on_time.words, _("on time this month"), _("n = %(n)s") % {"n": on_time.whole}),
        Shown(
            _("too few forms") if few else said.satisfaction,
            _("Satisfaction"),
            _("n = %(n)s") % {"n": said.valid},
        ),
    ]


def show(request: HttpRequest, panels: list[Any]) -> None:
    """Put the figures on the page of head and authority."""
    if access.has_desk(request.user) and roles.roles_of(request.user) & READERS:
        panels.append(MonthPanel())
