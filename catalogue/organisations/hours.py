"""When an organisation is open, and how one says it.

All functions read the related rows ``hours`` and ``changed_days``; prefetch both and they ask nothing more.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.catalogue.organisations.choices import Weekday

if TYPE_CHECKING:
    from onestop.catalogue.organisations.models import Organisation

LOOK_AHEAD = 14
"""Days within which the next opening is looked for."""


class Span(NamedTuple):
    """From when until when it is open."""

    opens: dt.time
    closes: dt.time

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of one day; no spans: closed. ``reason`` says why it is not as usual."""

    day: dt.date
    spans: tuple[Span, ...]
    reason: str = ""

    def __str__(self) -> str:
        text = pgettext("between opening hours", ", ").join(map(str, self.spans)) or _("closed")
        return _("%(hours)s (%(reason)s)") % {"hours": text, "reason": self.reason} if self.reason else text


class Calendar:
    """The hours of an organisation, read once for many days."""

    def __init__(self, organisation: "Organisation") -> None:
        self.hours = list(organisation.hours.all())
        self.changed_days = list(organisation.changed_days.all())

    def opening_on(self, day: dt.date) -> Opening:
        """Return when it is open on a day: the changed day, if it is one, else the weekly hours."""
        changed = [each for each in self.changed_days if each.day == day]
        if changed:
            spans = (Span(each.opens, each.closes) for each in changed if each.opens and each.closes)
            return Opening(day, tuple(sorted(spans)), changed[0].reason)
        weekly = (each for each in self.hours if each.weekday == day.weekday())
        return Opening(day, tuple(sorted(Span(each.opens, each.closes) for each in weekly)))

    def next_opening(self, after: dt.date) -> Opening | None:
        """Return the next day after ``after`` on which it opens, if there is one within two weeks."""
        days = (self.opening_on(after + dt.timedelta(days=n)) for n in range(1, LOOK_AHEAD + 1))
        return next((opening for opening in days if opening.spans), None)


def opening_on(organisation: "Organisation", day: dt.date) -> Opening:
    """Return when an organisation is open on a day."""
    return Calendar(organisation).opening_on(day)


@dataclass(frozen=True, slots=True)
class Now:
    """What to tell a visitor at this moment.

    Attributes:
        is_open: Whether the door is open now.
        sentence: Today's hours and what they mean now; empty when no hours are known.
        until: When this stops being true.
    """

    is_open: bool
    sentence: str
    until: dt.datetime


def now_at(organisation: "Organisation", moment: dt.datetime | None = None) -> Now:
    """Return whether it is open at a moment (now when left out), today's hours, and the next opening."""
    moment = timezone.localtime(moment)
    calendar = Calendar(organisation)
    today, time = calendar.opening_on(moment.date()), moment.time()
    midnight = _at(moment.date() + dt.timedelta(days=1), dt.time())
    current = next((span for span in today.spans if span.opens <= time < span.closes), None)
    if current:
        words = _("%(hours)s, open now until %(time)s")
        sentence = words % {"hours": today, "time": f"{current.closes:%H:%M}"}
        return Now(is_open=True, sentence=sentence, until=_at(today.day, current.closes))
    later = next((span for span in today.spans if span.opens > time), None)
    if later:
        words = _("%(hours)s, opens at %(time)s")
        sentence = words % {"hours": today, "time": f"{later.opens:%H:%M}"}
        return Now(is_open=False, sentence=sentence, until=_at(today.day, later.opens))
    return Now(is_open=False, sentence=_after_hours(calendar, today), until=midnight)


def _after_hours(calendar: Calendar, today: Opening) -> str:
    """Return the sentence for the rest of a day: over or closed, and when it opens next."""
    coming = calendar.next_opening(today.day)
    if coming is None:
        return str(today) if today.spans or today.reason else ""
    values = {
        "hours": today,
        "day": day_name(coming.day, today.day),
        "time": f"{coming.spans[0].opens:%H:%M}",
    }
    if today.spans:
        return _("%(hours)s, closed for today; opens %(day)s at %(time)s") % values
    return _("%(hours)s today; opens %(day)s at %(time)s") % values


def day_name(day: dt.date, today: dt.date) -> str:
    """Return 明天, the weekday within six days, else the date."""
    ahead = (day - today).days
    if ahead == 1:
        return _("tomorrow")
    return str(Weekday(day.weekday()).label) if 0 < ahead < len(Weekday) else f"{day:%Y-%m-%d}"


def week(organisation: "Organisation") -> list[tuple[str, str]]:
    """Return the weekly hours as rows: consecutive days with equal hours in one."""
    spans = {day: tuple(sorted(_spans_of(organisation, day))) for day in range(len(Weekday))}
    rows = []
    for hours, group in groupby(range(len(Weekday)), key=spans.__getitem__):
        days = list(group)
        text = pgettext("between opening hours", ", ").join(map(str, hours)) or _("closed")
        rows.append((_day_range(days), text))
    return rows


def _spans_of(organisation: "Organisation", weekday: int) -> list[Span]:
    return [Span(each.opens, each.closes) for each in organisation.hours.all() if each.weekday == weekday]


def _day_range(days: list[int]) -> str:
    first, last = str(Weekday(days[0]).label), str(Weekday(days[-1]).label)
    if len(days) == 1:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def coming_changes(organisation: "Organisation", today: dt.date) -> list[Opening]:
    """Return the days of the next two weeks that are not as usual, today's among them."""
    last = today + dt.timedelta(days=LOOK_AHEAD)
    days = sorted({each.day for each in organisation.changed_days.all() if today <= each.day <= last})
    calendar = Calendar(organisation)
    return [calendar.opening_on(day) for day in days]


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))
