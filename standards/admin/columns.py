"""Columns of the register's list."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail.admin.ui.tables import Column, StatusTagColumn

from onestop.standards.choices import Status
from onestop.standards.models import Standard

SHAPES = {
    Status.CURRENT: "●",
    Status.UPCOMING: "◔",
    Status.REPLACED: "↷",
    Status.WITHDRAWN: "✕",
    Status.UNKNOWN: "?",
}


class StatusColumn(Column):
    """The status of today: a shape and a word, never a colour alone."""

    cell_template_name = "standards/admin/status_cell.html"

    def get_value(self, instance: Standard) -> tuple[str, Any]:
        """Return shape and word."""
        status = Status(instance.status)
        return SHAPES[status], status.label


class PublicationColumn(StatusTagColumn):
    """Whether the record is public, told by its own columns: Wagtail's column asks for a revision per row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("live", primary=lambda record: record.live, sort_key="live", **kwargs)

    def get_value(self, instance: Standard) -> Any:
        """Return the state in words."""
        if not instance.live:
            return _("draft")
        return _("public, with a newer draft") if instance.has_unpublished_changes else _("public")


class DayColumn(Column):
    """A day in ISO form that does not break; nothing where there is none."""

    cell_template_name = "standards/admin/day_cell.html"
