"""The report on how well services are recorded and passed on: for the centre, and each station's own."""

import csv
import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.matching import gaps
from onestop.requests.serving import statistics
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role

URL_NAME = "requests_serving_report"
READERS = roles.WHOLE | {Role.STATION}


class PeriodForm(forms.Form):
    """From which day until which."""

    start = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", _t("The last day cannot be before the first day."))
        return data


def may_read(user: Any) -> bool:
    """Tell whether ``user`` may read the report."""
    return bool(roles.roles_of(user) & READERS)


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """Late entries, escalations and gaps of a period; the same as CSV."""

    page_title = _("Records and escalations")
    header_icon = "history"
    _show_breadcrumbs = True
    template_name = "requests/serving/report.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may read it."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Show it, or send it as CSV."""
        context = self.get_context_data(**kwargs)
        if request.GET.get("format") == "csv" and context["form"].is_valid():
            return _as_csv(context)
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return where it stands."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures; a wrong period shows none."""
        today = timezone.localdate()
        given = self.request.GET
        usual = {"start": today.replace(day=1).isoformat(), "end": today.isoformat()}
        form = PeriodForm({name: given.get(name) or value for name, value in usual.items()})
        context = {**super().get_context_data(**kwargs), "form": form}
        return context | (figures(self.request.user, **form.cleaned_data) if form.is_valid() else {})


def figures(user: Any, start: dt.date, end: dt.date) -> dict[str, Any]:
    """Return what ``user`` may read of a period: everything, or what belongs to the own places."""
    whole = roles.sees_all_cases(user)
    places = None if whole else organisations_of(user)
    return {
        "entries": statistics.late_entries(start, end, places),
        "escalations": statistics.escalations(start, end, places),
        "gaps": gaps.statistics(start, end) if whole else [],
    }


def _as_csv(context: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="records-and-escalations.csv"'
    response.write("\ufeff")  # Excel reads it as UTF-8 only with this mark
    writer = csv.writer(response)
    writer.writerow([_t("What is counted"), _t("Office or institution"), _t("How many"), _t("Of them late")])
    writer.writerows([_t("Entries"), _plain(row.name), row.n, row.late] for row in context["entries"])
    writer.writerows([_t("Escalations"), _plain(row.name), row.n, row.late] for row in context["escalations"])
    wanted = ((f"{row.wanted} {row.standard_number}".strip(), row.cases) for row in context["gaps"])
    writer.writerows([_t("Nobody here can do it"), _plain(name), cases, ""] for name, cases in wanted)
    return response


def _plain(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


class ReportMenuItem(MenuItem):
    """The entry among the reports."""

    def __init__(self) -> None:
        super().__init__(
            _("Records and escalations"),
            reverse(URL_NAME),
            name="records-and-escalations",
            icon_name="history",
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to who may read it."""
        return may_read(request.user)
