"""The registers of archives and of looks at protected data: the admin's menu 档案."""

from typing import Any, ClassVar

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.catalogue.organisations.admin.base import (
    Register,
    RegisterIndexView,
    RowPermissionHelper,
    SealedIndexView,
)
from onestop.catalogue.organisations.admin.columns import column
from onestop.requests.archives.desk_views import SEALERS
from onestop.requests.archives.models import READERS, ArchiveItem, EnterpriseArchive
from onestop.requests.enterprises import rights
from onestop.requests.enterprises.models import AccessLog
from onestop.requests.following.admin import Reads
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.site.listings import ListingAdmin


class ArchivePermissionHelper(RowPermissionHelper):
    """Archives come by themselves and are never deleted here; the head decides how long they are kept."""

    def user_can_list(self, user: Any) -> bool:
        """Show the list to those who read archives."""
        return bool(roles.roles_of(user) & READERS)

    def user_can_create(self, user: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False


class ArchiveAdmin(Register):
    """One row an enterprise; its name leads to the archive."""

    model = EnterpriseArchive
    base_url_path = "requests/archives"
    menu_label = gettext_lazy("Quality archives")
    menu_icon = "folder-open-inverse"
    permission_helper_class = ArchivePermissionHelper
    inspect_view_enabled = False
    list_display = ("open_link", "credit_code", "count", "last", "retention", "secrecy")
    list_filter = ("retention", "secrecy")
    index_view_class = SealedIndexView
    search_fields = ("enterprise__name", "enterprise__credit_code")
    related = ("enterprise",)
    ordering = ("enterprise__name", "pk")
    panels = [FieldPanel("retention"), FieldPanel("secrecy")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Add how many items there are for the person, and when the last of them was sealed."""
        mine = Q(items__in=ArchiveItem.objects.for_user(request.user).values("pk"))
        rows = super().get_queryset(request)
        return rows.annotate(
            items_shown=Count("items", filter=mine), last_at=Max("items__sealed_at", filter=mine)
        )

    @column(gettext_lazy("enterprise"), "enterprise__name")
    def open_link(self, obj: EnterpriseArchive) -> SafeString:
        """The way to the archive."""
        url = reverse("requests_archive", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', url, obj.enterprise.name)

    @column(gettext_lazy("Credit code"), "enterprise__credit_code")
    def credit_code(self, obj: EnterpriseArchive) -> str:
        """By which it is one."""
        return obj.enterprise.credit_code

    @column(gettext_lazy("sealed items"), "items_shown")
    def count(self, obj: Any) -> int:
        """How many the person may read; the number of all would tell of complaints."""
        found: int = obj.items_shown
        return found

    @column(gettext_lazy("sealed last at"), "last_at")
    def last(self, obj: Any) -> Any:
        """When."""
        return obj.last_at


class ReadsLooks(Reads):
    """The log is the auditor's; head and supervisor read it, too."""

    readers = frozenset({Role.AUDITOR, Role.HEAD, Role.SUPERVISOR})


class LookAdmin(ListingAdmin):
    """Who looked at which protected data, when and why; none of the data themselves."""

    model = AccessLog
    base_url_path = "requests/looks"
    permission_helper_class = ReadsLooks
    history_view_enabled = False  # modeladmin asks nobody for a permission there
    index_view_class = RegisterIndexView
    index_view_extra_css: ClassVar[list[str]] = ["catalogue/registers.css"]
    nothing_yet = gettext_lazy("Nobody has looked at protected data yet.")
    menu_label = gettext_lazy("Looks at protected data")
    menu_icon = "view"
    list_display = ("at", "user", "role", "office", "enterprise", "case", "what", "reason")
    list_filter = ("role", "at")
    list_per_page = 50
    ordering = ("-at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all, with the rows they name."""
        return super().get_queryset(request).select_related("user", "office", "enterprise", "case")

    @column(gettext_lazy("Which data"))
    def what(self, obj: AccessLog) -> str:
        """Which fields."""
        return "、".join(rights.look(obj)["fields"])


class PageItem(MenuItem):
    """A page of its own beside the registers, for some roles."""

    shown_to: frozenset[Role] = SEALERS

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return bool(roles.roles_of(request.user) & self.shown_to)


class MergeItem(PageItem):
    """Merging is the head's."""

    shown_to = frozenset({Role.HEAD})


class ArchivesGroup(ModelAdminGroup):
    """The menu 档案."""

    menu_label = pgettext_lazy("admin menu", "Archives")
    menu_icon = "folder-open-inverse"
    menu_order = 122
    items = (ArchiveAdmin, LookAdmin)

    def get_submenu_items(self) -> list[MenuItem]:
        """Return the registers and the pages."""
        gaps = PageItem(
            _("Not complete yet"), reverse("requests_archive_gaps"), order=80, icon_name="warning"
        )
        merge = MergeItem(_("Merge two records"), reverse("requests_merge"), order=90, icon_name="link")
        return [*super().get_submenu_items(), gaps, merge]
