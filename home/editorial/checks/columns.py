"""Columns that nobody has touched for too long (国办秘函〔2019〕19号: two weeks, six months)."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page

from onestop.home.columns.base import Column
from onestop.home.editorial.checks.public import public_pages
from onestop.home.editorial.finding import Finding
from onestop.home.rules import Weight

SITE_LIMIT = dt.timedelta(days=14)
"""Within this something of the site must be new."""
COLUMN_LIMIT = dt.timedelta(days=183)
"""Within this each column must have something new."""


def stale_columns() -> Iterator[Finding]:
    """Yield each column, and the site, that had nothing new within its limit; an empty one says so itself."""
    now = timezone.now()
    newest = Page.objects.live().order_by("-last_published_at").values_list("last_published_at", flat=True)
    latest = newest.exclude(last_published_at=None).first()
    if latest is None or now - latest > SITE_LIMIT:
        message = _("Nothing was published for two weeks. A public site shows that somebody is there.")
        yield Finding("stale_site", message, weight=Weight.WARNING, subject=_("The whole site"))
    for page in public_pages():
        if isinstance(page, Column):
            touched = (
                page.entries().order_by("-last_published_at").values_list("last_published_at", flat=True)
            )
            last = touched.exclude(last_published_at=None).first()
            if last is not None and now - last > COLUMN_LIMIT:
                message = _(
                    "Nobody has published here since %(day)s. Publish something new or hide the column."
                )
                yield Finding(
                    "stale_column",
                    message % {"day": timezone.localdate(last).isoformat()},
                    page,
                    weight=Weight.WARNING,
                )
