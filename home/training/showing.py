"""How events look: times in words, the badge of a stage, for how long a page is true."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from onestop.home.training.choices import Place, Stage
from onestop.home.training.models import TrainingEventPage

BADGES = {
    Stage.OPEN: "current",
    Stage.FREE: "current",
    Stage.FULL: "waiting",
    Stage.SOON: "upcoming",
    Stage.RUNNING: "active",
    Stage.CLOSED: "unknown",
    Stage.OVER: "unknown",
    Stage.CALLED_OFF: "withdrawn",
}
WEEKDAYS = (
    pgettext_lazy("beside a date", "Mon"),
    pgettext_lazy("beside a date", "Tue"),
    pgettext_lazy("beside a date", "Wed"),
    pgettext_lazy("beside a date", "Thu"),
    pgettext_lazy("beside a date", "Fri"),
    pgettext_lazy("beside a date", "Sat"),
    pgettext_lazy("beside a date", "Sun"),
)
LONGEST = 600
"""Seconds for which a page is kept at most."""


class Card(NamedTuple):
    """An event in a list."""

    event: TrainingEventPage
    url: str
    when: str
    day: dt.date
    weekday: str
    stage: Stage
    badge: str
    places: str


def card(event: TrainingEventPage, base: str, now: dt.datetime) -> Card:
    """Return what a list shows of ``event``, annotated with its places; ``base`` is the column's address."""
    stage = event.stage(now)
    day = timezone.localdate(event.starts_at or now)
    return Card(
        event=event,
        url=f"{base}{event.slug}/",
        when=span(event.starts_at, event.ends_at),
        day=day,
        weekday=str(WEEKDAYS[day.weekday()]),
        stage=stage,
        badge=BADGES[stage],
        places=places(event, stage),
    )


def places(event: TrainingEventPage, stage: Stage) -> str:
    """Return how many places are left, or how many wait; empty where that is nobody's question."""
    if stage not in {Stage.OPEN, Stage.FULL} or event.places_left is None:
        return ""
    if left := event.places_left:
        return ngettext("%(n)s place left of %(of)s", "%(n)s places left of %(of)s", left) % {
            "n": left,
            "of": event.quota,
        }
    waiting = event.count(Place.WAITING)
    return ngettext(
        "all %(of)s places taken, %(n)s waiting", "all %(of)s places taken, %(n)s waiting", waiting
    ) % {"n": waiting, "of": event.quota}


def span(starts: dt.datetime | None, ends: dt.datetime | None) -> str:
    """Return from when to when, a day that is the same only once: “2026-12-05（周六）10:00–12:00”."""
    if starts is None or ends is None:
        return _("The time is not fixed yet.")
    begin, end = timezone.localtime(starts), timezone.localtime(ends)
    first = f"{begin:%Y-%m-%d}（{WEEKDAYS[begin.weekday()]}）{begin:%H:%M}"
    if begin.date() == end.date():
        return f"{first}–{end:%H:%M}"
    return f"{first} – {end:%Y-%m-%d}（{WEEKDAYS[end.weekday()]}）{end:%H:%M}"


def true_for(events: Iterable[TrainingEventPage], now: dt.datetime) -> int:
    """Return for how many seconds what a page says of ``events`` stays true."""
    changes = (
        time
        for event in events
        for time in (event.opens_at, event.closes_at, event.starts_at, event.ends_at)
        if time and time > now
    )
    seconds = ((time - now).total_seconds() for time in changes)
    return max(1, min(int(min(seconds, default=LONGEST)), LONGEST))
