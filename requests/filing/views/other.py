"""The report of what fits no service yet (clause 4.2.9)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.requests.filing import other_share
from onestop.requests.workflow.roles import sees_all_cases


class OtherShareView(WagtailAdminTemplateMixin, TemplateView):
    """Twelve months, for who sees every case."""

    template_name = "requests/filing/other.html"
    page_title = gettext_lazy("Share of other consultations")
    header_icon = "help"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who sees every case.

        Raises:
            PermissionDenied: The account does not.
        """
        if not sees_all_cases(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the months."""
        return super().get_context_data(months=other_share.months(), **kwargs)
