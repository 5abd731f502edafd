"""The register of official links in the admin."""

from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel

from onestop.catalogue.links.models import ExternalLink
from onestop.site.listings import ListingAdmin


class LinkAdmin(ListingAdmin):
    """Links with what their last check found; who may what follows from the model's permissions."""

    model = ExternalLink
    menu_label = gettext_lazy("Official links")
    menu_icon = "link-external"
    base_url_path = "links"
    list_display = ("name", "kind", "address", "state", "last_check")
    list_filter = ("kind", "problem")
    list_export = ("name", "url", "kind", "description", "checked_at", "http_status", "problem", "failures")
    search_fields = ("name", "url", "description")
    ordering = ("kind", "order", "pk")
    list_per_page = 50
    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("order")]),
    ]

    def address(self, link: ExternalLink) -> SafeString:
        """Return the address as a link that opens it."""
        return format_html(
            '<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>', link.url, link.host
        )

    address.short_description = pgettext_lazy("link", "Address")  # type: ignore[attr-defined]
    address.admin_order_field = "url"  # type: ignore[attr-defined]

    def state(self, link: ExternalLink) -> Any:
        """Return what the last check found: a shape and words, never a colour alone."""
        if link.checked_at is None:
            return _("? not checked yet")
        if not link.failures:
            return _("● works")
        why = link.get_problem_display() + (f" {link.http_status}" if link.http_status else "")
        text = (
            _("! failed %(times)s times: %(why)s")
            if link.is_shown
            else _("✕ hidden, failed %(times)s times: %(why)s")
        )
        return text % {"times": link.failures, "why": why}

    state.short_description = gettext_lazy("State")  # type: ignore[attr-defined]
    state.admin_order_field = "failures"  # type: ignore[attr-defined]

    def last_check(self, link: ExternalLink) -> str:
        """Return the day of the last check."""
        return timezone.localtime(link.checked_at).strftime("%Y-%m-%d %H:%M") if link.checked_at else ""

    last_check.short_description = gettext_lazy("Last checked")  # type: ignore[attr-defined]
    last_check.admin_order_field = "checked_at"  # type: ignore[attr-defined]
