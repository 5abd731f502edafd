"""The register's places in the admin: standards, agencies, classes."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from onestop.site.listings import SnippetListing
from onestop.standards.admin import exporting, searching
from onestop.standards.admin.choosing import SearchingChooser
from onestop.standards.admin.columns import DayColumn, PublicationColumn, StatusColumn
from onestop.standards.admin.filters import StandardFilterSet
from onestop.standards.admin.import_views import ConfirmView, ReportView, UploadView, may_import
from onestop.standards.admin.panels import EDIT_HANDLER
from onestop.standards.models import Agency, CcsClass, IcsClass, Standard


class StandardIndexView(IndexView):
    """The list: searched by any spelling of the number, exported in the columns of an import."""

    list_export = ("number",)
    import_url_name: str | None = None

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        """Sort numbers as numbers, not as text, and keep each on one line."""
        column = super()._get_title_column(*args, link_classname="w-whitespace-nowrap", **kwargs)
        column.sort_key, column.width = "sort_key", "24%"
        return column

    def search_queryset(self, queryset: Any) -> Any:
        """Search by number, else by words."""
        return searching.find(queryset, self.search_query) if self.is_searching else queryset

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse | StreamingHttpResponse:
        """Return what the list shows, filtered and searched, as a file."""
        name = f"standards-{timezone.localdate():%Y%m%d}.{spreadsheet_format}"
        if spreadsheet_format == self.FORMAT_CSV:
            response = StreamingHttpResponse(
                exporting.as_csv(queryset), content_type="text/csv; charset=utf-8"
            )
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        output = BytesIO()
        exporting.as_xlsx(queryset, output)
        output.seek(0)
        return FileResponse(output, as_attachment=True, filename=name)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the import for those who may."""
        buttons: list[Button] = super().header_more_buttons
        if may_import(self.request.user):
            url = reverse("wagtailsnippets_standards_standard:import")
            buttons.append(Button(_("Import a table"), url=url, icon_name="upload", priority=80))
        return buttons


class StandardViewSet(SnippetViewSet):
    """Records with drafts, history, scheduled publishing, workflow, locks, preview and usage."""

    model = Standard
    icon = "doc-full-inverse"
    menu_label = pgettext_lazy("admin menu", "Standards")
    edit_handler = EDIT_HANDLER
    index_view_class = StandardIndexView
    chooser_viewset_class = SearchingChooser
    filterset_class = StandardFilterSet
    search_fields = ("number", "title")
    list_per_page = 50
    copy_view_enabled = False
    list_display = (
        "number",
        Column("title", label=_("Title")),
        StatusColumn("status", label=_("Status today")),
        DayColumn("effective_on", label=_("Effective on"), sort_key="effective_on"),
        Column("source", label=_("Source"), sort_key="source", width="14%"),
        DayColumn("checked_on", label=_("Checked on"), sort_key="checked_on"),
        PublicationColumn(label=_("Publication"), width="8%"),
    )

    def get_queryset(self, request: Any) -> Any:  # noqa: ARG002 - the signature is Wagtail's
        """Return the records with their status of today."""
        return Standard.objects.with_status()

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the pages of the import."""
        pages = [
            path("import/", UploadView.as_view(), name="import"),
            path("import/confirm/", ConfirmView.as_view(), name="import_confirm"),
            path("import/report/<str:token>/", ReportView.as_view(), name="import_report"),
        ]
        return [*super().get_urlpatterns(), *pages]


class AgencyViewSet(SnippetViewSet):
    """Bodies that records name."""

    model = Agency
    icon = "group"
    menu_label = _("Agencies")
    search_fields = ("name",)
    index_view_class = SnippetListing
    list_export = ("name",)
    chooser_viewset_class = SearchingChooser
    panels = [FieldPanel("name")]


class ClassViewSet(SnippetViewSet):
    """Codes of a classification."""

    icon = "list-ul"
    search_fields = ("code", "name", "name_en")
    index_view_class = SnippetListing
    list_display = list_export = ("code", "name", "name_en")
    chooser_viewset_class = SearchingChooser
    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("name_en")]


class IcsViewSet(ClassViewSet):
    """ICS."""

    model = IcsClass
    menu_label = "ICS"


class CcsViewSet(ClassViewSet):
    """CCS."""

    model = CcsClass
    menu_label = "CCS"


class StandardsGroup(SnippetViewSetGroup):
    """The menu 标准."""

    menu_label = pgettext_lazy("admin menu", "Standards")
    menu_icon = "doc-full-inverse"
    menu_order = 150
    items = (StandardViewSet, AgencyViewSet, IcsViewSet, CcsViewSet)
