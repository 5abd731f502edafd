"""A page of a long list, as the pager component wants it."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

PER_PAGE = 20


def a_page(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE) -> Page[Any]:
    """Return the page of ``rows`` that ``?page=`` asks for; the nearest one if there is no such page."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def pager(request: HttpRequest, page: Page[Any]) -> dict[str, Any]:
    """Return what ``components/pager.html`` shows; nothing for a list of one page."""
    if not page.has_other_pages():
        return {}
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    count = page.paginator.count
    return {
        "pages": [_place(request, number, page.number) for number in shown],
        "previous_url": _url(request, page.number - 1) if page.has_previous() else "",
        "next_url": _url(request, page.number + 1) if page.has_next() else "",
        "summary": ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count},
    }


def _place(request: HttpRequest, number: int | str, current: int) -> dict[str, Any]:
    if isinstance(number, str):
        return {}
    return {"number": number, "url": _url(request, number), "current": number == current}


def _url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
