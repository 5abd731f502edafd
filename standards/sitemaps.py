"""The addresses of the records for search engines."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import Q, QuerySet

from onestop.standards.models import Standard


class StandardSitemap(Sitemap[Standard]):
    """Every published record; a local standard with its own page is in the page tree's part already."""

    limit = 20_000

    def items(self) -> QuerySet[Standard]:
        """Return the records in the order of their numbers, with the columns an entry needs."""
        own_page = Q(page__isnull=False, page__live=True)
        return Standard.objects.public().exclude(own_page).only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Standard) -> dt.datetime:
        """Return when the record changed."""
        return item.updated_at
