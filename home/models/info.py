"""A plain page of text: 关于, 隐私, 无障碍说明 and the like."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from onestop.home.blocks import BodyBlock
from onestop.home.blocks.writing import FactsBlock
from onestop.search.pages.mixin import SearchablePage
from onestop.site.look.meta import article_meta
from onestop.site.look.shared import unasked
from onestop.site.pages import SitePage, public_only

__all__ = ["FactsBlock", "InfoPage"]  # the first migration finds the block here


class InfoPage(SearchablePage, SitePage):
    """A plain page of text. As a child of the home page and not in menus it stands in the footer."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    source = models.CharField(_("source"), max_length=100, blank=True, help_text=_("Who wrote it."))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("source"),
    ]

    parent_page_types = ["home.HomePage", "home.InfoPage"]
    subpage_types = ["home.InfoPage", "home.InstitutionIndexPage", "home.GlossaryPage"]

    class Meta:
        verbose_name = _("information page")

    def search_summary(self) -> str:
        """Return the page in one sentence."""
        return self.intro

    def _below(self) -> list[Any]:
        return list(public_only(self.get_children().live()))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the meta tags of an article."""
        context = super().get_context(request, *args, **kwargs)
        context["page_meta"] = article_meta(self.title, self.first_published_at, self.source)
        context["below"] = unasked(request, ("home.below", self.pk), self._below) if self.numchild else []
        return context
