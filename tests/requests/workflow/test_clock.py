"""Working days: midnight, weekends, make-up days, Spring Festival, pauses across holidays, time zones."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from django.utils import timezone

from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Resolution, Role, Stage, Status
from onestop.requests.workflow.models import CalendarDay, ServiceRequest, SLAPolicy
from onestop.requests.workflow.moving import move
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests import acting

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 27)
MONDAY = dt.date(2026, 11, 30)


def at(text: str) -> dt.datetime:
    """Return a moment in the platform's time zone."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-27", 1, "2026-11-30"),  # over a weekend
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-02-13", 1, "2026-02-14"),  # Saturday the 14th is a make-up day before the Spring Festival
        ("2026-02-14", 1, "2026-02-24"),  # the festival is from the 15th to the 23rd
        ("2026-02-14", 4, "2026-02-27"),
        ("2026-02-27", 1, "2026-02-28"),  # Saturday the 28th is a make-up day after it
        ("2026-09-30", 1, "2026-10-08"),  # National Day
        ("2026-12-31", 1, "2027-01-01"),  # no calendar of 2027 yet: weekdays
    ],
)
def test_a_limit_ends_with_the_nth_working_day_after_its_first_day(start: str, days: int, end: str) -> None:
    assert clock.add_working_days(dt.date.fromisoformat(start), days) == dt.date.fromisoformat(end)


@pytest.mark.parametrize("start", ["2026-02-13", "2026-02-20", "2026-09-30", "2026-11-28"])
@pytest.mark.parametrize("days", [1, 3, 10])
def test_counting_back_gives_the_days_that_were_added(start: str, days: int) -> None:
    begin = dt.date.fromisoformat(start)
    end = clock.add_working_days(begin, days)
    assert clock.working_days_between(begin, end) == days
    assert clock.working_days_between(end, begin) == -days


def test_the_table_of_days_overrides_the_calendar() -> None:
    assert not clock.is_working(dt.date(2027, 2, 6))
    CalendarDay.objects.create(day=dt.date(2027, 2, 6), is_working=True, name="春节调休")
    CalendarDay.objects.create(day=dt.date(2027, 2, 8), is_working=False, name="春节")
    assert clock.is_working(dt.date(2027, 2, 6))
    assert clock.add_working_days(dt.date(2027, 2, 5), 2) == dt.date(2027, 2, 9)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-26 23:59:59", "2026-11-27"),
        ("2026-11-27 00:00:00", "2026-11-30"),
        ("2026-11-27 23:59:59", "2026-11-30"),
        ("2026-11-28 00:00:01", "2026-11-30"),
    ],
)
def test_the_local_midnight_divides_days(moment: str, due: str) -> None:
    case = factory.case(Status.SUBMITTED)
    clock.begin(case, Stage.ACCEPT, at(moment))
    assert case.stage_due_on == dt.date.fromisoformat(due)


def test_a_moment_of_another_zone_counts_on_the_local_day() -> None:
    case = factory.case(Status.SUBMITTED)
    clock.begin(case, Stage.ACCEPT, dt.datetime(2026, 11, 26, 16, 30, tzinfo=dt.UTC))  # the 27th in Hami
    assert case.stage_due_on == MONDAY


def test_a_case_is_overdue_on_the_day_after_and_only_while_the_clock_runs() -> None:
    case = factory.case(Status.SUBMITTED)
    clock.begin(case, Stage.ACCEPT, at("2026-11-27 10:00"))
    case.save()
    rows = ServiceRequest.objects.all()
    assert not case.is_overdue(MONDAY)
    assert not rows.overdue(MONDAY).exists()
    assert case.is_overdue(MONDAY + dt.timedelta(1))
    assert list(rows.overdue(MONDAY + dt.timedelta(1))) == [case]
    ServiceRequest.objects.update(status=Status.RETURNED)
    case.refresh_from_db()
    assert not case.is_overdue(MONDAY + dt.timedelta(9))
    assert not rows.overdue(MONDAY + dt.timedelta(9)).exists()


def test_a_pause_across_holidays_moves_the_end_by_its_working_days(monkeypatch: pytest.MonkeyPatch) -> None:
    case = factory.case(Status.SERVING, stage=Stage.SERVE, stage_due_on=dt.date(2026, 2, 26))
    clocks = iter([at("2026-02-12 15:00"), at("2026-02-25 09:00")])
    for name in ("wait_enterprise", "resume"):
        now = next(clocks)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        with move(case.pk, name, acting(Role.AGENT), given={"reason": "等企业送样", "pause_left": 1}):
            pass
    case.refresh_from_db()
    pause = case.pauses.get()
    # Working days after the 12th up to the 25th: 13, 14 (made up), 24, 25.
    assert pause.days == 4
    assert case.stage_due_on == clock.add_working_days(dt.date(2026, 2, 26), 4)
    assert clock.pause_left(case) == clock.DEFAULTS[Stage.PAUSE] - 4


@pytest.mark.clause("4.3.4.1")
def test_what_was_promised_stays_however_late_the_service_begins() -> None:
    promised = dt.date(2026, 12, 4)
    case = factory.case(Status.MATCHED, promised_on=promised)
    clock.begin(case, Stage.SERVE, at("2026-12-03 10:00"))
    assert (case.promised_on, case.stage_due_on) == (promised, promised)
    clock.begin(case, Stage.SERVE, at("2026-12-08 10:00"))
    assert (case.promised_on, case.stage_due_on) == (promised, promised)
    assert case.is_overdue(dt.date(2026, 12, 8)) == case.clock_runs
    fresh = factory.case(Status.MATCHED)
    clock.begin(fresh, Stage.SERVE, at("2026-12-03 10:00"))
    assert fresh.promised_on == fresh.stage_due_on == clock.add_working_days(dt.date(2026, 12, 3), 10)


@pytest.mark.clause("4.3.4.1")
def test_a_pause_moves_what_was_promised_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    promised = dt.date(2026, 12, 4)
    case = factory.case(Status.SERVING, stage=Stage.SERVE, stage_due_on=promised, promised_on=promised)
    clocks = iter([at("2026-11-30 15:00"), at("2026-12-02 09:00")])
    for name in ("wait_enterprise", "resume"):
        now = next(clocks)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        with move(case.pk, name, acting(Role.AGENT), given={"reason": "等企业送样", "pause_left": 1}):
            pass
    case.refresh_from_db()
    moved = clock.add_working_days(promised, 2)
    event = case.events.last()
    assert (case.promised_on, case.stage_due_on) == (moved, moved)
    assert moved.isoformat() in event.text
    assert (event.data["promised_before"], event.data["promised_on"]) == (
        promised.isoformat(),
        moved.isoformat(),
    )


def test_whoever_withdraws_while_waited_for_is_promised_no_later_day(monkeypatch: pytest.MonkeyPatch) -> None:
    promised = dt.date(2026, 12, 4)
    case = factory.case(Status.SERVING, stage=Stage.SERVE, stage_due_on=promised, promised_on=promised)
    clocks = iter([at("2026-11-30 15:00"), at("2026-12-02 09:00")])
    for name, role in (("wait_enterprise", Role.AGENT), ("withdraw", Role.ENTERPRISE)):
        now = next(clocks)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        with move(case.pk, name, acting(role), given={"reason": "等企业送样", "pause_left": 1}) as step:
            step.case.resolution = Resolution.WITHDRAWN if name == "withdraw" else ""
    case.refresh_from_db()
    assert case.promised_on == promised
    assert "2026-12" not in case.events.last().text


def test_a_case_keeps_the_limits_of_its_policy() -> None:
    old = SLAPolicy.objects.create(name="第一版", valid_from=dt.date(2026, 1, 1))
    old.limits.create(stage=Stage.ACCEPT, days=2)
    new = SLAPolicy.objects.create(name="第二版", valid_from=dt.date(2026, 11, 1))
    new.limits.create(stage=Stage.ACCEPT, days=5)
    assert clock.current_policy(dt.date(2026, 10, 31)) == old
    assert clock.current_policy(dt.date(2026, 11, 28)) == new
    case = factory.case(Status.SUBMITTED, policy=old)
    clock.begin(case, Stage.ACCEPT, at("2026-11-23 10:00"))
    assert case.stage_due_on == dt.date(2026, 11, 25)


def test_the_end_of_a_case_ends_every_clock() -> None:
    case = factory.case(Status.SERVING, stage=Stage.SERVE, stage_due_on=MONDAY, stage_since=timezone.now())
    given = {"result": "已完成", "solved": "yes", "entries": 1}
    with move(case.pk, "complete", acting(Role.AGENT), given=given) as step:
        step.case.resolution = Resolution.SOLVED
    case.refresh_from_db()
    assert not ServiceRequest.objects.overdue(MONDAY + dt.timedelta(30)).exists()
    assert case.stage in {"", Stage.EVALUATE}
