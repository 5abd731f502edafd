"""The menu 专家与名录 of the admin."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.catalogue.coverage import views
from onestop.catalogue.experts.admin import ExpertAdmin, ExpertFieldAdmin
from onestop.catalogue.experts.uploading import EXPERTS
from onestop.catalogue.importing.admin import views as importing
from onestop.catalogue.institutions.admin.uploading import INSTITUTIONS
from onestop.catalogue.links.admin import LinkAdmin

IMPORTS = (INSTITUTIONS, EXPERTS)


class PageItem(MenuItem):
    """A page beside the registers, shown to those whom it serves."""

    def __init__(self, label: Any, url: Any, allowed: Callable[[Any], bool], **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self._allowed = allowed

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return self._allowed(request.user)


class DirectoriesGroup(ModelAdminGroup):
    """Experts, institutions, official links, and what staff should look after."""

    menu_label = _("Experts and directories")
    menu_icon = "group"
    menu_order = 170
    items = (ExpertAdmin, ExpertFieldAdmin, LinkAdmin)

    def get_submenu_items(self) -> list[MenuItem]:
        """Put the pages that say what to do before the registers."""
        pages = [
            PageItem(
                _("Gaps of the services"),
                reverse_lazy("catalogue_coverage"),
                views.CoverageView.is_allowed,
                icon_name="tasks",
                order=-3,
            ),
            PageItem(
                _("Reminders of ends"),
                reverse_lazy("catalogue_ending"),
                views.EndingView.is_allowed,
                icon_name="warning",
                order=-2,
            ),
            *(
                PageItem(
                    each.title,
                    reverse_lazy(f"{each.name}_import"),
                    each.allowed,
                    icon_name="upload",
                    order=-1,
                )
                for each in IMPORTS
            ),
        ]
        return [*pages, *super().get_submenu_items()]


def admin_urls() -> list[URLPattern]:
    """Return the addresses of the pages beside the registers."""
    return [*(url for kind in IMPORTS for url in importing.admin_urls(kind)), *views.admin_urls()]
