"""Registers of people: staff, shifts; and of what the centre did with stations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from onestop.catalogue.organisations.admin.base import Register, key_of
from onestop.catalogue.organisations.admin.columns import column
from onestop.catalogue.organisations.admin.filters import InOfficeFilter, OwnOrganisationFilter
from onestop.catalogue.organisations.admin.forms import OwnRowsForm, RecordedForm
from onestop.catalogue.organisations.choices import Outcome
from onestop.catalogue.organisations.models import Shift, StaffMember, StationAssessment, StationGuidance


class StaffAdmin(Register):
    """Who works where since when; former heads stay."""

    model = StaffMember
    menu_label = pgettext_lazy("register", "Staff")
    menu_icon = "user"
    list_display = ("name", "organisation", "post", "specialty", "term", "account")
    list_filter = ("post", InOfficeFilter, OwnOrganisationFilter)
    list_export = ("name", "organisation", "post", "specialty", "qualification", "starts_on", "ends_on")
    search_fields = ("name", "specialty", "qualification", "organisation__name")
    ordering = ("organisation__name", "post", "-starts_on")
    related = ("organisation", "user")
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("specialty"),
            FieldPanel("qualification"),
            FieldPanel("phone"),
            FieldPanel("name_is_public"),
            FieldPanel("user", permission="catalogue.authorise_organisation"),
        ],
        base_form_class=OwnRowsForm,
    )

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Delete a row, unless cases are in the person's hands: first they go to somebody else."""
        person = StaffMember.objects.for_user(request.user).filter(pk=key_of(instance_pk)).first()
        if person and (cases := person.cases()):
            text = _("Hand over first: %(n)s open cases are in this person’s hands.") % {"n": cases}
            messages.error(request, text)
            return redirect(self.url_helper.index_url)
        return super().delete_view(request, instance_pk)

    def row_state(self, obj: Any) -> str:
        """Grey who is not in office any more."""
        return "off" if obj.ends_on and obj.ends_on < timezone.localdate() else ""

    @column(gettext_lazy("in office"), "starts_on")
    def term(self, obj: StaffMember) -> str:
        """Return from when until when."""
        if obj.ends_on is None:
            return _("since %(day)s") % {"day": f"{obj.starts_on:%Y-%m-%d}"}
        return f"{obj.starts_on:%Y-%m-%d}–{obj.ends_on:%Y-%m-%d}"

    @column(gettext_lazy("account of the person"), "user__username")
    def account(self, obj: StaffMember) -> str:
        """Return the account."""
        return str(obj.user) if obj.user else ""


class ShiftAdmin(Register):
    """Who is at which window when."""

    model = Shift
    menu_label = gettext_lazy("Window shifts")
    menu_icon = "calendar-alt"
    list_display = ("day", "window", "time", "staff", "organisation")
    list_filter = (OwnOrganisationFilter, "day")
    list_export = ("organisation", "day", "window", "starts", "ends", "staff")
    search_fields = ("window", "staff__name", "organisation__name")
    ordering = ("-day", "organisation__name", "window", "starts")
    related = ("organisation", "staff")
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("staff"), FieldPanel("window")]),
            FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
        ],
        base_form_class=OwnRowsForm,
    )

    @column(gettext_lazy("time"), "starts")
    def time(self, obj: Shift) -> str:
        """Return from when until when."""
        return f"{obj.starts:%H:%M}–{obj.ends:%H:%M}"


class GuidanceAdmin(Register):
    """指导: recorded by the centre."""

    model = StationGuidance
    menu_label = pgettext_lazy("register", "Guidance")
    menu_icon = "comment"
    list_display = ("subject", "organisation", "day", "by_name", "next_on")
    list_filter = (OwnOrganisationFilter, "day")
    list_export = ("organisation", "day", "by_name", "subject", "text", "next_on")
    search_fields = ("subject", "text", "by_name", "organisation__name")
    related = ("organisation",)
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("day"), FieldPanel("by_name")]),
            FieldPanel("subject"),
            FieldPanel("text"),
            FieldPanel("next_on"),
        ],
        base_form_class=RecordedForm,
    )


class AssessmentAdmin(Register):
    """评估: recorded by the centre."""

    model = StationAssessment
    menu_label = pgettext_lazy("register", "Assessments")
    menu_icon = "tick-inverse"
    list_display = ("organisation", "period", "result", "day", "improve_until")
    list_filter = ("outcome", OwnOrganisationFilter)
    list_export = (
        "organisation",
        "period_from",
        "period_until",
        "outcome",
        "findings",
        "improve",
        "improve_until",
        "day",
        "by_name",
    )
    search_fields = ("findings", "improve", "by_name", "organisation__name")
    related = ("organisation",)
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_until")]),
            FieldPanel("outcome"),
            FieldPanel("findings"),
            FieldPanel("improve"),
            FieldPanel("improve_until"),
            FieldRowPanel([FieldPanel("day"), FieldPanel("by_name")]),
        ],
        base_form_class=RecordedForm,
    )

    def row_state(self, obj: Any) -> str:
        """Colour what was not passed."""
        return "late" if obj.outcome == Outcome.FAILED else ""

    @column(gettext_lazy("period"), "period_from")
    def period(self, obj: StationAssessment) -> str:
        """Return the period."""
        return f"{obj.period_from:%Y-%m-%d}–{obj.period_until:%Y-%m-%d}"

    @column(gettext_lazy("outcome"), "outcome")
    def result(self, obj: StationAssessment) -> str:
        """Return the outcome with its shape."""
        return ("✕ " if obj.outcome == Outcome.FAILED else "● ") + obj.get_outcome_display()
