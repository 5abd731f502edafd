"""The words of each page, written down when it is published."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from wagtail.models import Page, PageViewRestriction

from onestop.site.page_cache import remember, remember_rows
from onestop.site.prepared import PreparedByKeys


class PageTextQuerySet(models.QuerySet["PageText"]):
    """Rows by who may read their pages."""

    def public(self) -> "PageTextQuerySet":
        """Return the rows of published pages that anybody may read; nothing is public by itself."""
        return self.filter(page__in=Page.objects.live().public())


class PageText(models.Model):
    """What the search knows of a page: read by the index, by lists of results and, without an engine, by SQL.

    A row stays when its page is taken offline; ``public`` decides who sees it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    keywords = models.TextField(blank=True)  # one a line
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)

    url_path: str
    """That of the page; for rows that ``placed`` returns."""

    objects = PageTextQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # written by the site alone
        indexes = [models.Index(fields=["group", "-date"], name="search_page_group")]

    def __str__(self) -> str:
        return self.title


def public_rows(pks: Iterable[int]) -> dict[int, PageText]:
    """Return those of some rows that are public by key, each with the path of its page: one query at most.

    A row is read once until content changes, so nobody may change it.
    """
    return {row.pk: row for row in remember_rows("search.page_texts", pks, _public_rows)}


def _public_rows(pks: list[int]) -> dict[int, PageText]:
    """Read rows. Which pages are restricted is part of the SQL; where none is, it is written once."""
    if remember("search.restricted", PageViewRestriction.objects.exists):
        return placed(PageText.objects.public()).in_bulk(pks)
    return {row.pk: row for row in _live_rows(pks)}


def placed(rows: Any) -> Any:
    """Return ``rows`` with what a result shows; ``url_path`` is that of the page."""
    shown = rows.only("page", "group", "title", "summary", "body", "date")
    return shown.annotate(url_path=models.F("page__url_path"))


_live_rows = PreparedByKeys(lambda pks: placed(PageText.objects.filter(page__live=True, pk__in=pks)))
