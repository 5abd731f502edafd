"""A month of events as a table: weeks in rows, days in cells."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from onestop.home.training.models import TrainingEventPage

WEEKDAYS = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)
DECEMBER = 12


class Day(NamedTuple):
    """A cell; without a date it lies outside the month."""

    date: dt.date | None
    events: list[TrainingEventPage]
    today: bool


class Month(NamedTuple):
    """The table of one month and its neighbours."""

    first: dt.date
    weeks: list[list[Day]]
    before: dt.date
    after: dt.date


def month_of(first: dt.date, events: Iterable[TrainingEventPage]) -> Month:
    """Return the table of the month that begins on ``first``; events stand on their sessions' days."""
    by_day: defaultdict[dt.date, list[TrainingEventPage]] = defaultdict(list)
    for event in events:
        for day in sorted({timezone.localdate(session.starts_at) for session in event.session_list}):
            by_day[day].append(event)
    today = timezone.localdate()
    weeks = [
        [
            Day(
                day if day.month == first.month else None,
                by_day[day] if day.month == first.month else [],
                day == today,
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    return Month(first, weeks, shifted(first, -1), shifted(first, 1))


def shifted(first: dt.date, months: int) -> dt.date:
    """Return the first day of the month that lies ``months`` further."""
    count = first.year * DECEMBER + first.month - 1 + months
    return dt.date(count // DECEMBER, count % DECEMBER + 1, 1)


def last_of(first: dt.date) -> dt.date:
    """Return the last day of the month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
