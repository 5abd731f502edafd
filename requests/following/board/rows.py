"""A line of the public board. It is made of the columns named here, and of nothing else of a case.

Neither enterprise nor contact nor words of a request are ever read from the database for it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import OF_ENTERPRISE, SERVED, STOPPED, UNDER_WAY, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.public import State, state_of

COLUMNS = (
    *("number", "item__title", "item__code", "office__name", "office__slug", "status", "resolution"),
    *("stage", "stage_due_on", "submitted_at", "promised_on", "completed_at", "is_sample"),
)
"""All that the board reads. ``item__title`` is the catalogue's, never what somebody typed."""


class Timing(StrEnum):
    """Whether it is on time; a word for programs."""

    RUNNING = "in_time"
    STOPPED = "stopped"
    LATE = "overdue"
    DONE = "done_in_time"
    DONE_LATE = "done_late"
    NONE = "none"


LOOKS: dict[Timing, tuple[str, str | Promise]] = {
    Timing.RUNNING: ("active", gettext_lazy("within the time")),
    Timing.STOPPED: ("waiting", gettext_lazy("clock stopped")),
    Timing.LATE: ("late", gettext_lazy("overdue")),
    Timing.DONE: ("done", gettext_lazy("on time")),
    Timing.DONE_LATE: ("late", gettext_lazy("late")),
    Timing.NONE: ("", "—"),
}


class Found(NamedTuple):
    """What the database gives, in the order of ``COLUMNS``."""

    number: str
    item: str | None
    item_code: str | None
    office: str | None
    office_slug: str | None
    status: str
    resolution: str
    stage: str
    stage_due_on: dt.date | None
    submitted_at: dt.datetime
    promised_on: dt.date | None
    completed_at: dt.datetime | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board."""

    number: str
    item: str
    item_code: str
    office: str
    office_slug: str
    state: State
    received: dt.date
    due: dt.date | None
    finished: dt.date | None
    timing: Timing
    days_late: int
    is_sample: bool

    @property
    def mark(self) -> str:
        """Return the kind of mark of its timing."""
        return LOOKS[self.timing][0]

    @property
    def words(self) -> str:
        """Return its timing in words."""
        if self.days_late and self.timing == Timing.LATE:
            return ngettext("%(n)s day over", "%(n)s days over", self.days_late) % {"n": self.days_late}
        if self.days_late and self.timing == Timing.DONE_LATE:
            return ngettext("%(n)s day late", "%(n)s days late", self.days_late) % {"n": self.days_late}
        return str(LOOKS[self.timing][1])


def lines(cases: QuerySet[ServiceRequest], today: dt.date | None = None) -> Iterator[Line]:
    """Yield the lines of ``cases``, read as plain values."""
    day = today or timezone.localdate()
    found: Iterable[Any] = cases.values_list(*COLUMNS)
    return (line(Found(*row), day) for row in found)


def public_number(number: str) -> str:
    """Return a number without its check character: enough to find oneself, too little for another’s."""
    return number.rpartition("-")[0]


def line(found: Found, today: dt.date) -> Line:
    """Return the line of what was found."""
    timing, late = timing_of(found, today)
    finished = timezone.localdate(found.completed_at) if found.completed_at else None
    return Line(
        number=public_number(found.number),
        item=found.item or _("Quality service"),
        item_code=found.item_code or "",
        office=found.office or "",
        office_slug=found.office_slug or "",
        state=state_of(found.status, found.resolution),
        received=timezone.localdate(found.submitted_at),
        due=found.promised_on or _due(found),
        finished=finished,
        timing=timing,
        days_late=late,
        is_sample=found.is_sample,
    )


def _due(found: Found) -> dt.date | None:
    """Return until when the office is to act; a limit of the enterprise's own is nobody else's business."""
    ours = found.status in UNDER_WAY and found.stage not in OF_ENTERPRISE
    return found.stage_due_on if ours else None


def timing_of(found: Found, today: dt.date) -> tuple[Timing, int]:
    """Return whether it is on time, and how many working days it is late."""
    if found.status in SERVED and found.completed_at:
        if not found.promised_on:
            return Timing.NONE, 0
        finished = timezone.localdate(found.completed_at)
        late = clock.working_days_between(found.promised_on, finished)
        return (Timing.DONE_LATE, max(late, 1)) if finished > found.promised_on else (Timing.DONE, 0)
    if found.status not in UNDER_WAY or not found.stage:
        return Timing.NONE, 0
    if found.status in STOPPED:
        return Timing.STOPPED, 0
    if found.stage_due_on and found.stage_due_on < today:
        return Timing.LATE, max(clock.working_days_between(found.stage_due_on, today), 1)
    return Timing.RUNNING, 0


GROUPS: dict[str, tuple[str | Promise, tuple[Status, ...]]] = {
    "open": (gettext_lazy("under way"), UNDER_WAY),
    "stopped": (gettext_lazy("waiting, clock stopped"), STOPPED),
    "done": (gettext_lazy("finished"), SERVED),
    "ended": (gettext_lazy("not accepted or withdrawn"), (Status.REFUSED, Status.WITHDRAWN)),
}
"""What one can choose under “how far”."""
