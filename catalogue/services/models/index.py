"""The directory of services."""

from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from onestop.site.pages import SitePage, child_place
from onestop.site.prepared import Prepared


class ServiceIndexPage(RoutablePageMixin, SitePage):
    """``/services/``: every service by category, with filters; the guides are the pages below it."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("intro")]
    subpage_types: ClassVar[list[str]] = ["catalogue.ServiceItemPage"]
    max_count = 1

    class Meta:
        verbose_name = _("directory of services")
        verbose_name_plural = _("directories of services")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the guide below in one prepared query; whatever it is not is found as usual."""
        from onestop.catalogue.services.models.item import ServiceItemPage  # noqa: PLC0415 - it needs this one

        if path_components:
            for item in _published(ServiceItemPage)(**self.place_of_child(path_components[0])):
                item._cached_parent_obj = self  # noqa: SLF001 - as Page.route does
                return item.route(request, path_components[1:])
        return super().route(request, path_components)

    @path("")
    def serve_directory(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the list with its filters."""
        from onestop.catalogue.services import views  # noqa: PLC0415 - views need the models

        return views.directory(request, self)

    @path("poster/")
    def serve_poster(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the window's poster of clause 4.1.1.2, to be printed."""
        from onestop.catalogue.services import views  # noqa: PLC0415 - views need the models

        return views.poster(request, self)


@cache
def _published(model: type[Page]) -> "Prepared[Any]":
    """Return the prepared query for a published guide by its slug."""
    return Prepared(lambda: model.objects.live().filter(**child_place()).select_related("category"))
