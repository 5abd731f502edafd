"""The home page's two short lists: what is new, what was decided."""

import datetime as dt
from typing import Any, NamedTuple

from laces.components import Component

from django.http import HttpRequest
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from wagtail.models import Page

from onestop.home.articles.around import Mark
from onestop.home.articles.models import ArticlePage
from onestop.home.policy.models import PolicyPage
from onestop.home.policy.standing import marks
from onestop.site.look.chrome import Child, chrome_for
from onestop.site.page_cache import remember

NEWS = 5
"""Entries a list."""
NOTICES = "notices"
POLICY = "policy"
"""Addresses of 通知公告 and 政策法规 below the home page."""


class Line(NamedTuple):
    """An entry of a list."""

    day: str
    title: str
    url: str
    sample: bool
    mark: Mark | None


class News(NamedTuple):
    """A short dated list and where all of it is."""

    title: str
    url: str
    entries: list[Line]


class ColumnsPanel(Component):
    """Notices and policy side by side. An empty list is left out."""

    order = 190
    template_name = "home/columns/news.html"

    def __init__(self, request: HttpRequest) -> None:
        frame = chrome_for(request)
        site = frame.site
        self.lists = (
            remember(("home.columns", site.pk), lambda: newest(site.root_page, frame.children))
            if site
            else []
        )

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the lists."""
        return {"lists": self.lists}


def newest(root: Page, columns: list[Child]) -> list[News]:
    """Return the newest public entries of both columns, which are among the children of ``root``."""
    lists, known = [], marks()
    for model, slug in ((ArticlePage, NOTICES), (PolicyPage, POLICY)):
        column = next((each for each in columns if each.url.endswith(f"/{slug}/")), None)
        if column is None:
            continue
        own: Any = model.objects.live().public().filter(url_path__startswith=f"{root.url_path}{slug}/")
        by = model.listed_by
        rows = own.order_by(f"-{by}", "-pk").values_list(by, "title", "url_path", "sample", "pk")[:NEWS]
        above = f"{root.url_path}{slug}/"
        entries = [
            Line(
                _day(day), title, f"{column.url}{iri_to_uri(path.removeprefix(above))}", sample, known.get(pk)
            )
            for day, title, path, sample, pk in rows
        ]
        if entries:
            lists.append(News(column.title, column.url, entries))
    return lists


def _day(day: dt.date) -> str:
    return f"{timezone.localdate(day) if isinstance(day, dt.datetime) else day:%Y-%m-%d}"
