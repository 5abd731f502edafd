"""What staff see of evaluations, rectifications, complaints and disputes: lists to read, filter and export.

They are written on the page of their case and nowhere else; so nothing can be added or changed here.
"""

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from django.contrib.admin import SimpleListFilter
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.views.mixins import Echo
from wagtail_modeladmin.options import ModelAdminGroup
from wagtail_modeladmin.views import InspectView

from onestop.catalogue.organisations.admin.base import Register, RowPermissionHelper, SealedIndexView
from onestop.catalogue.organisations.admin.columns import column
from onestop.catalogue.organisations.admin.filters import Choices, OwnOrganisationFilter
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.enterprises import marking
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.supervision.models import Complaint, Dispute, Rectification
from onestop.requests.supervision.models.complaint import Standing
from onestop.requests.workflow import roles


class ReadOnly(RowPermissionHelper):
    """Reading, as far as the rows allow it."""

    def user_can_list(self, user: Any) -> bool:
        """Show the list to who may read it: the right to write one down is none to read the others."""
        return bool(self.user_has_specific_permission(user, self.get_perm_codename("view")))

    def user_can_create(self, user: Any) -> bool:  # noqa: ARG002 - signature of modeladmin
        """Refuse: it comes from its case."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002
        """Refuse: what was said stays as it was said."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002
        """Refuse: whoever is rated could wish it."""
        return False


class OccurringFilter(OwnOrganisationFilter):
    """By organisation, among those that occur in the rows of the person."""

    def lookups(self, request: Any, model_admin: Any) -> Choices:
        """Offer them by name."""
        found = model_admin.get_queryset(request).order_by().values(self.way)
        rows = Organisation.objects.filter(pk__in=found).order_by("name")
        return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


class DoerFilter(OccurringFilter):
    """By who served."""

    title = _("who served")
    parameter_name = way = "doer"


class OfficeFilter(OccurringFilter):
    """By who has to put it right."""

    title = _("who has to put it right")
    parameter_name = way = "office"


class ComplainedFilter(OccurringFilter):
    """By who is complained about."""

    title = _("who is complained about")
    parameter_name = way = "office"


class OtherPartyFilter(OccurringFilter):
    """By the other party of a dispute."""

    title = _("other party")
    parameter_name = way = "other_party"


class EvaluationView(InspectView):
    """One evaluation; who has signed it is for office and centre, not for whoever served."""

    def get_fields_dict(self) -> list[dict[str, Any]]:
        """Return labels and values."""
        fields = list(self.model_admin.get_inspect_view_fields())
        if not (roles.sees_all_cases(self.request.user) or roles.of_office(self.request.user)):
            fields.remove("signed_by")
        return [self.get_dict_for_field(name) for name in fields]


class EvaluationListView(SealedIndexView):
    """The list of evaluations. They hold words of enterprises: who takes it away stands on top of it."""

    def mark(self) -> str:
        """Return who takes it away, when and what for."""
        return marking.watermark(marking.name_of(self.request.user), str(self.model_admin.menu_label))

    def stream_csv(self, queryset: Any) -> Iterator[str | bytes]:
        """Begin with the mark."""
        yield csv.writer(Echo()).writerow([self.mark()])
        yield from super().stream_csv(queryset)

    def write_xlsx(self, queryset: Any, output: BytesIO) -> None:
        """Begin with the mark; the header of each printed page bears it, too."""
        super().write_xlsx(queryset, output)
        book = load_workbook(output)
        sheet: Any = book.active
        sheet.insert_rows(1)
        sheet["A1"] = self.mark()
        sheet.oddHeader.center.text = self.mark().replace("&", "&&")
        output.seek(0)
        output.truncate()
        book.save(output)


class EvaluationRegister(Register):
    """Evaluations of annex A."""

    model = Evaluation
    menu_label = _("Evaluations")
    menu_icon = "pick"
    permission_helper_class = ReadOnly
    history_view_enabled = False  # nothing is changed here, and modeladmin asks nobody for a permission there
    related = ("case", "doer")
    list_display = ("case", "form", "doer", "q4", "q5", "given_at", "channel", "is_valid")
    list_filter = ("form", "q4", "q5", "channel", "is_valid", DoerFilter)
    inspect_view_class = EvaluationView
    list_export = (*list_display, "q1", "q2", "q3", "words")
    index_view_class = EvaluationListView
    search_fields = ("case__number", "enterprise_name")
    ordering = ("-given_at",)
    inspect_view_fields = (
        *("case", "form", "version", "doer", "q1", "q2", "q3", "q4", "q5", "words", "enterprise_name"),
        *("signed_by", "signature", "filled_on", "given_at", "channel", "is_valid", "invalid_reason"),
    )

    def row_state(self, obj: Evaluation) -> str:
        """Mark what calls for a rectification, and what does not count."""
        if not obj.is_valid:
            return "off"
        return "late" if obj.is_low else ""


class ProgressFilter(SimpleListFilter):
    """How far a rectification is."""

    title = pgettext_lazy("rectification", "how far it is")
    parameter_name = "progress"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer overdue, in time and finished."""
        return [
            ("late", _("overdue")),
            ("running", _("open, in time")),
            ("closed", pgettext_lazy("rectification", "finished")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Narrow to it."""
        match self.value():
            case "late":
                return queryset.overdue()
            case "running":
                return queryset.running()
            case "closed":
                return queryset.filter(closed_at__isnull=False)
        return queryset


class RectificationRegister(Register):
    """Rectifications, the overdue marked."""

    model = Rectification
    menu_label = _("Rectifications")
    menu_icon = "rotate"
    permission_helper_class = ReadOnly
    history_view_enabled = False  # nothing is changed here, and modeladmin asks nobody for a permission there
    related = ("case", "office", "responsible")
    list_display = ("case", "opened_for", "office", "responsible", "answer_due_on", "due_on", "closed_at")
    list_filter = (ProgressFilter, "opened_for", OfficeFilter)
    index_view_class = SealedIndexView
    search_fields = ("case__number", "case__enterprise_name")
    ordering = ("-opened_at",)
    inspect_view_fields = (
        *("case", "opened_for", "office", "responsible", "opened_at", "answer_due_on", "due_on"),
        *("cause", "measure", "answered_at", "result", "closed_at"),
    )

    def row_state(self, obj: Rectification) -> str:
        """Mark what is late, and what is finished."""
        if obj.closed_at:
            return "off"
        today = timezone.localdate()
        late = obj.due_on < today or (obj.answered_at is None and obj.answer_due_on < today)
        return "late" if late else ""


class TakenUpFilter(SimpleListFilter):
    """Whether somebody has taken it up."""

    title = _("taken up")
    parameter_name = "taken"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer yes and no."""
        return [("no", _("not taken up yet")), ("yes", _("taken up"))]

    def queryset(self, request: Any, queryset: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Narrow to it."""
        wanted = {"no": True, "yes": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(taken_up_at__isnull=wanted)


class StandingFilter(SimpleListFilter):
    """How far a dispute is."""

    title = pgettext_lazy("dispute", "standing")
    parameter_name = "standing"

    def lookups(self, request: Any, model_admin: Any) -> Choices:  # noqa: ARG002 - Django's signature
        """Offer all."""
        return list(Standing.choices)

    def queryset(self, request: Any, queryset: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Narrow to it."""
        return queryset.standing(self.value()) if self.value() in Standing.values else queryset


class ComplaintRegister(Register):
    """Complaints; the complainant's contact is not in the list."""

    model = Complaint
    menu_label = pgettext_lazy("admin menu", "Complaints")
    menu_icon = "warning"
    permission_helper_class = ReadOnly
    history_view_enabled = False  # nothing is changed here, and modeladmin asks nobody for a permission there
    related = ("office", "case", "taken_up_by")
    list_display = (
        "open",
        "subject",
        "office",
        "received_at",
        "accept_due_on",
        "taken_up_at",
        "answer_due_on",
    )
    list_filter = (TakenUpFilter, "subject", "remedy", "channel", ComplainedFilter)
    index_view_class = SealedIndexView
    search_fields = ("number", "description")
    ordering = ("-received_at",)
    inspect_view_fields = (
        *("number", "channel", "case", "office", "subject", "description", "evidence", "remedy"),
        *("received_at", "written_by", "written_at", "acknowledged_at", "accept_due_on", "taken_up_at"),
        *("taken_up_by", "answer_due_on"),
    )

    @column(_("number"), "number")
    def open(self, obj: Complaint) -> SafeString:
        """The number leads to the complaint, where it is taken up."""
        url = reverse("requests_complaint_desk", args=[obj.pk])
        return format_html('<a class="rq-link nobr" href="{}">{}</a>', url, obj.number)

    def row_state(self, obj: Complaint) -> str:
        """Mark what should have been taken up."""
        return "late" if obj.taken_up_at is None and obj.accept_due_on < timezone.localdate() else ""


class DisputeRegister(Register):
    """Disputes: between whom, how far, and what waits to be taken up."""

    model = Dispute
    menu_label = pgettext_lazy("admin menu", "Disputes")
    menu_icon = "group"
    permission_helper_class = ReadOnly
    history_view_enabled = False  # nothing is changed here, and modeladmin asks nobody for a permission there
    related = ("case", "other_party", "taken_up_by")
    list_display = ("open", "enterprise", "other_party", "method", "notified_at", "standing")
    list_filter = (StandingFilter, "method", OtherPartyFilter)
    index_view_class = SealedIndexView
    search_fields = ("number", "case__number", "case__enterprise_name", "other_party__name")
    ordering = ("-notified_at",)
    inspect_view_fields = (
        *("number", "case", "other_party", "method", "claim", "notified_at", "enterprise_agreed_at"),
        *("other_agreed_at", "other_declined_at", "other_words", "taken_up_at", "taken_up_by"),
    )

    @column(_("number"), "number")
    def open(self, obj: Dispute) -> SafeString:
        """The number leads to the case, where it is answered and taken up."""
        url = reverse("requests_case_desk", args=[obj.case.number])
        return format_html('<a class="rq-link nobr" href="{}">{}</a>', url, obj.number)

    @column(_("enterprise"), "case__enterprise_name")
    def enterprise(self, obj: Dispute) -> str:
        """Who disputes."""
        return obj.case.enterprise_name

    @column(pgettext_lazy("dispute", "standing"))
    def standing(self, obj: Dispute) -> str:
        """How far it is."""
        return str(obj.standing.label)

    def row_state(self, obj: Dispute) -> str:
        """Mark what waits to be taken up, and what is over."""
        return {Standing.READY: "late", Standing.DECLINED: "off"}.get(obj.standing, "")


class SupervisionGroup(ModelAdminGroup):
    """Quality as the enterprises see it, and what is done about it (clause 5)."""

    menu_label = _("Supervision and evaluation")
    menu_icon = "glasses"
    menu_order = 215
    items = (EvaluationRegister, RectificationRegister, ComplaintRegister, DisputeRegister)
