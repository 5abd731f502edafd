"""服务流程 as a page."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page

from onestop.home.articles.around import trail
from onestop.home.articles.panels import StandardsPanel
from onestop.home.blocks import BodyBlock
from onestop.home.process.drawing import DARK, LIGHT, size, svg
from onestop.home.process.figure import current_figure
from onestop.site.look.meta import article_meta
from onestop.site.look.shared import unasked
from onestop.site.pages import SitePage


class ProcessPage(RoutablePageMixin, SitePage):
    """The flow of a service as picture and text; both follow from the workflow and never differ from it."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=100, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("below the figure"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        HelpPanel(content=_("Picture and steps follow from the workflow itself and cannot be changed here.")),
        StandardsPanel(),
        FieldPanel("body"),
        FieldPanel("source"),
    ]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/process/process.html"

    class Meta:
        verbose_name = _("page of the service flow")

    @path("flow/", name="flow")
    def serve_picture(self, _request: HttpRequest) -> HttpResponse:
        """Serve the drawing for a light page and for paper."""
        return HttpResponse(svg(current_figure(), LIGHT), content_type="image/svg+xml")

    @path("flow/dark/", name="flow_dark")
    def serve_dark_picture(self, _request: HttpRequest) -> HttpResponse:
        """Serve the drawing for a dark page."""
        return HttpResponse(svg(current_figure(), DARK), content_type="image/svg+xml")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the figure and the meta tags."""
        context = super().get_context(request, *args, **kwargs)
        context["shown"] = unasked(request, ("home.process", self.pk), lambda: self._shown(request))
        context["page_meta"] = article_meta(self.title, self.first_published_at, self.source)
        context["breadcrumbs"] = trail(self, request)
        return context

    def _shown(self, request: HttpRequest) -> SafeString:
        """Return the figure, drawn and told, and the text below it as markup."""
        figure = current_figure()
        width, height = size(figure)
        context = {
            "request": request,
            "page": self,
            "here": self.get_url(request),
            "figure": figure,
            "width": width,
            "height": height,
            "told": figure.told(),
        }
        return render_to_string("home/process/shown.html", context)
