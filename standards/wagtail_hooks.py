"""What the register attaches to the admin and the site."""

from collections.abc import Callable

from django.contrib.sitemaps import Sitemap

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from onestop.search import hooks as search_hooks
from onestop.site import hooks as site_hooks
from onestop.standards import demo, site_group
from onestop.standards.admin.viewsets import StandardsGroup
from onestop.standards.models import Standard
from onestop.standards.sitemaps import StandardSitemap

register_snippet(StandardsGroup)
hooks.register(search_hooks.SEARCH_GROUPS, site_group.results)


@hooks.register(site_hooks.LOAD_DEMO, order=10)
def load_demo(say: Callable[[str], None]) -> None:
    """Put the directory and the demo standards in place."""
    demo.load(say)


@hooks.register(site_hooks.SITEMAP_ENTRIES)
def sitemap() -> tuple[str, Sitemap[Standard]]:
    """Name the records' part of the site map."""
    return "standards", StandardSitemap()
