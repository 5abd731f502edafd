"""The list of events, its month, and its feeds."""

import datetime as dt
from http import HTTPStatus
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString

from onestop.home.training import feeds, ical, months, showing
from onestop.home.training.filters import EventFilterSet
from onestop.home.training.models import TrainingEventPage, TrainingIndexPage
from onestop.home.training.views.common import trail
from onestop.site.look.meta import column_meta
from onestop.site.look.shared import Lasting, unasked_for

UPCOMING = 50
PAST = 20
"""Events a page."""

IN_CALENDAR = 200


class Parts(NamedTuple):
    """The list and the column beside it as markup."""

    main: SafeString
    aside: SafeString
    status: int


def listing(request: HttpRequest, page: TrainingIndexPage) -> HttpResponse:
    """Answer the list: upcoming first, past ones folded, the month beside it."""
    base = page.get_url(request) or "/"
    lasting = unasked_for(request, ("training", page.pk), lambda: _parts(request, page, base))
    parts = lasting.part
    context: dict[str, Any] = {
        **page.get_context(request),
        "breadcrumbs": trail(request),
        "base": base,
        "parts": parts,
        "page_meta": column_meta(page.title, page.search_description or page.intro, kind=page.title),
    }
    response = render(request, "home/training/index.html", context, status=parts.status)
    patch_cache_control(response, max_age=lasting.seconds)
    return response


def _parts(request: HttpRequest, page: TrainingIndexPage, base: str) -> Lasting[Parts]:
    """Return what the choices in the address leave of the events."""
    now = timezone.now()
    public = _public(page)
    filters = EventFilterSet(request.GET, queryset=public, request=request)
    valid = filters.is_valid()
    found = filters.qs if valid else public
    upcoming = list(found.upcoming(now).select_related("venue").with_places()[:UPCOMING])
    past = Paginator(found.past(now).select_related("venue").with_places(), PAST).get_page(
        request.GET.get("page")
    )
    chosen = {name: filters.form.data.get(name, "") for name in filters.form.fields}
    first = _month(filters.form.cleaned_data.get("month") if valid else None, upcoming, now)
    main = {
        "base": base,
        "form": filters.form,
        "filtered": any(chosen.values()),
        "upcoming": [showing.card(event, base, now) for event in upcoming],
        "past": past,
        "past_cards": [showing.card(event, base, now) for event in past.object_list],
        "past_open": bool(request.GET.get("page")) or (any(chosen.values()) and not upcoming),
        "pager": _pager(request, past),
    }
    aside = {"base": base, "month": _month_table(public, first), "weekdays": months.WEEKDAYS}
    parts = Parts(
        main=render_to_string("home/training/list.html", main),
        aside=render_to_string("home/training/month.html", aside),
        status=HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST,
    )
    return Lasting(parts, now + dt.timedelta(seconds=showing.true_for(upcoming, now)))


def calendar(request: HttpRequest, page: TrainingIndexPage) -> HttpResponse:
    """Answer all events that are not long over, for a calendar program to subscribe to."""
    since = timezone.now() - dt.timedelta(days=90)
    events = _public(page).filter(ends_at__gte=since).order_by("starts_at").prefetch_related("sessions")
    text = ical.of_events(
        events.select_related("venue")[:IN_CALENDAR], page.title, page.get_full_url(request)
    )
    return HttpResponse(text, content_type=ical.TYPE)


def feed(request: HttpRequest, page: TrainingIndexPage) -> HttpResponse:
    """Answer the latest announcements as RSS."""
    return feeds.EventFeed(page)(request)


def _public(page: TrainingIndexPage) -> Any:
    return TrainingEventPage.objects.child_of(page).live().public().filter(starts_at__isnull=False)


def _month(chosen: dt.date | None, upcoming: list[TrainingEventPage], now: dt.datetime) -> dt.date:
    """Return the month to show: the chosen one, else that of the next event, else this one."""
    if chosen:
        return chosen
    starts = next((event.starts_at for event in upcoming if event.starts_at), None)
    return timezone.localdate(max(starts, now) if starts else now).replace(day=1)


def _month_table(public: Any, first: dt.date) -> months.Month:
    events = public.within(first, months.last_of(first)).prefetch_related("sessions")
    return months.month_of(first, events.only("title", "slug", "starts_at", "ends_at", "called_off", "kind"))


def _pager(request: HttpRequest, past: Any) -> dict[str, Any]:
    """Return what the pager of the past events needs."""

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}#past"

    pages = [
        {"number": number, "url": url(number), "current": number == past.number}
        if isinstance(number, int)
        else {"number": None}
        for number in past.paginator.get_elided_page_range(past.number, on_each_side=1, on_ends=1)
    ]
    return {
        "pages": pages,
        "previous_url": url(past.number - 1) if past.has_previous() else "",
        "next_url": url(past.number + 1) if past.has_next() else "",
    }
