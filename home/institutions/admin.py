"""The registers of 4.1.3 in the admin: what is there, what is missing, how the objectives stand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail_modeladmin.options import ModelAdminGroup

from onestop.home.institutions.figures import shown
from onestop.home.institutions.models import Institution, Objective
from onestop.site.listings import ListingAdmin, ListingView


class InstitutionList(ListingView):
    """The list says first which expected documents are missing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer the list."""
        if request.method == "GET" and (missing := Institution.missing_kinds()):
            names = "、".join(str(kind.label) for kind in missing)
            text = _t("Expected by clause 4.1.3 and not there yet: %(kinds)s") % {"kinds": names}
            messages.warning(request, text)
        return super().dispatch(request, *args, **kwargs)


class InstitutionAdmin(ListingAdmin):
    """制度."""

    model = Institution
    menu_label = _("Institution documents")
    menu_icon = "doc-full"
    index_view_class = InstitutionList
    list_display = list_export = ("title", "kind", "version_now", "since")
    list_filter = ("kind",)
    search_fields = ("title",)
    prepopulated_fields: dict[str, Any] = {}

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the documents with their versions, which the columns read."""
        return super().get_queryset(request).prefetch_related("versions")

    def version_now(self, row: Institution) -> str:
        """Return the number of the version in force."""
        current = row.current()
        return f"v{current.number}" if current else _t("none in force")

    version_now.short_description = _("version")  # type: ignore[attr-defined]

    def since(self, row: Institution) -> str:
        """Return since when it counts."""
        current = row.current()
        return current.effective_on.isoformat() if current else ""

    since.short_description = _("effective on")  # type: ignore[attr-defined]


class ObjectiveAdmin(ListingAdmin):
    """目标任务."""

    model = Objective
    menu_label = _("Objectives")
    menu_icon = "tick-inverse"
    list_display = list_export = ("indicator", "year", "aim", "so_far", "standing", "owner")
    list_filter = ("year",)
    search_fields = ("indicator", "owner")

    def aim(self, row: Objective) -> str:
        """Return the target with its unit."""
        sign = "≥" if row.direction == Objective.Direction.LEAST else "≤"
        return f"{sign} {row.target.normalize():f} {row.unit}"

    aim.short_description = _("target")  # type: ignore[attr-defined]

    def so_far(self, row: Objective) -> str:
        """Return the value of today."""
        actual = shown([row])[0].actual
        return "—" if actual is None else f"{actual.normalize():f} {row.unit}"

    so_far.short_description = _("actual value")  # type: ignore[attr-defined]

    def standing(self, row: Objective) -> str:
        """Return how it stands."""
        return str(shown([row])[0].progress.label)

    standing.short_description = _("progress")  # type: ignore[attr-defined]


class InstitutionGroup(ModelAdminGroup):
    """制度与目标."""

    menu_label = _("Institution and objectives")
    menu_icon = "folder-open-inverse"
    menu_order = 320
    items = (InstitutionAdmin, ObjectiveAdmin)
