"""The pages that the checks look at."""

from collections.abc import Iterator

from wagtail.models import Page, Site


def public_pages() -> Iterator[Page]:
    """Yield every page of the default site that anybody may read, as its own type, in the tree's order."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is not None:
        pages = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
        yield from pages.order_by("path").specific()
