"""The page ``/institutions/``: testing bodies, certification bodies, and what each may do."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from onestop.site.pages import SitePage
from onestop.standards.blocks import TEXT_FEATURES


class InstitutionDirectoryPage(RoutablePageMixin, SitePage):
    """Directories of approved bodies and their scope (clauses 4.2.7.2 and 4.2.7.3)."""

    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1

    class Meta:
        verbose_name = _("directory of institutions")
        verbose_name_plural = _("directories of institutions")

    @path("")
    def serve_list(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the list."""
        from onestop.catalogue.institutions import views  # noqa: PLC0415 - views need the models

        return views.directory(request, self)

    @path("export/")
    def serve_export(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the list as a table."""
        from onestop.catalogue.institutions import views  # noqa: PLC0415 - views need the models

        return views.export(request, self)

    @path("<int:pk>/")
    def serve_certificate(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Serve a certificate with its annex, or 404."""
        from onestop.catalogue.institutions import views  # noqa: PLC0415 - views need the models

        return views.certificate(request, self, pk)
