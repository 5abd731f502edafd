"""Working days and time limits (process 3.4).

A limit of n working days that begins on a day ends with the n-th working day after it: the day itself does
not count, nor do weekends, public holidays and days on which the case waited for somebody else; make-up days
(调休) count. All days are local days.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import chinese_calendar

from django.utils import timezone

from onestop.requests.workflow.choices import OF_ENTERPRISE, VOLUNTARY, Stage
from onestop.requests.workflow.models import CalendarDay, SLAPolicy
from onestop.site.page_cache import remember

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest

SATURDAY = 5
AHEAD = 45
"""Days before which a year must be known: so far the longest limit of working days reaches."""

DEFAULTS: dict[Stage, int] = {
    Stage.ACCEPT: 1,
    Stage.GAPS: 10,
    Stage.MATCH: 3,
    Stage.CONSENT: 5,
    Stage.TAKE: 2,
    Stage.ANSWER: 3,
    Stage.START: 2,
    Stage.SERVE: 10,
    Stage.ESCALATE: 1,
    Stage.DECIDE: 2,
    Stage.UPDATE: 5,
    Stage.CALL_BACK: 5,
    Stage.CALL_BACK_LATER: 30,
    Stage.EVALUATE: 30,
    Stage.REOPEN: 30,
    Stage.PAUSE: 30,
    Stage.EXTEND: 10,
    Stage.RECTIFY_ANSWER: 5,
    Stage.RECTIFY: 15,
    Stage.COMPLAINT_ACCEPT: 2,
    Stage.COMPLAINT_ANSWER: 15,
}
"""Days of a stage for which no policy says anything (our own choice, process 3.4)."""

CALENDAR_DAYS = frozenset({Stage.CALL_BACK_LATER, Stage.EVALUATE, Stage.REOPEN})
"""Stages that are counted in calendar days when no policy says otherwise."""


def today() -> dt.date:
    """Return the local day."""
    return timezone.localdate()


def overrides() -> dict[dt.date, bool]:
    """Return what the table of days says, by day."""
    return remember("requests.calendar", lambda: dict(CalendarDay.objects.values_list("day", "is_working")))


def is_working(day: dt.date) -> bool:
    """Tell whether offices work on ``day``: by our table, the published calendar, or the weekday."""
    known = overrides()
    if day in known:
        return known[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # the calendar of that year has not been published
        return day.weekday() < SATURDAY


def unknown_year() -> int | None:
    """Return the year that limits reach into already although nobody has said which days of it are off."""
    year = (today() + dt.timedelta(AHEAD)).year
    try:
        chinese_calendar.is_workday(dt.date(year, 1, 1))
    except NotImplementedError:
        return None if any(day.year == year for day in overrides()) else year
    return None


def days_after(day: dt.date) -> Iterator[dt.date]:
    """Yield the days after ``day``."""
    while True:
        day += dt.timedelta(1)
        yield day


def add_working_days(start: dt.date, number: int) -> dt.date:
    """Return the ``number``-th working day after ``start``; ``start`` itself for none."""
    if number <= 0:
        return start
    working = (day for day in days_after(start) if is_working(day))
    return next(day for count, day in enumerate(working, start=1) if count == number)


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Return how many working days lie after ``start`` up to and with ``end``; negative when it is before."""
    if end < start:
        return -working_days_between(end, start)
    days = (start + dt.timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_working(day))


def limits_of(policy: SLAPolicy | None) -> dict[str, tuple[int, bool]]:
    """Return days and whether they are calendar days, by stage, of a policy and the defaults."""
    found = {str(stage): (days, stage in CALENDAR_DAYS) for stage, days in DEFAULTS.items()}
    if policy is not None:
        rows = policy.limits.values_list("stage", "days", "calendar_days")
        found |= {stage: (days, calendar) for stage, days, calendar in rows}
    return found


def limit(stage: Stage, policy: SLAPolicy | None = None) -> int:
    """Return the days that ``stage`` may take."""
    return limits_of(policy)[stage][0]


def ends_on(start: dt.date, stage: Stage, policy: SLAPolicy | None, days: int | None = None) -> dt.date:
    """Return the last day of ``stage`` that begins on ``start``.

    Args:
        start: The local day on which it begins.
        stage: Which.
        policy: The version of the limits that holds for the case.
        days: Another number of working days, such as what a service item promises.
    """
    if days is not None:
        return add_working_days(start, days)
    length, calendar = limits_of(policy)[stage]
    return start + dt.timedelta(length) if calendar else add_working_days(start, length)


def current_policy(on: dt.date | None = None) -> SLAPolicy | None:
    """Return the policy that is in force."""
    return SLAPolicy.objects.in_force(on).first()


def begin(case: "ServiceRequest", stage: Stage | str, moment: dt.datetime) -> None:
    """Start the clock of ``stage``, or end every clock when it is empty. The caller saves.

    The service is to end on the day that the enterprise was promised, however late it begins: only what
    stands still and an extension move that day (process 3.4).
    """
    case.stage = stage
    if not stage:
        case.stage_since = case.stage_due_on = None
        return
    start = timezone.localdate(moment)
    case.stage_since = moment
    promised = case.item.promised_days if stage == Stage.SERVE and case.item else None
    case.stage_due_on = ends_on(start, Stage(stage), case.policy, promised)
    if stage == Stage.SERVE:
        case.stage_due_on = case.promised_on = case.promised_on or case.stage_due_on


def day_of(case: "ServiceRequest") -> dt.date | None:
    """Return the last day of the stage where it counts: the clock runs, or it is the enterprise's own."""
    return case.stage_due_on if case.clock_runs or case.stage in (*OF_ENTERPRISE, *VOLUNTARY) else None


def days_left(case: "ServiceRequest", on: dt.date | None = None) -> int | None:
    """Return the working days that are left of the running stage, negative when overdue."""
    if not case.stage_due_on:
        return None
    return working_days_between(on or today(), case.stage_due_on)


def paused_days(case: "ServiceRequest") -> int:
    """Return the working days of all finished pauses of a case."""
    return sum(pause.days for pause in case.pauses.all())


def pause_left(case: "ServiceRequest") -> int:
    """Return how many working days the case may still be paused for."""
    return max(limit(Stage.PAUSE, case.policy) - paused_days(case), 0)
