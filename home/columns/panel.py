"""The home page's two short lists: what is new, what was decided."""

from typing import Any, NamedTuple

from laces.components import Component

from django.http import HttpRequest

from onestop.home.articles.models import ArticlePage
from onestop.home.policy.models import PolicyPage
from onestop.site.look.chrome import chrome_for

NEWS = 5
"""Entries a list."""
NOTICES = "notices"
POLICY = "policy"
"""Addresses of 通知公告 and 政策法规 below the home page."""


class News(NamedTuple):
    """A short dated list and where all of it is."""

    title: str
    url: str
    entries: list[Any]


class ColumnsPanel(Component):
    """Notices and policy side by side. An empty list is left out."""

    order = 190
    template_name = "home/columns/news.html"

    def __init__(self, request: HttpRequest) -> None:
        frame = chrome_for(request)
        self.lists: list[News] = []
        root = frame.site.root_page if frame.site else None
        if root is None:
            return
        for model, slug in ((ArticlePage, NOTICES), (PolicyPage, POLICY)):
            column = next((each for each in frame.children if each.url.endswith(f"/{slug}/")), None)
            if column is None:
                continue
            own: Any = model.objects.live().public().filter(url_path__startswith=f"{root.url_path}{slug}/")
            by = model.listed_by
            entries = list(own.order_by(f"-{by}", "-pk").only("title", "url_path", by, "sample")[:NEWS])
            if entries:
                self.lists.append(News(column.title, column.url, entries))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the lists, and the request by which addresses are made."""
        return {"lists": self.lists, "request": (parent_context or {}).get("request")}
