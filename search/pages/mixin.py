"""What a page type says of itself to the search."""

import datetime as dt
from typing import Any, ClassVar

from django.utils import timezone

from onestop.search.pages.plain import plain_text

ARTICLES = "articles"


class SearchablePage:
    """Mixin for a Wagtail page type whose published pages the search finds.

    The words are written down when a page is published (``onestop.search.pages.texts``), so nothing here is
    asked while somebody searches.
    """

    search_group: ClassVar[str] = ARTICLES
    """Under which heading its pages are found, e.g. ``services``; the app that shows the group names it."""

    def search_keywords(self) -> list[str]:
        """Return other words for what the page is about, as people say them."""
        return []

    def search_summary(self) -> str:
        """Return the line below the title in a list of results."""
        return str(getattr(self, "search_description", ""))

    def search_body(self) -> str:
        """Return all other text of the page: that of its rich text and stream fields."""
        return plain_text(self)

    def search_date(self) -> dt.date | None:
        """Return the day that readers would name: of publication, of an event."""
        published: Any = getattr(self, "first_published_at", None)
        return timezone.localdate(published) if published else None
