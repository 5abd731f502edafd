"""Where a case stands, in one sentence, and how far its time has gone (clause 4.3.4.1)."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from onestop.requests.desks import turns
from onestop.requests.filing.refusing import open_proposal
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import OF_ENTERPRISE, VOLUNTARY, Status
from onestop.requests.workflow.models import ServiceRequest

PROPOSED = gettext_lazy("decide on the proposal not to accept it")


@dataclass(frozen=True, slots=True)
class Due:
    """Until when, in words. ``state``: late, soon, stopped or nothing."""

    day: dt.date | None
    words: str
    state: str = ""


def due_of(case: ServiceRequest, today: dt.date | None = None) -> Due:
    """Return until when the running stage is to end, or what comes first in it, as of ``today``."""
    today = today or timezone.localdate()
    answer = turns.to_answer(case)
    day = answer.answer_due_on if answer else case.stage_due_on
    if not case.stage or day is None:
        return Due(None, "")
    if not case.clock_runs:
        return _unhurried(case, day, over=day < today)
    left = clock.working_days_between(today, day)
    if day < today:
        late = max(-left, 1)
        words = ngettext("%(n)s working day late", "%(n)s working days late", late)
        return Due(day, words % {"n": late}, "late")
    if day == today:
        return Due(day, _("today"), "soon")
    words = ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}
    return Due(day, words, "soon" if left <= 1 else "")


def _unhurried(case: ServiceRequest, day: dt.date, *, over: bool) -> Due:
    """Return until when where no clock of the office runs: nothing is late."""
    if case.stage in VOLUNTARY:
        return Due(day, _("the time for it is over") if over else pgettext("due", "voluntary"))
    if case.stage in OF_ENTERPRISE and over:
        return Due(day, _("the time of the enterprise is over"), "soon")
    # Of the office's own time no day can be named: it moves on as long as the clock stands still.
    return Due(day if case.stage in OF_ENTERPRISE else None, _("the clock stands still"), "stopped")


def sentence(case: ServiceRequest) -> str:
    """Return who holds the case, what is next and until when."""
    what = turns.next_of(case)
    if what is None:
        return _("Nothing more happens: “%(status)s”.") % {"status": case.status_words}
    due = due_of(case)
    words = {"who": turns.holder(case), "what": what}
    if case.status == Status.SUBMITTED and open_proposal(case):
        words = {"who": turns.Turn.CENTRE.label, "what": PROPOSED}
    if case.stage in VOLUNTARY and due.day is not None:
        return _invited(case, due.day)
    if not due.words:
        return _("It is the turn of %(who)s: %(what)s.") % words
    words |= {"day": f"{due.day:%Y-%m-%d}" if due.day else "", "left": due.words}
    if due.day is None:
        return _("It is the turn of %(who)s: %(what)s (%(left)s).") % words
    return _("It is the turn of %(who)s: %(what)s, until %(day)s (%(left)s).") % words


def _invited(case: ServiceRequest, until: dt.date) -> str:
    """Return that an evaluation was asked for: nobody has to give one, so nobody is late with it."""
    if case.evaluations.filter(is_pending=True).exists():
        return _("A paper form has been entered; somebody else compares it with its scan.")
    over = until < timezone.localdate()
    words = (
        _("The time to evaluate ended on %(day)s; nobody has to. The platform goes on by itself.")
        if over
        else _("The enterprise has been invited to evaluate, of its own free will, until %(day)s.")
    )
    return words % {"day": f"{until:%Y-%m-%d}"}
