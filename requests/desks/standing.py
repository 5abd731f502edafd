"""Where a case stands, in one sentence, and how far its time has gone (clause 4.3.4.1)."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onestop.requests.desks import turns
from onestop.requests.filing.services import open_proposal
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import OF_ENTERPRISE, STOPPED, Status
from onestop.requests.workflow.models import ServiceRequest


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
    if case.status in STOPPED and case.stage in OF_ENTERPRISE and case.stage_due_on < today:
        return Due(case.stage_due_on, _("the time of the enterprise is over"), "soon")
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
        return _("Nothing more happens: “%(status)s”.") % {"status": case.status_words}
    due = due_of(case)
    words = {"who": turns.holder(case), "what": what}
    if case.status == Status.SUBMITTED and open_proposal(case):
        words = {"who": turns.Turn.CENTRE.label, "what": _("decide on the proposal not to accept it")}
    if due.day is None:
        return _("It is the turn of %(who)s: %(what)s.") % words
    words |= {"day": f"{due.day:%Y-%m-%d}", "left": due.words}
    return _("It is the turn of %(who)s: %(what)s, until %(day)s (%(left)s).") % words
