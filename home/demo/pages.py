"""The first pages of the site and what its footer says."""

from typing import Any

from django.utils import timezone

from wagtail.models import Page, Site

from onestop.home.demo import texts
from onestop.home.models import HomePage, InfoPage, SiteMapPage, SiteSettings


def create_pages() -> HomePage:
    """Fill the home page, its information pages and the settings; return the home page.

    Only what is still empty is written, so that running it again harms nobody's work.
    """
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    home = HomePage.objects.get(pk=site.root_page_id)
    if not home.lead:
        _publish(home, texts.HOME)
    for slug, fields in texts.INFO_PAGES.items():
        _ensure(home, InfoPage, slug, fields)
    _ensure(home, SiteMapPage, "sitemap", texts.SITE_MAP)
    settings = SiteSettings.for_site(site)
    if not settings.organiser:
        for name, value in texts.SETTINGS.items():
            setattr(settings, name, value)
        settings.full_clean()
        settings.save()
    return home


def _publish(page: Page, fields: dict[str, Any]) -> None:
    """Give ``page`` its fields and publish them as a revision, as an editor would."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _ensure(parent: Page, model: type[Page], slug: str, fields: dict[str, Any]) -> None:
    """Create and publish the child ``slug`` of ``parent`` unless it exists."""
    if parent.get_children().filter(slug=slug).exists():
        return
    page = model(slug=slug, first_published_at=timezone.now(), **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    parent.refresh_from_db()
