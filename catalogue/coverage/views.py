"""The staff's views: what is missing, and what ends."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.coverage.ending import KINDS, ending, title_of
from onestop.catalogue.coverage.findings import Weight, findings
from onestop.catalogue.organisations.expiring import STEPS
from onestop.catalogue.organisations.querysets import sees_everything

VIEW = "catalogue.view_organisation"


class StaffView(WagtailAdminTemplateMixin, TemplateView):
    """The frame: for who may look at organisations."""

    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not.

        Raises:
            PermissionDenied: The account lacks the right.
        """
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def is_allowed(user: Any) -> bool:
        """Tell whether ``user`` may see the page."""
        return bool(user.has_perm(VIEW))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """End with this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class CoverageView(StaffView):
    """服务覆盖自查: for who works for the whole network."""

    template_name = "catalogue/coverage/coverage.html"
    page_title = _("What is missing in the services")
    header_icon = "tasks"

    @staticmethod
    def is_allowed(user: Any) -> bool:
        """Tell whether ``user`` works for the whole network."""
        return StaffView.is_allowed(user) and sees_everything(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the findings."""
        found = findings()
        gaps = sum(finding.weight is Weight.GAP for finding in found)
        return {**super().get_context_data(**kwargs), "findings": found, "gaps": gaps}


class EndingView(StaffView):
    """到期提醒: everything of one's own that ends within 90, 30 or 7 days."""

    template_name = "catalogue/coverage/ending.html"
    page_title = _("Everything that ends soon")
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what ends, narrowed to a number of days and a kind, or to what has reached one alert alone."""
        asked = self.request.GET.get("within", "")
        within = int(asked) if asked in {str(step) for step in STEPS} else STEPS[-1]
        kind = self.request.GET.get("kind", "")
        rows = ending(self.request.user, within=within)
        alert = self.request.GET.get("alert", "")
        reached = int(alert) if alert in {str(step) for step in (0, *STEPS)} else None
        if reached is not None:
            rows = [row for row in rows if row.step == reached]
        if kind in KINDS:
            rows = [row for row in rows if row.kind == kind]
        context = {"rows": rows, "within": within, "steps": STEPS, "kind": kind, "kinds": KINDS.items()}
        context["only"] = "" if reached is None else title_of(reached)
        return {**super().get_context_data(**kwargs), **context}


def admin_urls() -> list[URLPattern]:
    """Return the addresses of the views."""
    return [
        path("coverage/", CoverageView.as_view(), name="catalogue_coverage"),
        path("ending/", EndingView.as_view(), name="catalogue_ending"),
    ]
