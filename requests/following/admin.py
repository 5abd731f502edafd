"""Registers of call-backs and of what people were told, and the way to the texts: the admin's menu 跟进."""

from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.catalogue.organisations.admin.base import Register, RegisterIndexView
from onestop.requests.following.models import CallBack, Notification
from onestop.requests.following.models.calls import CallOutcome
from onestop.requests.following.models.notices import Delivery
from onestop.requests.following.notices.table import label_of
from onestop.requests.following.notices.views import EDITORS
from onestop.requests.following.tasks import url_of
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import STAFF, Role
from onestop.site.listings import ListingAdmin

CALLERS = frozenset({*STAFF, Role.SUPERVISOR})
TELLERS = frozenset({Role.HEAD, Role.AGENT, Role.SUPERVISOR})


class Reads(PermissionHelper):
    """Rows are made by the workflow; here they are read, by certain roles."""

    readers = CALLERS

    def user_can_list(self, user: Any) -> bool:
        """Show the list to these roles."""
        return bool(roles.roles_of(user) & self.readers)

    def user_can_create(self, user: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse."""
        return False

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: the case shows it."""
        return False


class Tells(Reads):
    """The log of notifications is the centre's."""

    readers = TELLERS


class OverFilter(SimpleListFilter):
    """Those that should have been done."""

    title = pgettext_lazy("call-back", "time")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Offer it."""
        return [("over", pgettext_lazy("call-back", "overdue"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002 - Django's
        """Return them alone."""
        return queryset.overdue() if self.value() else queryset


class CallBackAdmin(Register):
    """Call-backs: due, overdue, done."""

    model = CallBack
    permission_helper_class = Reads
    index_view_class = RegisterIndexView
    inspect_view_enabled = False
    menu_label = _("Call-backs")
    menu_icon = "mail"
    list_display = ("case_link", "item", "office", "why", "due_on", "outcome", "content", "done_at")
    list_filter = (OverFilter, "outcome", "why", "content", "due_on")
    related = ("case__office",)
    ordering = ("due_on", "pk")

    def case_link(self, obj: CallBack) -> SafeString:
        """Return the way to the case, where it is done."""
        return format_html('<a class="nobr" href="{}">{}</a>', url_of(obj.case), obj.case.number)

    case_link.short_description = _("service request")  # type: ignore[attr-defined]

    def item(self, obj: CallBack) -> str:
        """Return what it was about."""
        return obj.case.item_title

    item.short_description = _("Service item")  # type: ignore[attr-defined]

    def office(self, obj: CallBack) -> str:
        """Return whose it is."""
        return obj.case.office.name if obj.case.office else ""

    office.short_description = _("Office")  # type: ignore[attr-defined]

    def row_state(self, obj: CallBack) -> str:
        """Mark what should have been done, and who is not content."""
        if obj.outcome == CallOutcome.OPEN:
            return "late" if obj.due_on < timezone.localdate() else ""
        return "soon" if obj.is_low else ""


class NotificationAdmin(ListingAdmin):
    """What was told to whom by which way, and whether it went out; neither address nor text is kept."""

    model = Notification
    permission_helper_class = Tells
    history_view_enabled = False  # modeladmin asks nobody for a permission there
    index_view_class = RegisterIndexView
    index_view_extra_css: ClassVar[list[str]] = ["catalogue/registers.css"]
    menu_label = _("Notifications")
    menu_icon = "comment"
    list_display = ("case_link", "what", "to", "channel", "delivered", "created_at")
    list_filter = ("state", "channel", "to", "created_at")
    list_per_page = 50
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return all, with their cases."""
        return super().get_queryset(request).select_related("case")

    def case_link(self, obj: Notification) -> SafeString:
        """Return the way to the case."""
        return format_html('<a class="nobr" href="{}">{}</a>', url_of(obj.case), obj.case.number)

    case_link.short_description = _("service request")  # type: ignore[attr-defined]

    def what(self, obj: Notification) -> str:
        """Return what it says."""
        return label_of(obj.kind)

    what.short_description = pgettext_lazy("notification", "subject")  # type: ignore[attr-defined]

    def delivered(self, obj: Notification) -> str:
        """Return how far it has come: when it went out, or how often it was tried and why not."""
        if obj.sent_at:
            return f"{obj.get_state_display()} {timezone.localtime(obj.sent_at):%m-%d %H:%M}"
        return f"{obj.get_state_display()} {obj.fault} ×{obj.tries}" if obj.tries else obj.get_state_display()

    delivered.short_description = _("delivery")  # type: ignore[attr-defined]

    def get_extra_attrs_for_row(self, obj: Notification, context: Any) -> dict[str, str]:  # noqa: ARG002
        """Mark what could not be sent."""
        return {"class": "row-late"} if obj.state == Delivery.FAILED else {}


class TextsItem(MenuItem):
    """The way to the texts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to who may change them."""
        return bool(roles.roles_of(request.user) & EDITORS)


class FollowingGroup(ModelAdminGroup):
    """The menu 跟进."""

    menu_label = pgettext_lazy("admin menu", "Follow-up")
    menu_icon = "mail"
    menu_order = 116
    items = (CallBackAdmin, NotificationAdmin)

    def get_submenu_items(self) -> list[MenuItem]:
        """Return the registers and the texts."""
        texts = TextsItem(_("Texts of notifications"), reverse("requests_texts"), order=90, icon_name="edit")
        return [*super().get_submenu_items(), texts]
