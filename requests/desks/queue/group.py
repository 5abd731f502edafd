"""The menu 办件 of the admin."""

from django.utils.translation import pgettext_lazy

from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.requests.desks.queue.register import CaseAdmin
from onestop.requests.desks.rules.admin import CalendarAdmin, PolicyAdmin
from onestop.requests.desks.told import ToldItem


class CasesGroup(ModelAdminGroup):
    """The queue, and what is decided about time limits and days off."""

    menu_label = pgettext_lazy("admin menu", "Cases")
    menu_icon = "form"
    menu_order = 110
    items = (CaseAdmin, PolicyAdmin, CalendarAdmin)

    def get_submenu_items(self) -> list[MenuItem]:
        """Return the registers, and the way to what one was told."""
        return [*super().get_submenu_items(), ToldItem()]
