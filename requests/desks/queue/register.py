"""The register of cases: one list with saved views, filters, search, bulk steps and export."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, F, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.templatetags.modeladmin_tags import result_headers
from wagtail_modeladmin.views import WMABaseView

from onestop.catalogue.organisations.admin.base import YOURS, Register, RegisterIndexView
from onestop.requests.desks import access, standing, turns
from onestop.requests.desks.queue import bulk, export, search, views_of
from onestop.requests.desks.queue.columns import CaseColumns
from onestop.requests.desks.queue.export import ExportForm
from onestop.requests.desks.queue.filters import (
    DueFilter,
    GroupFilter,
    OfficeFilter,
    StageFilter,
    TurnFilter,
    ViewFilter,
)
from onestop.requests.desks.queue.paging import FromBothEnds
from onestop.requests.enterprises import handing
from onestop.requests.workflow import numbering, roles
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.sealed_search import SealedSearch


def is_technical(user: Any) -> bool:
    """Tell whether ``user`` keeps the system and is told here why there are no cases (三员分立)."""
    if not getattr(user, "is_active", False):
        return False
    return bool(user.is_superuser or roles.roles_of(user) & {Role.ADMIN, Role.AUDITOR})


class DeskPermissionHelper(PermissionHelper):
    """Cases are only read here: whatever happens to them happens by a step of the workflow."""

    def user_can_list(self, user: Any) -> bool:
        """Show the list to who has a desk; a technical administrator is told why it is empty."""
        return access.has_desk(user) or is_technical(user)

    def user_can_create(self, user: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: requests are filed."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: no admin screen skips a step."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: nothing of a case is deleted."""
        return False


class CaseIndexView(SealedSearch, RegisterIndexView):
    """The queue, with one count of rows instead of three."""

    page_title = gettext_lazy("Requests")
    FORMATS = ()

    def get_page_title(self) -> str:
        """Return the heading."""
        return str(self.page_title)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Find what was typed, whatever it is."""
        return search.found(queryset, search_term, by_name=handing.sees_names(request.user))

    def get_ordering(self, request: HttpRequest, queryset: Any) -> list[Any]:
        """Sort by the day on which something is due, those without one last, as every database does."""
        if self.ORDER_VAR in self.params:
            return [last_without(each) for each in super().get_ordering(request, queryset)]
        if self.view_filter.chosen and self.view_filter.chosen.name == "all":
            return ["-submitted_at", "-pk"]
        return [F("stage_due_on").asc(nulls_last=True), "-pk"]

    @property
    def view_filter(self) -> ViewFilter:
        """Return the filter that the saved views are."""
        return next(spec for spec in self.filter_specs if isinstance(spec, ViewFilter))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of rows and the saved views with their numbers.

        A page is looked up as keys, for which an index does; only its fifty rows are then read whole.
        """
        views = views_of.offered(self.request.user)
        counts = views_of.counts(self.request.user, views)
        chosen = self.view_filter.chosen
        paginator = FromBothEnds(self.queryset.values_list("pk", flat=True), self.items_per_page)
        if chosen and chosen.name in counts and not self.narrowed() and not self.query:
            paginator.count = counts[chosen.name]
        page = paginator.get_page(self.page_num or 1)
        cases = self.model_admin.whole(self.request.user, page.object_list)
        context = {
            "view": self,
            "all_count": paginator.count or 1,
            "result_count": paginator.count,
            "paginator": paginator,
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "object_list": cases,
            "headers": list(result_headers(self)),
            "rows": [self.row(case) for case in cases],
            "user_can_create": False,
            "views": [
                {
                    "label": view.label,
                    "count": counts.get(view.name) if view.counted else None,
                    "url": self.get_query_string({"view": view.name}),
                    "is_chosen": view is chosen,
                }
                for view in views
            ],
            "narrowed": self.narrowed(),
            "typed": self.query,
            "steps": bulk.offered(self.request.user),
            "export_url": self.get_query_string({self.EXPORT_VAR: ""}),
            "may_export": self.request.user.has_perm(access.EXPORT),
        }
        return WMABaseView.get_context_data(self, **{**context, **kwargs})

    def row(self, case: ServiceRequest) -> tuple[str, list[tuple[str, Any]]]:
        """Return class and cells of a row; modeladmin would render a template for each of them."""
        admin, empty = self.model_admin, self.model_admin.empty_value_display
        state = admin.row_state(case)
        cells = [(name, getattr(admin, name)(case) or empty) for name in self.list_display]
        return (f"row-{state}" if state else "", cells)

    def narrowed(self) -> str:
        """Return the address of the view without its filters; empty when there are none."""
        names = {
            name for name in self.params if name not in {ViewFilter.parameter_name, *self.IGNORED_PARAMS}
        }
        return self.get_query_string(remove=names) if names else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, or ask what a list to take away is for."""
        if self.export is not None:
            return self.show_export(ExportForm())
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def show_export(self, form: ExportForm) -> HttpResponse:
        """Ask what for.

        Raises:
            PermissionDenied: The account takes no lists away.
        """
        if not self.request.user.has_perm(access.EXPORT):
            raise PermissionDenied
        context = {
            "form": form,
            "count": self.queryset.count(),
            "most": export.MOST,
            "back": f"{self.request.path}{self.get_query_string()}",
            "header_title": _("List to take away"),
        }
        return render(self.request, "requests/desks/export.html", context, status=422 if form.errors else 200)

    def post_export(self, request: HttpRequest) -> HttpResponse:
        """Hand the list over once somebody has said what for."""
        form = ExportForm(request.POST)
        if not request.user.has_perm(access.EXPORT) or not form.is_valid():
            return self.show_export(form)
        rows = turns.with_matches(self.queryset.select_related("office", "handler", "region"))[: export.MOST]
        return export.export(request.user, rows, form.cleaned_data["purpose"], form.cleaned_data["kind"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Seal what was typed into the address; a whole number leads to its case at once."""
        if self.export is not None:
            return self.post_export(request)
        number = numbering.read(request.POST.get("q", ""))
        if number and ServiceRequest.objects.for_user(request.user).filter(number=number).exists():
            return redirect(reverse("requests_case_desk", args=[number]))
        return super().post(request, *args, **kwargs)


def last_without(order: Any) -> Any:
    """Return ``order`` with the rows that have nothing to be sorted by at the end, in both directions."""
    if not isinstance(order, str) or order.lstrip("-") in {"pk", "number"}:
        return order
    by = F(order.lstrip("-"))
    return by.desc(nulls_last=True) if order.startswith("-") else by.asc(nulls_last=True)


class CaseAdmin(CaseColumns, Register):
    """The cases of the person."""

    model = ServiceRequest
    base_url_path = "requests/cases"
    menu_label = gettext_lazy("Requests")
    menu_icon = "form"
    menu_order = 100
    permission_helper_class = DeskPermissionHelper
    index_view_class = CaseIndexView
    index_template_name = "requests/desks/queue.html"
    index_view_extra_css = ["catalogue/registers.css", "requests/desks.css"]
    inspect_view_enabled = False
    list_display = ("tick", "number_link", "what", "state", "since", "due", "turn", "at")
    list_display_add_buttons = ""
    list_filter = (
        ViewFilter,
        GroupFilter,
        DueFilter,
        TurnFilter,
        StageFilter,
        OfficeFilter,
        "channel",
        "is_important",
    )
    related = ("office", "handler")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the cases of the person."""
        rows = ServiceRequest.objects.for_user(request.user).filed().select_related(*self.related)
        return rows.annotate(**{YOURS: Value(True, output_field=BooleanField())})

    def whole(self, user: Any, keys: Iterable[int]) -> list[ServiceRequest]:
        """Return the rows of a page in order, with whether each waits for ``user`` and who serves.

        Args:
            user: Who reads them.
            keys: Of rows that came through the rights of ``user``.
        """
        mine = Case(When(turns.waiting_for(user), then=Value(True)), default=Value(False))
        order = list(keys)
        rows = ServiceRequest.objects.filter(pk__in=order).select_related(*self.related)
        found = {case.pk: case for case in turns.with_matches(rows.annotate(is_mine=mine).order_by())}
        return handing.list_as_seen(user, (found[key] for key in order if key in found))

    def get_list_display(self, request: HttpRequest) -> Any:
        """Leave the boxes out for who does nothing to several cases."""
        steps = bulk.offered(request.user)
        return self.list_display if steps else [name for name in self.list_display if name != "tick"]

    def row_state(self, obj: ServiceRequest) -> str:
        """Colour a row by how it stands with time; the column says the same in words."""
        state = standing.due_of(obj).state
        return {"stopped": "off"}.get(state, state)

    def index_view(self, request: HttpRequest) -> HttpResponse:
        """Show the list, or why there is none.

        Raises:
            PermissionDenied: The account has nothing to do with cases.
        """
        if access.has_desk(request.user):
            response: HttpResponse = super().index_view(request)
            return response
        if is_technical(request.user):
            return render(request, "requests/desks/technical.html", {"header_title": self.get_menu_label()})
        raise PermissionDenied
