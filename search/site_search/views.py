"""The page of the site-wide search."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.search import hooks, zero_results
from onestop.search.site_search.asking import MANY, Asked, ResultGroup
from onestop.site import hooks as site_hooks
from onestop.site.look.parts import Link
from onestop.site.page_cache import skip


@require_safe
def site_search(request: HttpRequest) -> HttpResponse:
    """Answer ``q`` from every group, or one group page by page (``in``, ``page``).

    A page that is no page is said on the page (status 404); an empty question shows where to begin.
    """
    asked = Asked.from_address(request.GET)
    groups = _groups(request, asked) if asked.text else []
    if any(group.degraded for group in groups):
        skip(request)
    if asked.text and not groups and not asked.only:
        zero_results.record(asked.text)
    chosen = groups[0] if asked.only and groups else None
    last = max(1, -(-chosen.total // MANY)) if chosen else 1
    beyond = bool(asked.bad_page) or (asked.page > 1 and (chosen is None or not chosen.results))
    context: dict[str, Any] = {
        "asked": asked,
        "groups": groups,
        "chosen": chosen,
        "degraded": any(group.degraded for group in groups),
        "beyond": (asked.bad_page or str(asked.page)) if beyond else "",
        "pager": _pager(asked, last) if chosen and last > 1 and not beyond else None,
        "actions": list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, asked)),
        "doors": sorted(site_hooks.collect(site_hooks.HOME_DOORS, request), key=lambda door: door.order)
        if not groups
        else [],
        "breadcrumbs": [Link(_("Home"), "/"), Link(_("Search"), "", current=True)],
    }
    return render(request, "search/site_search.html", context, status=404 if beyond else 200)


def _groups(request: HttpRequest, asked: Asked) -> list[ResultGroup]:
    found: Sequence[ResultGroup] = list(site_hooks.collect(hooks.SEARCH_GROUPS, request, asked))
    return sorted((group for group in found if group.total), key=lambda group: group.order)


def _pager(asked: Asked, last: int) -> dict[str, Any]:
    near = sorted({1, last, *range(max(1, asked.page - 2), min(last, asked.page + 2) + 1)})
    pages: list[dict[str, Any]] = []
    for number in near:
        if pages and pages[-1].get("number") != number - 1:
            pages.append({})
        url = asked.url(only=asked.only, page=number)
        pages.append({"number": number, "url": url, "current": number == asked.page})
    return {
        "pages": pages,
        "previous_url": asked.url(only=asked.only, page=asked.page - 1) if asked.page > 1 else "",
        "next_url": asked.url(only=asked.only, page=asked.page + 1) if asked.page < last else "",
    }
