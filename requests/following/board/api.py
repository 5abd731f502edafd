"""``/progress/`` of the API: the board for programs, with the same columns and no others."""

import datetime as dt
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from onestop.requests.following.board.filters import narrowed, shown
from onestop.requests.following.board.rows import Line, lines
from onestop.site.api import PageOf, PageParams, paginate

router = Router(tags=["progress"])

LONGEST = 100


class ProgressQuery(PageParams):
    """The choices of the board."""

    office: str = Field("", max_length=LONGEST, description=_("Slug of the office"))
    item: str = Field("", max_length=LONGEST, description=_("Code of the service item"))
    month: str = Field("", max_length=7, description=_("Month of receipt, such as 2026-11"))
    state: Literal["", "open", "stopped", "done", "ended"] = Field("", description=_("How far"))


class ProgressRow(Schema):
    """One request, without names, contacts and words."""

    number: str = Field(description="Without its check character")
    item: str
    item_code: str
    office: str
    office_slug: str
    stage: str
    received: dt.date
    due: dt.date | None
    finished: dt.date | None
    timing: Literal["in_time", "stopped", "overdue", "done_in_time", "done_late", "none"]
    days_late: int
    sample: bool


class ProgressPage(PageOf[ProgressRow]):
    """A page of the board."""


@router.get("/progress/", response=ProgressPage, summary=_("How far requests are"))
def progress(request: HttpRequest, params: Query[ProgressQuery]) -> dict[str, Any]:
    """Return the board, the newest first."""
    chosen = {name: getattr(params, name) for name in ("office", "item", "month", "state")}
    found = narrowed(shown(), chosen)
    rows = lines(found[params.offset : params.offset + params.page_size])
    return paginate(request, params, found.count(), [_row(row) for row in rows])


def _row(row: Line) -> dict[str, Any]:
    plain = (
        "number",
        "item",
        "item_code",
        "office",
        "office_slug",
        "received",
        "due",
        "finished",
        "days_late",
    )
    given = {name: getattr(row, name) for name in plain}
    return given | {"stage": str(row.state.label), "timing": row.timing.value, "sample": row.is_sample}
