"""Opening hours: weekly, changed days, and what is said at a moment."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from django.core.exceptions import ValidationError

from onestop.catalogue.organisations import hours
from onestop.catalogue.organisations.models import ChangedDay, OpeningHours, Organisation
from onestop.tests.factories import network

pytestmark = pytest.mark.django_db
MONDAY = network.MONDAY
HERE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def place() -> Organisation:
    made = network.centre()
    network.office_hours(made)
    return made


def at(day: dt.date, time: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=HERE)


@pytest.mark.parametrize(
    ("time", "is_open", "words", "until"),
    [
        ("08:00", False, "10:00 开门", "10:00"),
        ("10:00", True, "正在办公，到 14:00", "14:00"),
        ("13:59", True, "正在办公，到 14:00", "14:00"),
        ("14:00", False, "15:30 开门", "15:30"),
        ("18:00", True, "正在办公，到 19:30", "19:30"),
    ],
)
def test_a_working_day_by_its_hours(
    place: Organisation, time: str, is_open: bool, words: str, until: str
) -> None:
    now = hours.now_at(place, at(MONDAY, time))

    assert now.is_open is is_open
    assert now.sentence == f"10:00–14:00、15:30–19:30，{words}"
    assert now.until == at(MONDAY, until)


def test_after_hours_it_says_when_it_opens_next(place: Organisation) -> None:
    friday = MONDAY + dt.timedelta(days=4)

    assert hours.now_at(place, at(MONDAY, "20:00")).sentence.endswith("已下班，明天 10:00 开门")
    assert hours.now_at(place, at(friday, "20:00")).sentence.endswith("已下班，周一 10:00 开门")
    assert hours.now_at(place, at(friday + dt.timedelta(days=1), "12:00")).sentence == "休息，周一 10:00 开门"


def test_a_changed_day_goes_before_the_weekly_hours_and_says_why(place: Organisation) -> None:
    ChangedDay.objects.create(organisation=place, day=MONDAY, reason="盘点")
    tuesday = MONDAY + dt.timedelta(days=1)
    ChangedDay.objects.create(
        organisation=place, day=tuesday, opens=dt.time(12), closes=dt.time(13), reason="培训"
    )

    assert not hours.now_at(place, at(MONDAY, "11:00")).is_open
    assert hours.now_at(place, at(MONDAY, "11:00")).sentence == "休息（盘点），明天 12:00 开门"
    assert str(hours.opening_on(place, tuesday)) == "12:00–13:00（培训）"
    assert [str(each) for each in hours.coming_changes(place, MONDAY)] == [
        "休息（盘点）",
        "12:00–13:00（培训）",
    ]


def test_moments_are_those_of_the_site_whatever_the_zone(place: Organisation) -> None:
    assert hours.now_at(place, dt.datetime(2026, 11, 23, 2, 30, tzinfo=dt.UTC)).is_open


def test_a_place_without_hours_says_nothing() -> None:
    now = hours.now_at(network.centre(), at(MONDAY, "11:00"))

    assert (now.is_open, now.sentence) == (False, "")


def test_the_week_joins_days_with_equal_hours(place: Organisation) -> None:
    assert hours.week(place) == [("周一至周五", "10:00–14:00、15:30–19:30"), ("周六至周日", "休息")]


def test_days_are_named_as_people_name_them() -> None:
    assert hours.day_name(MONDAY + dt.timedelta(days=1), MONDAY) == "明天"
    assert hours.day_name(MONDAY + dt.timedelta(days=6), MONDAY) == "周日"
    assert hours.day_name(MONDAY + dt.timedelta(days=7), MONDAY) == "2026-11-30"


def test_hours_that_end_before_they_begin_are_refused(place: Organisation) -> None:
    with pytest.raises(ValidationError, match="关门时间应当晚于开门时间"):
        OpeningHours(organisation=place, weekday=5, opens=dt.time(12), closes=dt.time(11)).full_clean()


def test_half_a_changed_day_is_refused(place: Organisation) -> None:
    with pytest.raises(ValidationError) as refused:
        ChangedDay(organisation=place, day=MONDAY, opens=dt.time(12), reason="x").full_clean()
    assert "closes" in refused.value.message_dict
