"""Where a case stands, in one sentence and in cells of working days (clause 4.3.4.1)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onestop.requests.desks import turns
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import STOPPED, Stage
from onestop.requests.workflow.models import ServiceRequest

MOST_CELLS = 40


@dataclass(frozen=True, slots=True)
class Due:
    """Until when, in words. ``state``: late, soon, stopped or nothing."""

    day: dt.date | None
    words: str
    state: str = ""


def due_of(case: ServiceRequest, today: dt.date | None = None) -> Due:
    """Return until when the running stage is to end, as of ``today``."""
    today = today or timezone.localdate()
    if not case.stage or case.stage_due_on is None:
        return Due(None, "")
    if case.status in STOPPED:
        return Due(case.stage_due_on, _("the clock stands still"), "stopped")
    left = clock.working_days_between(today, case.stage_due_on)
    if case.stage_due_on < today:
        late = max(-left, 1)
        words = ngettext("%(n)s working day late", "%(n)s working days late", late)
        return Due(case.stage_due_on, words % {"n": late}, "late")
    if case.stage_due_on == today:
        return Due(case.stage_due_on, _("today"), "soon")
    words = ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}
    return Due(case.stage_due_on, words, "soon" if left <= 1 else "")


def sentence(case: ServiceRequest) -> str:
    """Return who holds the case, what is next and until when."""
    what = turns.NEXT.get(case.status)
    if what is None:
        return _("Nothing more happens: “%(status)s”.") % {"status": case.get_status_display()}
    due = due_of(case)
    words = {"who": turns.holder(case), "what": what}
    if due.day is None:
        return _("It is the turn of %(who)s: %(what)s.") % words
    words |= {"day": f"{due.day:%Y-%m-%d}", "left": due.words}
    return _("It is the turn of %(who)s: %(what)s, until %(day)s (%(left)s).") % words


def clock_face(case: ServiceRequest) -> dict[str, Any] | None:
    """Return what the clock shows: its words and a cell a working day; ``None`` where none runs."""
    if not case.stage or case.stage_since is None or case.stage_due_on is None:
        return None
    due = due_of(case)
    return {
        "title": _("The clock stands still") if due.state == "stopped" else str(Stage(case.stage).label),
        "words": due.words,
        "day": due.day,
        "state": due.state,
        "cells": cells(case),
    }


def cells(case: ServiceRequest, today: dt.date | None = None) -> list[str]:
    """Return a state a working day of the running stage: past, stopped, now, next, late.

    A stage that is counted in calendar days, and one that is very long, shows its last cells.
    """
    today = today or timezone.localdate()
    if case.stage_since is None or case.stage_due_on is None:
        return []
    start = timezone.localdate(case.stage_since)
    end = max(case.stage_due_on, min(today, case.stage_due_on + dt.timedelta(MOST_CELLS)))
    stopped = _stopped_days(case, today)
    days = [start + dt.timedelta(n) for n in range((end - start).days + 1)]
    working = [day for day in days if day != start and clock.is_working(day)]
    return [_cell(day, today, case.stage_due_on, day in stopped) for day in working][-MOST_CELLS:]


def _cell(day: dt.date, today: dt.date, due: dt.date, is_stopped: bool) -> str:  # noqa: FBT001 - one call
    if is_stopped:
        return "stopped"
    if day > due:
        return "late"
    if day == today:
        return "now"
    return "past" if day < today else "next"


def _stopped_days(case: ServiceRequest, today: dt.date) -> set[dt.date]:
    found: set[dt.date] = set()
    for pause in case.pauses.all():
        since, until = timezone.localdate(pause.since), today
        if pause.until:
            until = timezone.localdate(pause.until)
        found |= {since + dt.timedelta(n) for n in range(1, (until - since).days + 1)}
    return found
