"""Who did what, for 审计员: Wagtail's two logs, to read, filter and export; nothing can be changed."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.home.editorial.admin import OnlyRead
from onestop.site.listings import ListingAdmin


class LogAdmin(ListingAdmin):
    """What both logs show."""

    list_display = ("when", "who", "what", "subject", "content_type")
    list_filter = ("timestamp",)
    list_select_related = ("user", "content_type")
    search_fields = ("label", "user__username")
    list_per_page = 50
    list_export = ("timestamp", "who", "what", "label", "content_type")
    ordering = ("-timestamp",)
    permission_helper_class = OnlyRead
    menu_icon = "history"

    def when(self, entry: PageLogEntry | ModelLogEntry) -> dt.datetime:
        """Return the time, which is shown in that of the place; Wagtail's own heading says UTC."""
        return entry.timestamp

    when.short_description = _("time")  # type: ignore[attr-defined]
    when.admin_order_field = "timestamp"  # type: ignore[attr-defined]

    def subject(self, entry: PageLogEntry | ModelLogEntry) -> str:
        """Return what it was done to."""
        return str(entry.label)

    subject.short_description = _("done to")  # type: ignore[attr-defined]
    subject.admin_order_field = "label"  # type: ignore[attr-defined]

    def what(self, entry: PageLogEntry | ModelLogEntry) -> str:
        """Return the action in words; by its own name if the app that knows it was taken away."""
        formatter = registry.get_formatter(entry)
        return str(formatter.label) if formatter else entry.action

    what.short_description = _("action")  # type: ignore[attr-defined]

    def who(self, entry: PageLogEntry | ModelLogEntry) -> str:
        """Return the account, also one that is gone."""
        return str(entry.user_display_name)

    who.short_description = _("account of the person")  # type: ignore[attr-defined]


class PageLogAdmin(LogAdmin):
    """The pages."""

    model = PageLogEntry
    menu_label = _("Log of pages")
    export_filename = "log-pages"


class ModelLogAdmin(LogAdmin):
    """Registers, accounts, settings."""

    model = ModelLogEntry
    menu_label = _("Log of registers and accounts")
    export_filename = "log-registers"


class AuditGroup(ModelAdminGroup):
    """The logs, shown to who may read them."""

    menu_label = _("Audit")
    menu_icon = "history"
    menu_order = 890
    items = (PageLogAdmin, ModelLogAdmin)
