"""A small page tree for tests: the home page as the site's root and what a test puts below it."""

from typing import Any

from django.core.cache import cache

from wagtail.models import Locale, Page, Site

from onestop.home.models import HomePage, InfoPage


def home_page() -> HomePage:
    """Return the site's home page, made and set as the root of the default site if it is not there yet."""
    found: HomePage | None = HomePage.objects.first()
    if found is not None:
        return found
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=HomePage(title="首页", slug="site-home"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    cache.clear()
    return home


def info_page(title: str, slug: str, **fields: Any) -> InfoPage:
    """Return a published page of text below the home page, with a first revision as the admin makes one."""
    page = home_page().add_child(instance=InfoPage(title=title, slug=slug, **fields))
    page.save_revision().publish()
    page.refresh_from_db()
    return page
