"""The register of organisations."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from onestop.catalogue.organisations.admin.base import Register
from onestop.catalogue.organisations.admin.columns import column, expiry_cell, expiry_state, standing_cell
from onestop.catalogue.organisations.admin.filters import BasisExpiryFilter, CountyFilter, StandingFilter
from onestop.catalogue.organisations.admin.forms import OwnRowsForm
from onestop.catalogue.organisations.choices import Kind, Status
from onestop.catalogue.organisations.models import Organisation

AUTHORISE = "catalogue.authorise_organisation"


def _decided(name: str) -> FieldPanel:
    """Return the panel of a field that only the centre and the authority decide on."""
    return FieldPanel(name, permission=AUTHORISE)


IDENTITY = [
    FieldRowPanel([_decided("kind"), _decided("status")]),
    _decided("status_reason"),
    _decided("name"),
    _decided("slug"),
    FieldRowPanel([_decided("credit_code"), _decided("parent")]),
    FieldPanel("introduction"),
    _decided("is_sample"),
]
PLACE = [
    _decided("region"),
    FieldPanel("address"),
    FieldPanel("directions"),
    FieldRowPanel([FieldPanel("longitude"), FieldPanel("latitude")]),
    FieldRowPanel([FieldPanel("phone"), FieldPanel("website")]),
]
HOURS = [
    InlinePanel("hours", heading=gettext_lazy("Weekly hours"), label=gettext_lazy("hours")),
    InlinePanel("changed_days", heading=gettext_lazy("Days with other hours"), label=gettext_lazy("day")),
]
BASIS = [
    FieldRowPanel([_decided("basis_kind"), _decided("basis_level")]),
    FieldRowPanel([_decided("basis_issuer"), _decided("basis_number")]),
    FieldRowPanel([_decided("basis_issued_on"), _decided("basis_until")]),
    _decided("basis_document"),
    _decided("basis_url"),
    MultiFieldPanel(
        [
            FieldRowPanel([_decided("notice_starts_on"), _decided("notice_ends_on")]),
            _decided("notice_text"),
        ],
        heading=gettext_lazy("Public notice"),
    ),
]
ENTERPRISE = [
    _decided("enterprise_name"),
    FieldRowPanel([_decided("enterprise_credit_code"), _decided("enterprise_region")]),
    _decided("enterprise_scale"),
    _decided("quality_elements"),
    _decided("key_enterprise_basis"),
    FieldPanel("contact_is_public"),
]


class OrganisationAdmin(Register):
    """Centre, stations, outlets, institutions, authorities."""

    model = Organisation
    menu_label = gettext_lazy("Organisations")
    menu_icon = "home"
    list_display = ("name", "kind", "county", "standing", "basis", "basis_end", "above")
    list_filter = ("kind", CountyFilter, StandingFilter, BasisExpiryFilter)
    list_export = (
        "name",
        "kind",
        "status",
        "standing_text",
        "credit_code",
        "county",
        "address",
        "phone",
        "above",
        "basis_kind",
        "basis_level",
        "basis_issuer",
        "basis_number",
        "basis_issued_on",
        "basis_until",
    )
    search_fields = (
        "name",
        "address",
        "credit_code",
        "phone",
        "region__name",
        "basis_number",
        "enterprise_name",
    )
    ordering = ("name",)
    related = ("region", "parent")
    inspect_view_fields_exclude = ["id", "created_at", "longitude", "latitude"]
    edit_handler = TabbedInterface(
        [
            ObjectList(IDENTITY, heading=gettext_lazy("Basic facts")),
            ObjectList(PLACE, heading=gettext_lazy("Place")),
            ObjectList(HOURS, heading=gettext_lazy("Hours")),
            ObjectList(BASIS, heading=gettext_lazy("Basis")),
            ObjectList(ENTERPRISE, heading=gettext_lazy("Enterprise of an outlet")),
        ],
        base_form_class=OwnRowsForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows with where they stand today."""
        rows: Any = super().get_queryset(request)
        return rows.with_standing()

    def row_state(self, obj: Any) -> str:
        """Colour what is suspended, on notice or over."""
        states = {
            Status.SUSPENDED: "late",
            Status.NOTICE: "soon",
            Status.REVOKED: "off",
            Status.PLANNED: "off",
        }
        return states.get(obj.standing_today, "") or expiry_state(obj.basis_until)

    @column(gettext_lazy("county"), "region__code")
    def county(self, obj: Organisation) -> str:
        """Return where it is."""
        return obj.region.name

    @column(gettext_lazy("standing today"), "standing_today")
    def standing(self, obj: Any) -> Any:
        """Return where it stands, in a shape and words."""
        return standing_cell(obj.standing_today, obj.status)

    @column(gettext_lazy("standing today"))
    def standing_text(self, obj: Any) -> str:
        """Return where it stands, for the export."""
        return str(Status(obj.standing_today).label)

    @column(gettext_lazy("basis"), "basis_number")
    def basis(self, obj: Organisation) -> str:
        """Return kind and number of the document; for an outlet, the list that names its enterprise."""
        if obj.kind == Kind.OUTLET:
            return obj.key_enterprise_basis
        return " ".join(part for part in (obj.get_basis_kind_display(), obj.basis_number) if part)

    @column(gettext_lazy("basis valid until"), "basis_until")
    def basis_end(self, obj: Organisation) -> Any:
        """Return its last day, with how far that is."""
        return expiry_cell(obj.basis_until) if obj.basis_kind else _("none needed")

    @column(pgettext_lazy("column", "stands below"), "parent__name")
    def above(self, obj: Organisation) -> str:
        """Return below what it stands."""
        return str(obj.parent) if obj.parent else ""
