"""The menu 服务网络 of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.catalogue.organisations.admin import views
from onestop.catalogue.organisations.admin.organisations import OrganisationAdmin
from onestop.catalogue.organisations.admin.people import (
    AssessmentAdmin,
    GuidanceAdmin,
    ShiftAdmin,
    StaffAdmin,
)
from onestop.catalogue.organisations.admin.places import (
    EquipmentAdmin,
    FacilityAdmin,
    LaboratoryAdmin,
    SiteSelectionAdmin,
)
from onestop.catalogue.organisations.admin.qualifications import QualificationAdmin, ScopeAdmin
from onestop.catalogue.organisations.admin.regions import RegionAdmin
from onestop.catalogue.organisations.querysets import sees_everything


class LookItem(MenuItem):
    """A page beside the registers, for who may look at organisations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return bool(request.user.has_perm(views.VIEW))


class WholeNetworkItem(LookItem):
    """A page for who works for the whole network."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return super().is_shown(request) and sees_everything(request.user)


class NetworkGroup(ModelAdminGroup):
    """Registers and views of the network."""

    menu_label = _("Service network")
    menu_icon = "site"
    menu_order = 160
    items = (
        OrganisationAdmin,
        QualificationAdmin,
        ScopeAdmin,
        StaffAdmin,
        ShiftAdmin,
        FacilityAdmin,
        LaboratoryAdmin,
        EquipmentAdmin,
        SiteSelectionAdmin,
        GuidanceAdmin,
        AssessmentAdmin,
        RegionAdmin,
    )

    def get_submenu_items(self) -> list[Any]:
        """Put the pages that say what to do before the registers."""
        registers = super().get_submenu_items()
        pages = [
            LookItem(_("Self-check"), reverse_lazy("network_self_checks"), icon_name="tasks", order=-4),
            LookItem(_("Gaps in the roster"), reverse_lazy("network_roster"), icon_name="time", order=-2),
            WholeNetworkItem(
                _("Layout of the network"), reverse_lazy("network_layout"), icon_name="view", order=-1
            ),
        ]
        return [*pages, *registers]


def admin_urls() -> list[URLPattern]:
    """Return the addresses of the pages beside the registers."""
    return [
        path("network/self-check/", views.SelfCheckListView.as_view(), name="network_self_checks"),
        path("network/self-check/<int:pk>/", views.SelfCheckView.as_view(), name="network_self_check"),
        path("network/layout/", views.LayoutView.as_view(), name="network_layout"),
        path("network/roster/", views.RosterView.as_view(), name="network_roster"),
    ]
