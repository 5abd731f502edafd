"""Registers of certificates and their scopes."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from onestop.catalogue.organisations.admin.base import Register
from onestop.catalogue.organisations.admin.columns import column, expiry_cell, expiry_state
from onestop.catalogue.organisations.admin.filters import (
    ExpiryFilter,
    OwnOrganisationFilter,
    ScopeOrganisationFilter,
)
from onestop.catalogue.organisations.admin.forms import OwnRowsForm
from onestop.catalogue.organisations.models import CapabilityScope, Qualification


class QualificationAdmin(Register):
    """Certificates by the end of their validity."""

    model = Qualification
    menu_label = gettext_lazy("Qualifications")
    menu_icon = "clipboard-list"
    list_display = ("number", "kind", "organisation", "end", "checked_on", "official")
    list_filter = ("kind", OwnOrganisationFilter, ExpiryFilter)
    list_export = (
        "organisation",
        "kind",
        "number",
        "issuer",
        "valid_from",
        "valid_until",
        "official_url",
        "source",
        "checked_on",
        "checked_by",
    )
    search_fields = ("number", "issuer", "organisation__name")
    ordering = ("valid_until", "number")
    related = ("organisation",)
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
            FieldPanel("issuer"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
            FieldPanel("document"),
            MultiFieldPanel(
                [
                    FieldPanel("official_url"),
                    FieldPanel("source"),
                    FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by")]),
                ],
                heading=gettext_lazy("Checked at the issuer"),
            ),
        ],
        base_form_class=OwnRowsForm,
    )

    def row_state(self, obj: Any) -> str:
        """Colour what has ended or ends within a month."""
        return expiry_state(obj.valid_until)

    @column(gettext_lazy("valid until"), "valid_until")
    def end(self, obj: Qualification) -> Any:
        """Return the last valid day, with how far that is."""
        return expiry_cell(obj.valid_until)

    @column(gettext_lazy("official query"))
    def official(self, obj: Qualification) -> Any:
        """Return the way to the issuer's own query."""
        if not obj.official_url:
            return ""
        return format_html(
            '<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>', obj.official_url, _("Look it up")
        )


class ScopeAdmin(Register):
    """What certificates cover, by standard, product and field."""

    model = CapabilityScope
    menu_label = gettext_lazy("Capability scopes")
    menu_icon = "list-ul"
    list_display = ("standard_number", "product", "parameter", "field", "certificate", "owner", "end")
    list_filter = ("qualification__kind", ScopeOrganisationFilter, ExpiryFilter)
    list_export = (
        "owner",
        "certificate",
        "field",
        "product",
        "parameter",
        "standard_number",
        "limits",
        "valid_from",
        "valid_until",
    )
    search_fields = (
        "standard_number",
        "product",
        "parameter",
        "field",
        "qualification__number",
        "qualification__organisation__name",
    )
    related = ("qualification__organisation",)
    edit_handler = ObjectList(
        [
            FieldPanel("qualification"),
            FieldPanel("field"),
            FieldRowPanel([FieldPanel("product"), FieldPanel("parameter")]),
            FieldPanel("standard_number"),
            FieldPanel("limits"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        ],
        base_form_class=OwnRowsForm,
    )

    def row_state(self, obj: Any) -> str:
        """Colour what has ended, itself or with its certificate."""
        return expiry_state(obj.valid_until) or expiry_state(obj.qualification.valid_until)

    @column(gettext_lazy("qualification"), "qualification__number")
    def certificate(self, obj: CapabilityScope) -> str:
        """Return kind and number of the certificate."""
        return str(obj.qualification)

    @column(gettext_lazy("organisation"), "qualification__organisation__name")
    def owner(self, obj: CapabilityScope) -> str:
        """Return whose it is."""
        return str(obj.qualification.organisation)

    @column(gettext_lazy("valid until"), "valid_until")
    def end(self, obj: CapabilityScope) -> Any:
        """Return the last valid day, its own or the certificate's."""
        days = [day for day in (obj.valid_until, obj.qualification.valid_until) if day]
        return expiry_cell(min(days) if days else None)
