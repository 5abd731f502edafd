"""What editors see of the search: the questions that found nothing."""

from django.utils.translation import gettext_lazy as _

from wagtail_modeladmin.helpers import PermissionHelper

from onestop.search.models import ZeroResultQuery
from onestop.site.listings import ListingAdmin


class ReadAndDeletePermissions(PermissionHelper):
    """Editors read the list and clear what is settled; nothing is typed in by hand."""

    def user_can_create(self, user: object) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: the site counts by itself."""
        return False

    def user_can_edit_obj(self, user: object, obj: object) -> bool:  # noqa: ARG002 - modeladmin asks so
        """Refuse: what was asked is not changed."""
        return False


class ZeroResultQueryAdmin(ListingAdmin):
    """Questions without result, the most frequent first."""

    model = ZeroResultQuery
    menu_label = _("Questions without result")
    menu_icon = "help"
    menu_order = 900
    add_to_settings_menu = False
    list_display = ("text", "count", "last_seen")
    list_filter = ("last_seen",)
    search_fields = ("text",)
    ordering = ("-count", "-last_seen")
    list_per_page = 50
    list_export = ("text", "count", "last_seen")
    export_filename = "zero-results"
    permission_helper_class = ReadAndDeletePermissions
