"""Columns that several registers have; a state is a shape and words, never a colour alone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.expiring import STEPS, remaining

SHAPES = {
    Status.PLANNED: "○",
    Status.NOTICE: "◔",
    Status.RUNNING: "●",
    Status.SUSPENDED: "▮▮",
    Status.REVOKED: "✕",
}


def column(label: Any, order: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that names a column and what it is sorted by."""

    def named(function: Callable[..., Any]) -> Callable[..., Any]:
        function.short_description = label  # type: ignore[attr-defined]
        function.admin_order_field = order or None  # type: ignore[attr-defined]
        return function

    return named


def expiry_state(until: dt.date | None) -> str:
    """Return how a row that ends on a day is coloured: late, soon or nothing."""
    if until is None:
        return ""
    days = (until - timezone.localdate()).days
    return "late" if days < 0 else "soon" if days <= STEPS[1] else ""


def expiry_cell(until: dt.date | None) -> Any:
    """Return a last valid day and, within ninety days of it, how long that is."""
    if until is None:
        return _("without end")
    days = (until - timezone.localdate()).days
    if days > STEPS[-1]:
        return f"{until:%Y-%m-%d}"
    sign = "✕" if days < 0 else "!" if days <= STEPS[1] else "◔"
    return format_html(
        '<span class="nobr">{}</span> <span class="nobr mark">{} {}</span>',
        f"{until:%Y-%m-%d}",
        sign,
        remaining(days),
    )


def standing_cell(standing: str, status: str) -> SafeString | str:
    """Return where an organisation stands, and that a rule did it where it was not decided."""
    words = f"{SHAPES[Status(standing)]} {Status(standing).label}"
    if standing == status:
        return words
    return format_html('{} <span class="mark">{}</span>', words, _("by rule"))
