"""The clock of a case as it is drawn: a cell a working day, hatched where it stood still (clause 4.3.4.1)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from onestop.requests.following.wording import day_words
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import VOLUNTARY
from onestop.requests.workflow.models import Pause

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest

MOST_CELLS = 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the component ``clock`` takes."""

    title: str
    state: str = ""
    sentence: str = ""
    before: str = ""
    number: str = ""
    after: str = ""
    days: tuple[str, ...] = ()
    text: str = ""


def drawn(case: "ServiceRequest", pauses: Iterable[Pause]) -> Drawn | None:
    """Return the clock of the running stage of ``case``; ``None`` where nobody has to keep a limit.

    Args:
        case: Which.
        pauses: All of them, so that the caller asks the database once.
    """
    if not case.stage_since or not case.stage_due_on or case.stage in VOLUNTARY:
        return None
    today = timezone.localdate()
    stood = frozenset(_stood(pauses, today))
    begun = timezone.localdate(case.stage_since)
    days = list(_working(begun, max(case.stage_due_on, today)))
    counted = [day for day in days if day not in stood]
    in_time = [day for day in counted if day <= case.stage_due_on]
    spent = sum(1 for day in counted if day <= today)
    cells = tuple(_cell(day, today, stood) for day in days) if len(days) <= MOST_CELLS else ()
    text = _what_stood(case, len([day for day in days if day in stood and day <= today]))
    if not case.clock_runs:
        sentence = _("The days until it goes on do not count.")
        return Drawn(pgettext("clock", "Stopped"), "stopped", sentence, days=cells, text=text)
    if case.stage_due_on < today:
        late = max(clock.working_days_between(case.stage_due_on, today), 1)  # also on a weekend
        after = ngettext("working day over", "working days over", late)
        before = pgettext("clock", "Exceeded by")
        return Drawn(pgettext("clock", "Time is over"), "", "", before, str(late), after, cells, text)
    if spent <= 0:
        sentence = _("It counts from the next working day on: %(all)s working days.") % {"all": len(in_time)}
        return Drawn(pgettext("clock", "Running"), "", sentence, days=cells, text=text)
    after = _("of %(all)s working days") % {"all": len(in_time)}
    before = pgettext("clock", "Day")
    return Drawn(pgettext("clock", "Running"), "", "", before, str(spent), after, cells, text)


def _working(begun: dt.date, until: dt.date) -> Iterator[dt.date]:
    return (
        day
        for day in (begun + dt.timedelta(n) for n in range(1, (until - begun).days + 1))
        if clock.is_working(day)
    )


def _stood(pauses: Iterable[Pause], today: dt.date) -> Iterator[dt.date]:
    """Yield the days that do not count: those after the day on which a pause began, up to its end."""
    for pause in pauses:
        since = timezone.localdate(pause.since)
        until = timezone.localdate(pause.until) if pause.until else today
        yield from (since + dt.timedelta(n) for n in range(1, (until - since).days + 1))


def _cell(day: dt.date, today: dt.date, stood: frozenset[dt.date]) -> str:
    if day in stood:
        return "stopped"
    if day == today:
        return "now"
    return "past" if day < today else "next"


def _what_stood(case: "ServiceRequest", stood: int) -> str:
    due = case.stage_due_on
    assert due is not None  # noqa: S101 - asked by drawn()
    parts = []
    if stood:
        parts.append(
            ngettext(
                "It stood still for %(days)s working day; that day does not count.",
                "It stood still for %(days)s working days; they do not count.",
                stood,
            )
            % {"days": stood}
        )
    if case.clock_runs:
        parts.append(_("Due: %(day)s.") % {"day": day_words(due)})
    return "".join(parts)
