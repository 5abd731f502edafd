"""The board for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class BoardSitemap(Sitemap[str]):
    """The board and how its figures are counted."""

    changefreq = "daily"

    def items(self) -> list[str]:
        """Return the names of the addresses."""
        return ["requests_board", "requests_figures"]

    def location(self, item: str) -> str:
        """Return the path."""
        return reverse(item)
