"""The menu 培训 of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import pgettext_lazy

from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from onestop.home.training.admin.desk import DeskView, ExportView, FeedbackView
from onestop.home.training.admin.import_views import ImportView
from onestop.home.training.admin.proofs import ProofAdmin, RevokeView
from onestop.home.training.admin.registrations import RegistrationAdmin
from onestop.home.training.querysets import MANAGE


class DeskItem(MenuItem):
    """The desk, for who manages registrations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return bool(request.user.has_perm(MANAGE))


class TrainingGroup(ModelAdminGroup):
    """The desk and the registers."""

    menu_label = pgettext_lazy("admin menu", "Training")
    menu_icon = "calendar-alt"
    menu_order = 260
    items = (RegistrationAdmin, ProofAdmin)

    def get_submenu_items(self) -> list[Any]:
        """Put the desk first."""
        desk = DeskItem(
            pgettext_lazy("admin menu", "Training events"),
            reverse_lazy("training_desk"),
            icon_name="calendar-alt",
            order=100,
        )
        return [desk, *super().get_submenu_items()]


def admin_urls() -> list[URLPattern]:
    """Return the addresses beside those of the registers."""
    return [
        path("training/", DeskView.as_view(), name="training_desk"),
        path("training/<int:event_id>/import/", ImportView.as_view(), name="training_import"),
        path("training/<int:event_id>/feedback/", FeedbackView.as_view(), name="training_opinions"),
        path("training/<int:event_id>/export.<str:kind>", ExportView.as_view(), name="training_export"),
        path("training/proofs/<int:pk>/revoke/", RevokeView.as_view(), name="training_revoke"),
    ]
