"""Questions about service items."""

import datetime as dt
from typing import Self

from django.db.models import Q
from django.utils import timezone

from wagtail.models import PageManager

from onestop.site.pages import SitePageQuerySet


class ServiceItemQuerySet(SitePageQuerySet):
    """Service items."""

    def valid_on(self, day: dt.date) -> Self:
        """Return items whose guide is valid on ``day``."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(begun & not_over)

    def current(self, day: dt.date | None = None) -> Self:
        """Return what visitors are offered: published, open to everybody, valid today (or on ``day``)."""
        return self.live().public().valid_on(day or timezone.localdate())

    def in_order(self) -> Self:
        """Return them as the directory lists them: by category, important ones first, then by clause."""
        return self.order_by("category__order", "category__code", "-important", "clause", "code", "pk")


ServiceItemManager = PageManager.from_queryset(ServiceItemQuerySet)
