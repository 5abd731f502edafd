"""Registers of what a place has: site selection, facilities, laboratories, equipment."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from onestop.catalogue.organisations.admin.base import Register, RowPermissionHelper
from onestop.catalogue.organisations.admin.columns import column, expiry_cell
from onestop.catalogue.organisations.admin.filters import (
    CalibrationFilter,
    LaboratoryOrganisationFilter,
    OwnOrganisationFilter,
)
from onestop.catalogue.organisations.admin.forms import OwnRowsForm
from onestop.catalogue.organisations.choices import Decision, EquipmentStatus, Kind
from onestop.catalogue.organisations.models import Equipment, Facility, Laboratory, SiteSelection


class DecidedPermissionHelper(RowPermissionHelper):
    """What has been decided is archived: nobody changes or deletes it."""

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Change what is not decided."""
        return obj.decision == Decision.OPEN and super().user_can_edit_obj(user, obj)

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        """Delete what is not decided."""
        return obj.decision == Decision.OPEN and super().user_can_delete_obj(user, obj)


def _criterion(name: str) -> MultiFieldPanel:
    panels = [FieldPanel(name), FieldPanel(f"{name}_evidence")]
    return MultiFieldPanel(panels, heading=SiteSelection.CRITERIA[name])


class SiteSelectionAdmin(Register):
    """Why stations stand where they stand."""

    model = SiteSelection
    menu_label = gettext_lazy("Site selections")
    menu_icon = "crosshairs"
    permission_helper_class = DecidedPermissionHelper
    list_display = ("organisation", "decided", "decided_on", "decided_by")
    list_filter = ("decision", OwnOrganisationFilter)
    list_export = (
        "organisation",
        *(part for name in SiteSelection.CRITERIA for part in (name, f"{name}_evidence")),
        "decision",
        "decided_on",
        "decided_by",
    )
    search_fields = ("organisation__name", *SiteSelection.CRITERIA, "decided_by")
    related = ("organisation",)
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            *(_criterion(name) for name in SiteSelection.CRITERIA),
            FieldRowPanel([FieldPanel("decision"), FieldPanel("decided_on"), FieldPanel("decided_by")]),
        ],
        base_form_class=OwnRowsForm,
    )

    def row_state(self, obj: Any) -> str:
        """Colour what waits for a decision."""
        return "soon" if obj.decision == Decision.OPEN else ""

    @column(gettext_lazy("decision"), "decision")
    def decided(self, obj: SiteSelection) -> str:
        """Return the decision with its shape."""
        shapes = {Decision.OPEN: "◔", Decision.APPROVED: "●", Decision.REFUSED: "✕"}
        return f"{shapes[Decision(obj.decision)]} {obj.get_decision_display()}"


class FacilityAdmin(Register):
    """What each place has, as last looked at."""

    model = Facility
    menu_label = gettext_lazy("Facilities")
    menu_icon = "desktop"
    list_display = ("organisation", "windows", "machines", "remote", "sign", "looked_at")
    list_filter = (OwnOrganisationFilter, "organisation__kind")
    list_export = (
        "organisation",
        "base_institution",
        "fixed_facilities",
        "windows",
        "computers",
        "printers",
        "has_remote_meeting",
        "content_displayed",
        "process_displayed",
        "looked_at",
        "looked_at_by",
    )
    search_fields = ("organisation__name", "base_institution", "fixed_facilities")
    related = ("organisation",)
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("windows"), FieldPanel("computers"), FieldPanel("printers")]),
            MultiFieldPanel(
                [
                    FieldPanel("sign_photo"),
                    FieldPanel("content_displayed"),
                    FieldPanel("process_displayed"),
                ],
                heading=gettext_lazy("What visitors see"),
            ),
            MultiFieldPanel(
                [FieldPanel("has_remote_meeting"), FieldPanel("meeting_url")],
                heading=gettext_lazy("Remote meetings (stations and outlets that have them)"),
            ),
            MultiFieldPanel(
                [FieldPanel("base_institution"), FieldPanel("fixed_facilities")],
                heading=gettext_lazy("Base of the centre"),
            ),
            FieldRowPanel([FieldPanel("looked_at"), FieldPanel("looked_at_by")]),
        ],
        base_form_class=OwnRowsForm,
    )

    def row_state(self, obj: Any) -> str:
        """Colour a place without a computer or a printer."""
        return "" if obj.computers and obj.printers else "late"

    @column(gettext_lazy("computers and printers"))
    def machines(self, obj: Facility) -> str:
        """Return what is there, and what is not in conformity."""
        if obj.computers and obj.printers:
            return _("● %(computers)s computers, %(printers)s printers") % vars(obj)
        missing = [
            str(name)
            for name, number in (
                (pgettext_lazy("self-check", "computer with network"), obj.computers),
                (pgettext_lazy("self-check", "printer"), obj.printers),
            )
            if not number
        ]
        return _("✕ not in conformity: %(missing)s missing") % {"missing": "、".join(missing)}

    @column(gettext_lazy("remote meetings"), "has_remote_meeting")
    def remote(self, obj: Facility) -> str:
        """Return whether it has them; a centre is not asked, and nobody must."""
        if obj.organisation.kind == Kind.CENTRE:
            return ""
        return _("● yes") if obj.has_remote_meeting else _("○ no (need not)")

    @column(gettext_lazy("sign"))
    def sign(self, obj: Facility) -> str:
        """Return whether there is a photograph of the sign."""
        return _("● photograph") if obj.sign_photo_id else _("○ none")


class LaboratoryAdmin(Register):
    """Laboratories; nobody must have one."""

    model = Laboratory
    menu_label = gettext_lazy("Laboratories")
    menu_icon = "wagtail-icon"
    list_display = ("name", "organisation", "fields", "address")
    list_filter = (OwnOrganisationFilter,)
    list_export = ("name", "organisation", "fields", "address")
    search_fields = ("name", "fields", "address", "organisation__name")
    related = ("organisation",)
    edit_handler = ObjectList(
        [FieldPanel("organisation"), FieldPanel("name"), FieldPanel("fields"), FieldPanel("address")],
        base_form_class=OwnRowsForm,
    )


class EquipmentAdmin(Register):
    """Equipment by the end of its calibration; what is overdue is suspended by rule."""

    model = Equipment
    menu_label = pgettext_lazy("register", "Equipment")
    menu_icon = "cog"
    list_display = ("name", "serial", "laboratory", "owner", "state", "calibration")
    list_filter = ("status", LaboratoryOrganisationFilter, CalibrationFilter)
    list_export = (
        "name",
        "model",
        "serial",
        "measuring_range",
        "laboratory",
        "owner",
        "state",
        "calibrated_on",
        "calibrated_until",
        "certificate",
    )
    search_fields = (
        "name",
        "model",
        "serial",
        "certificate",
        "laboratory__name",
        "laboratory__organisation__name",
    )
    ordering = ("calibrated_until", "name")
    related = ("laboratory__organisation",)
    edit_handler = ObjectList(
        [
            FieldPanel("laboratory"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("model"), FieldPanel("serial")]),
            FieldPanel("measuring_range"),
            FieldPanel("status"),
            MultiFieldPanel(
                [
                    FieldPanel("needs_calibration"),
                    FieldRowPanel([FieldPanel("calibrated_on"), FieldPanel("calibrated_until")]),
                    FieldPanel("certificate"),
                ],
                heading=gettext_lazy("Calibration"),
            ),
        ],
        base_form_class=OwnRowsForm,
    )

    def row_state(self, obj: Any) -> str:
        """Colour what is overdue or out of use."""
        if obj.status != EquipmentStatus.IN_USE:
            return "off"
        return "late" if obj.is_overdue() else ""

    @column(gettext_lazy("organisation"), "laboratory__organisation__name")
    def owner(self, obj: Equipment) -> str:
        """Return whose it is."""
        return str(obj.laboratory.organisation)

    @column(gettext_lazy("status"), "status")
    def state(self, obj: Equipment) -> str:
        """Return whether it may be used."""
        if obj.is_overdue():
            return _("▮▮ suspended: no valid calibration")
        return ("● " if obj.status == EquipmentStatus.IN_USE else "○ ") + obj.get_status_display()

    @column(gettext_lazy("calibration valid until"), "calibrated_until")
    def calibration(self, obj: Equipment) -> Any:
        """Return the last day of the calibration, with how far that is."""
        if not obj.needs_calibration:
            return _("none needed")
        return expiry_cell(obj.calibrated_until) if obj.calibrated_until else _("✕ none")
