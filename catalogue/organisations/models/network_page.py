"""服务网络: the page that lists the network and serves a page for each organisation."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from onestop.site.pages import SitePage


class NetworkPage(RoutablePageMixin, SitePage):
    """``/network/``: list and map of the places, and ``/network/<slug>/`` for each organisation."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "link"], help_text=_("One or two sentences.")
    )

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1

    class Meta:
        verbose_name = _("service network")
        verbose_name_plural = _("service networks")

    @path("")
    def serve_network(self, request: HttpRequest) -> HttpResponseBase:
        """Serve list and map."""
        from onestop.catalogue.organisations import views  # noqa: PLC0415 - views need the models

        return views.network(request, self)

    @path("<slug:slug>/")
    def serve_organisation(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Serve the page of an organisation, or 404."""
        from onestop.catalogue.organisations import views  # noqa: PLC0415 - views need the models

        return views.organisation(request, self, slug)

    @path("<slug:slug>/notice/")
    def serve_notice(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Serve the public notice of a station, or 404."""
        from onestop.catalogue.organisations import views  # noqa: PLC0415 - views need the models

        return views.notice(request, self, slug)
