"""What staff see of evaluations, rectifications, complaints and disputes: lists to read, filter and export.

They are written on the page of their case and nowhere else; so nothing can be added or changed here.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_modeladmin.options import ModelAdminGroup
from wagtail_modeladmin.views import InspectView

from onestop.catalogue.organisations.admin.base import Register, RowPermissionHelper
from onestop.catalogue.organisations.admin.filters import Choices, OwnOrganisationFilter
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.supervision.models import Complaint, Rectification
from onestop.requests.workflow import roles


class ReadOnly(RowPermissionHelper):
    """Reading, as far as the rows allow it."""

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


class EvaluationView(InspectView):
    """One evaluation; who has signed it is for office and centre, not for whoever served."""

    def get_fields_dict(self) -> list[dict[str, Any]]:
        """Return labels and values."""
        fields = list(self.model_admin.get_inspect_view_fields())
        if not (roles.sees_all_cases(self.request.user) or roles.of_office(self.request.user)):
            fields.remove("signed_by")
        return [self.get_dict_for_field(name) for name in fields]


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


class RectificationRegister(Register):
    """Rectifications, the overdue marked."""

    model = Rectification
    menu_label = _("Rectifications")
    menu_icon = "rotate"
    permission_helper_class = ReadOnly
    history_view_enabled = False  # nothing is changed here, and modeladmin asks nobody for a permission there
    related = ("case", "office", "responsible")
    list_display = ("case", "opened_for", "office", "responsible", "answer_due_on", "due_on", "closed_at")
    list_filter = ("opened_for", OfficeFilter)
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


class ComplaintRegister(Register):
    """Complaints; the complainant's contact is not in the list."""

    model = Complaint
    menu_label = pgettext_lazy("admin menu", "Complaints")
    menu_icon = "warning"
    permission_helper_class = ReadOnly
    history_view_enabled = False  # nothing is changed here, and modeladmin asks nobody for a permission there
    related = ("office", "case")
    list_display = ("number", "subject", "office", "received_at", "accept_due_on", "answer_due_on")
    list_filter = ("subject", "remedy", "channel", "office")
    search_fields = ("number", "description")
    ordering = ("-received_at",)
    inspect_view_fields = (
        *("number", "channel", "case", "office", "subject", "description", "evidence", "remedy"),
        *("received_at", "accept_due_on", "answer_due_on"),
    )


class SupervisionGroup(ModelAdminGroup):
    """Quality as the enterprises see it, and what is done about it (clause 5)."""

    menu_label = _("Supervision and evaluation")
    menu_icon = "glasses"
    menu_order = 215
    items = (EvaluationRegister, RectificationRegister, ComplaintRegister)
