"""Standards that a guide names, with their records and their status of today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField

from onestop.site.prepared import PreparedByKeys
from onestop.standards import numbers
from onestop.standards.choices import Status
from onestop.standards.dating import dated, stamp


@dataclass(frozen=True, slots=True)
class Reference:
    """A named standard; without a record there is only the number."""

    number: str
    title: str = ""
    url: str = ""
    status: str = ""
    status_label: str = ""


def look_up(texts: Iterable[str], today: dt.date) -> dict[str, Reference]:
    """Return what is known of the standards named by ``texts``, by those texts; in one query.

    A number without a year means the edition in force today, else the newest one.
    """
    asked = {text: numbers.parse(text) for text in texts if text}
    readable = {text: number for text, number in asked.items() if number is not None and not number.bare}
    if not readable:
        return {text: Reference(text) for text in asked}
    records = stamp(_editions({number.base_key for number in readable.values()}), today)
    return {text: _reference(text, readable.get(text), records) for text in asked}


COLUMNS = (
    *("number", "title", "slug", "base_key", "full_key", "year", "starts_on", "effective_on"),
    *("withdrawn_on", "stated_status", "status_override"),
)
_editions = PreparedByKeys(lambda keys: dated().filter(base_key__in=keys).only(*COLUMNS), CharField())


def _reference(text: str, number: numbers.Number | None, records: list[Any]) -> Reference:
    if number is None:
        return Reference(text)
    if number.year:
        fitting = [record for record in records if record.full_key == number.full_key]
    else:
        fitting = [record for record in records if record.base_key == number.base_key]
    best = max(fitting, key=_preference, default=None)
    if best is None:
        return Reference(numbers.display(number))
    label = str(Status(best.status).label)
    return Reference(best.number, best.title, best.get_absolute_url(), best.status, label)


def _preference(record: Any) -> tuple[bool, dt.date]:
    return record.status == Status.CURRENT, record.starts_on or dt.date.min
