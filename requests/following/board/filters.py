"""The choices of the board: office, item, month, how far. Offered is what occurs on it."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.requests.following.board.rows import GROUPS
from onestop.requests.following.contact.silence import day_begins
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.querysets import RequestQuerySet

ALL = ("", pgettext_lazy("choice", "all"))
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def shown() -> RequestQuerySet:
    """Return what stands on the board, the newest first."""
    return ServiceRequest.objects.on_board().order_by("-submitted_at", "-pk")


def within(cases: QuerySet[Any], month: str, field: str = "submitted_at") -> QuerySet[Any]:
    """Return those of ``cases`` whose ``field`` lies in a month like ``2026-11``; none for anything else."""
    found = MONTH.fullmatch(month)
    if not found:
        return cases.none()
    first = dt.date(int(found[1]), int(found[2]), 1)
    after = (first + dt.timedelta(31)).replace(day=1)
    return cases.filter(**{f"{field}__gte": day_begins(first), f"{field}__lt": day_begins(after)})


def narrowed(cases: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    """Return what the choices leave of ``cases``; an empty choice leaves all."""
    if office := chosen.get("office"):
        cases = cases.filter(office__slug=office)
    if item := chosen.get("item"):
        cases = cases.filter(item__code=item)
    if month := chosen.get("month"):
        cases = within(cases, month)
    if state := chosen.get("state"):
        cases = cases.filter(status__in=GROUPS[state][1])
    return cases


class BoardForm(forms.Form):
    """The choices, as a form that works without a script."""

    office = forms.ChoiceField(label=pgettext_lazy("board", "Where"), required=False)
    item = forms.ChoiceField(label=gettext_lazy("Service item"), required=False)
    month = forms.ChoiceField(label=gettext_lazy("Received in"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("How far"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["office"].choices = [ALL, *offices()]
        fields["item"].choices = [ALL, *items()]
        fields["month"].choices = [ALL, *((month, month) for month in months())]
        fields["state"].choices = [ALL, *((name, words) for name, (words, _statuses) in GROUPS.items())]
        for field in fields.values():
            field.error_messages["invalid_choice"] = _("This is not on the board. Choose one of the list.")


def offices() -> list[tuple[str, str]]:
    """Return the offices that occur, by name."""
    found = shown().order_by("office__name").filter(office__isnull=False)
    return list(found.values_list("office__slug", "office__name").distinct())


def items() -> list[tuple[str, str]]:
    """Return the items that occur, by code."""
    found = shown().order_by("item__code").filter(item__isnull=False)
    return list(found.values_list("item__code", "item__title").distinct())


def months() -> list[str]:
    """Return the months that occur, the newest first."""
    found = shown().order_by().annotate(month=TruncMonth("submitted_at")).values_list("month", flat=True)
    return [f"{month:%Y-%m}" for month in found.distinct().order_by("-month")]
