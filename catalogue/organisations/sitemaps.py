"""The addresses of the organisations for search engines."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from onestop.catalogue.organisations.models import Organisation


class OrganisationSitemap(Sitemap[Organisation]):
    """Every public organisation."""

    def items(self) -> QuerySet[Organisation]:
        """Return them in a steady order."""
        return Organisation.objects.public().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Organisation) -> dt.datetime:
        """Return when it was changed."""
        return item.updated_at
