"""网站地图: the page tree as a page for people, as it is now."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from onestop.site.look.parts import Link, LinkGroup
from onestop.site.look.shared import unasked
from onestop.site.pages import SitePage, public_only

DEEPEST = 2
"""Levels below the home page that are listed; what lies deeper has its own directory and ``sitemap.xml``."""


class SiteMapPage(SitePage):
    """Lists the pages of the site by branch."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("site map page")

    def branches(self, request: HttpRequest) -> list[LinkGroup]:
        """Return each child of the home page with the live, public pages below it."""
        root = self.get_parent()
        pages = (
            public_only(Page.objects.descendant_of(root).live())
            .filter(depth__lte=root.depth + DEEPEST)
            .exclude(pk=self.pk)
            .order_by("path")
        )
        branches: list[tuple[Link, list[Link]]] = []
        for page in pages:
            link = Link(page.title, page.get_url(request) or "")
            if page.depth == root.depth + 1:
                branches.append((link, []))
            elif branches:
                branches[-1][1].append(link)
        return [LinkGroup(top.title, (top, *below)) for top, below in branches]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the branches."""
        context = super().get_context(request, *args, **kwargs)
        context["branches"] = unasked(request, ("home.sitemap", self.pk), lambda: self.branches(request))
        return context
