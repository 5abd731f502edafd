"""``/progress/``: the board as a page and as a table to take away, and how its figures are counted."""

import csv
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from onestop.home.columns.paging import a_page, pager
from onestop.requests.following import figures
from onestop.requests.following.board.filters import BoardForm, narrowed, shown
from onestop.requests.following.board.rows import Line, lines
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.exporting import as_text
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.site.throttling import throttled

PAGE_SIZE = 20
FRESH = 30
"""Seconds for which a page may be kept: the board is to be right within a minute (4.3.4.1 ②)."""

MOST_ROWS = 50_000
BOM = "\ufeff"


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Answer the board, narrowed by what the address says."""
    form = BoardForm(request.GET)
    valid = form.is_valid()
    found = narrowed(shown(), form.cleaned_data) if valid else shown().none()
    page = a_page(request, found, PAGE_SIZE)
    rows: Any = page.object_list
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if valid else {}
    context: dict[str, Any] = {
        "form": form,
        "rows": list(lines(rows)),
        "count": page.paginator.count,
        "pager": pager(request, page),
        "chosen": chosen,
        "query": request.GET.urlencode() if valid else "",
        "figures": month_figures(),
        "now": timezone.localtime(),
        "breadcrumbs": [Link(_("Home"), "/"), Link(_("Progress of requests"), "")],
        "page_meta": column_meta(_("Progress of requests"), _("How far each request is, without names.")),
    }
    status = HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST
    return _fresh(render(request, "requests/following/board.html", context, status=status))


@require_safe
def how_counted(request: HttpRequest) -> HttpResponse:
    """Answer how the figures are counted, with those of this month."""
    board = reverse("requests_board")
    context = {
        "figures": month_figures(),
        "accepted": figures.accepted_in_time(figures.Span.month()),
        "called": figures.called_back(figures.Span.month()),
        "explained": figures.explained(),
        "breadcrumbs": [
            Link(_("Home"), "/"),
            Link(_("Progress of requests"), board),
            Link(_("How these are counted"), ""),
        ],
        "page_meta": column_meta(_("How these are counted"), ""),
    }
    return _fresh(render(request, "requests/following/how_counted.html", context))


@require_safe
@throttled("requests.board", "30/m")
def table(request: HttpRequest) -> HttpResponseBase:
    """Answer the board as CSV, narrowed as the page is."""
    form = BoardForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest(_("This is not on the board. Choose one of the list."))
    found = narrowed(shown(), form.cleaned_data)[:MOST_ROWS]
    response = StreamingHttpResponse(_written(lines(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="progress-{timezone.localdate():%Y%m%d}.csv"'
    return response


HEAD = ("number", "item", "office", "stage", "received", "due", "finished", "timing", "days late", "sample")


class _Echo:
    """Gives back what the writer of CSV writes."""

    def write(self, text: str) -> str:
        return text


def _written(rows: Iterator[Line]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow([_heading(name) for name in HEAD])
    for row in rows:
        yield writer.writerow(
            [
                row.number,
                as_text(row.item),
                as_text(row.office),
                row.state.label,
                row.received.isoformat(),
                row.due.isoformat() if row.due else "",
                row.finished.isoformat() if row.finished else "",
                row.words,
                row.days_late or "",
                _("sample data") if row.is_sample else "",
            ]
        )


def _heading(name: str) -> str:
    return {
        "number": pgettext("request", "Number"),
        "item": _("Service item"),
        "office": pgettext("board", "Where"),
        "stage": _("How far"),
        "received": pgettext("board", "Received"),
        "due": pgettext("board", "Due"),
        "finished": _("Finished"),
        "timing": _("On time"),
        "days late": _("Working days late"),
        "sample": _("sample data"),
    }[name]


def month_figures() -> dict[str, Any]:
    """Return the figures of this month, of what stands on the board."""
    month = figures.Span.month()
    brought = figures.counted(month, ServiceRequest.objects.on_board())
    return {
        "month": month.first,
        "received": brought.received,
        "completed": brought.completed,
        "in_time": brought.in_time,
        "samples": brought.samples,
    }


def _fresh(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=FRESH)
    return response
