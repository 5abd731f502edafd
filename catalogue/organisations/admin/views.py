"""Pages of the admin beside the registers: self-check, layout, roster."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.organisations import layout, self_check, staffing
from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.catalogue.organisations.querysets import sees_everything

VIEW = "catalogue.view_organisation"


class NetworkView(WagtailAdminTemplateMixin, TemplateView):
    """The frame: for who may look at organisations; the rows are those of the person."""

    header_icon = "home"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not look at organisations.

        Raises:
            PermissionDenied: The account lacks the permission.
        """
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, user: Any) -> bool:
        """Tell whether ``user`` may see the page."""
        return bool(user.has_perm(VIEW))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """End with this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def own(self) -> Any:
        """Return the layers' organisations of the person."""
        return Organisation.objects.for_user(self.request.user).layers()


class SelfCheckListView(NetworkView):
    """建设自查: every place with its gaps."""

    template_name = "catalogue/admin/self_checks.html"
    page_title = gettext_lazy("Self-check")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the places and their gaps."""
        rows = [(each, self_check.gaps(each)) for each in self_check.with_rows(self.own())]
        return {**super().get_context_data(**kwargs), "rows": rows}


class SelfCheckView(NetworkView):
    """建设自查 of one place, line by line."""

    template_name = "catalogue/admin/self_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lines."""
        organisation = get_object_or_404(self.own(), pk=self.kwargs["pk"])
        self.page_title = _("Self-check: %(name)s") % {"name": organisation}
        findings = self_check.check(organisation)
        missing = sum(finding.state is self_check.State.MISSING for finding in findings)
        context = {"organisation": organisation, "findings": findings, "missing": missing}
        return {**super().get_context_data(**kwargs), **context}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to all places."""
        items = super().get_breadcrumbs_items()
        items.insert(-1, {"url": reverse("network_self_checks"), "label": _("Self-check")})
        return items


class LayoutView(NetworkView):
    """布局分析: for who works for the whole network."""

    template_name = "catalogue/admin/layout.html"
    page_title = gettext_lazy("Layout of the network")

    def is_allowed(self, user: Any) -> bool:
        """Tell whether ``user`` works for the whole network."""
        return super().is_allowed(user) and sees_everything(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counties."""
        counties = layout.layout()
        labels = list(counties[0].figures) if counties else []
        return {**super().get_context_data(**kwargs), "counties": counties, "labels": labels}


class RosterView(NetworkView):
    """值班缺口: open hours of the week without anybody at a window, and who has too many cases."""

    template_name = "catalogue/admin/roster.html"
    page_title = gettext_lazy("Gaps in the roster")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add gaps and overloads."""
        places = list(self.own().running().prefetch_related("hours", "changed_days"))
        staff = StaffMember.objects.for_user(self.request.user).current().select_related("organisation")
        context = {
            "gaps": staffing.shortages(places),
            "overloads": staffing.overloads(staff),
            "today": timezone.localdate(),
            "days": staffing.AHEAD,
        }
        return {**super().get_context_data(**kwargs), **context}
