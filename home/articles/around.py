"""What stands around a page: the way to it, the page before it and the page after it."""

from typing import Any, NamedTuple

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import HttpRequest

from wagtail.models import Page, Site

from onestop.site.look.parts import Link


class Neighbours(NamedTuple):
    """The pages beside one in its column; ``None`` at an end."""

    newer: Any = None
    older: Any = None


class Mark(NamedTuple):
    """A state as a badge shows it: its kind, which gives shape and colour, and its word."""

    state: str
    text: str


def neighbours(pages: QuerySet[Any], later: Q, by: str) -> Neighbours:
    """Return the nearest of ``pages`` on both sides, in one query.

    Args:
        pages: The pages of the column without the one that is shown.
        later: Tells which of them are later than it.
        by: The field that orders them.
    """
    newer = pages.filter(later).order_by(by, "pk").values("pk")[:1]
    older = pages.exclude(later).order_by(f"-{by}", "-pk").values("pk")[:1]
    is_later = Case(When(later, then=Value(1)), default=Value(0))
    found = pages.filter(Q(pk__in=newer) | Q(pk__in=older)).annotate(is_later=is_later)
    sides = {page.is_later: page for page in found.only("title", "url_path")}
    return Neighbours(sides.get(1), sides.get(0))


def trail(page: Page, request: HttpRequest) -> list[Link]:
    """Return the way to ``page``, home first. Routing has left each page its parent, so it costs nothing."""
    site = Site.find_for_request(request)
    if site is None or page.depth <= site.root_page.depth:
        return []
    above: list[Page] = []
    parent = page.get_parent()
    while parent is not None and parent.depth >= site.root_page.depth:
        above.append(parent)
        parent = parent.get_parent() if parent.depth > site.root_page.depth else None
    links = [Link(each.title, each.get_url(request) or "") for each in reversed(above)]
    return [*links, Link(page.title, "", current=True)]
