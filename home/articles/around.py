"""What stands around a page: the way to it, the page before it and the page after it."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import IntegerField, Q, QuerySet
from django.http import HttpRequest

from wagtail.models import Page, Site

from onestop.site.look.parts import Link
from onestop.site.pages import Places, SitePage, child_place, public_only, restricted
from onestop.site.prepared import Parameter, Prepared


class Neighbours(NamedTuple):
    """The pages beside one in its column; ``None`` at an end."""

    newer: Any = None
    older: Any = None


class Mark(NamedTuple):
    """A state as a badge shows it: its kind, which gives shape and colour, and its word."""

    state: str
    text: str


def neighbours(page: SitePage, by: str) -> Neighbours:
    """Return the nearest public pages of the same type in the same column on both sides of ``page``.

    Args:
        page: The page that is shown.
        by: The field that orders the column, newest first.
    """
    values = {**page.place_beside(), "own": getattr(page, by), "pk": page.pk}
    model: Any = type(page)
    newer, older = (_nearest(model, by, side, restricted())(**values) for side in ("gt", "lt"))
    return Neighbours(next(iter(newer), None), next(iter(older), None))


@lru_cache(maxsize=100)
def _nearest(model: type[Page], by: str, side: str, hidden: Places) -> "Prepared[Any]":
    """Return the prepared query for one side; what is ``hidden`` from the public is written into it."""
    own = Parameter("own", model._meta.get_field(by))  # noqa: SLF001 - Django's public API of models
    pk = Parameter("pk", IntegerField())
    beyond = Q(**{f"{by}__{side}": own}) | Q(**{by: own, f"pk__{side}": pk})
    order = (by, "pk") if side == "gt" else (f"-{by}", "-pk")

    def make() -> QuerySet[Any]:
        rows = public_only(model.objects.live().filter(beyond, **child_place(slug=False)), hidden)
        return rows.order_by(*order).only("title", "url_path")[:1]

    return Prepared(make)


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
