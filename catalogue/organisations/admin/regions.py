"""The register of regions."""

from typing import Any

from django.utils.translation import gettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from onestop.catalogue.organisations.admin.base import Register
from onestop.catalogue.organisations.models import Region
from onestop.catalogue.organisations.regions import is_inside


class RegionAdmin(Register):
    """The region tree; those outside the site's region are grey."""

    model = Region
    menu_label = gettext_lazy("Regions")
    menu_icon = "globe"
    list_display = ("name", "code", "parent", "longitude", "latitude")
    list_filter = ("parent",)
    list_export = ("code", "name", "short_name", "parent", "longitude", "latitude")
    search_fields = ("name", "short_name", "code")
    ordering = ("code",)
    related = ("parent",)
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("parent")]),
            FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
            FieldRowPanel([FieldPanel("longitude"), FieldPanel("latitude")]),
        ]
    )

    def row_state(self, obj: Any) -> str:
        """Grey what the platform does not serve."""
        return "" if is_inside(obj.code) else "off"
