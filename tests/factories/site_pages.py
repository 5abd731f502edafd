"""A small page tree for tests: the home page as the site's root and what a test puts below it."""

from typing import Any, TypeVar

from django.core.cache import cache
from django.utils import timezone

from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from onestop.home.models import HomePage, InfoPage
from onestop.search.pages import texts

AnyPage = TypeVar("AnyPage", bound=Page)


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


def public(parent: Page, page: AnyPage) -> AnyPage:
    """Put a page in place as if it had been published, without its history: a third of the time."""
    now = timezone.now()
    page.live, page.last_published_at = True, now
    page.first_published_at = page.first_published_at or now
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
    texts.write(page)
    return page


def info_page(title: str, slug: str, **fields: Any) -> InfoPage:
    """Return a published page of text below the home page, with a first revision as the admin makes one."""
    page = home_page().add_child(instance=InfoPage(title=title, slug=slug, **fields))
    page.save_revision().publish()
    page.refresh_from_db()
    return page
