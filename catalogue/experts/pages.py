"""The page ``/experts/``: the public list, and a page for each expert who has agreed."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from onestop.site.pages import SitePage
from onestop.standards.blocks import TEXT_FEATURES


class ExpertDirectoryPage(RoutablePageMixin, SitePage):
    """The expert pool as the public sees it (clause 4.1.2.1)."""

    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1

    class Meta:
        verbose_name = _("directory of experts")
        verbose_name_plural = _("directories of experts")

    @path("")
    def serve_list(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the list."""
        from onestop.catalogue.experts import views  # noqa: PLC0415 - views need the models

        return views.directory(request, self)

    @path("<int:pk>/")
    def serve_expert(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Serve the page of an expert, or 404."""
        from onestop.catalogue.experts import views  # noqa: PLC0415 - views need the models

        return views.expert(request, self, pk)
