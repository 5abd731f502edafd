"""Time limits and days off: what holds is read, the next version is written."""

import datetime as dt
from typing import Any

import pytest

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import CalendarDay, SLAPolicy, TimeLimit
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db


def tomorrow(days: int = 1) -> dt.date:
    """Return a day to come."""
    return timezone.localdate() + dt.timedelta(days)


def address(action: str, *args: Any, model: str = "slapolicy") -> str:
    """Return the address of a page of a register."""
    return reverse(f"requests_{model}_modeladmin_{action}", args=args)


@pytest.fixture
def policy() -> SLAPolicy:
    """Limits in force since yesterday."""
    made = SLAPolicy.objects.create(name="示例时限", valid_from=tomorrow(-1))
    TimeLimit.objects.create(policy=made, stage=Stage.ACCEPT, days=1)
    TimeLimit.objects.create(policy=made, stage=Stage.EVALUATE, days=30, calendar_days=True)
    return made


@pytest.fixture
def head(client: Client) -> Client:
    """The head of the centre, signed in."""
    client.force_login(network.account("head", roles.CENTRE_HEAD, network.centre()))
    return client


def test_lists_the_limits_in_words(head: Client, policy: SLAPolicy) -> None:
    page = head.get(address("index")).content.decode()
    assert "1 个工作日" in page
    assert "30 个自然日" in page
    assert "生效中" in page


def test_what_is_in_force_is_not_changed(head: Client, policy: SLAPolicy) -> None:
    head.post(address("edit", policy.pk), {"name": "anders", "valid_from": tomorrow().isoformat()})
    policy.refresh_from_db()
    assert policy.name == "示例时限"


def test_the_next_version_begins_with_the_limits_of_this_one(head: Client, policy: SLAPolicy) -> None:
    url = reverse("requests_next_version", args=[policy.pk])
    assert head.get(url).status_code == 200
    answer = head.post(url, {"name": "示例时限二", "valid_from": tomorrow(7).isoformat()})
    made = SLAPolicy.objects.get(name="示例时限二")
    assert answer["Location"] == address("edit", made.pk)
    assert list(made.limits.values_list("stage", "days")) == list(policy.limits.values_list("stage", "days"))
    assert clock.current_policy() == policy
    assert head.get(address("edit", made.pk)).status_code == 200


@pytest.mark.parametrize("day", [0, -1])
def test_no_version_begins_today_or_before(head: Client, policy: SLAPolicy, day: int) -> None:
    url = reverse("requests_next_version", args=[policy.pk])
    answer = head.post(url, {"name": "示例时限二", "valid_from": tomorrow(day).isoformat()})
    assert answer.status_code == 422
    assert "今天生效的不改动" in answer.content.decode()
    assert SLAPolicy.objects.count() == 1


def test_a_case_keeps_the_limits_it_was_filed_under(head: Client, policy: SLAPolicy) -> None:
    case = make.case(Status.SUBMITTED, policy=policy)
    head.post(
        reverse("requests_next_version", args=[policy.pk]),
        {"name": "二", "valid_from": tomorrow().isoformat()},
    )
    case.refresh_from_db()
    assert case.policy == policy


@pytest.mark.parametrize("role", [roles.CENTRE_AGENT, roles.STATION_HEAD, roles.SUPERVISOR, roles.PROVIDER])
def test_only_the_head_makes_limits(client: Client, policy: SLAPolicy, role: str) -> None:
    client.force_login(network.account("other", role, network.station()))
    url = reverse("requests_next_version", args=[policy.pk])
    given = {"name": "二", "valid_from": tomorrow().isoformat()}
    assert client.post(url, given).status_code in {302, 403}
    assert SLAPolicy.objects.count() == 1


def test_the_head_adds_a_day_off(head: Client) -> None:
    day = next(each for each in clock.days_after(tomorrow()) if clock.is_working(each))
    given = {"day": day.isoformat(), "name": "示例停电", "is_working": ""}
    head.post(address("create", model="calendarday"), given)
    assert not clock.is_working(day)
    assert "休息" in head.get(address("index", model="calendarday")).content.decode()


def test_a_day_that_is_over_stays_as_it_was_counted(head: Client) -> None:
    given = {"day": tomorrow(-1).isoformat(), "name": "示例停电", "is_working": ""}
    answer = head.post(address("create", model="calendarday"), given)
    assert "已经过去" in answer.content.decode()
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize(
    ("today", "year"),
    [(dt.date(2025, 6, 2), None), (dt.date(2999, 6, 2), 2999), (dt.date(2998, 12, 1), 2999)],
)
def test_a_year_that_nobody_has_published_is_known_to_be_unknown(
    monkeypatch: pytest.MonkeyPatch, today: dt.date, year: int | None
) -> None:
    monkeypatch.setattr(clock, "today", lambda: today)
    assert clock.unknown_year() == year


def test_the_head_is_asked_for_the_days_of_an_unknown_year_until_one_is_entered(
    head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2999, 6, 2))
    asked = "录入2999年的放假和调休安排"
    assert asked in head.get("/admin/").content.decode()
    CalendarDay.objects.create(day=dt.date(2999, 10, 1), name="示例国庆")
    assert asked not in head.get("/admin/").content.decode()


def test_nobody_else_is_asked_for_the_days_of_a_year(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2999, 6, 2))
    client.force_login(network.account("other", roles.STATION_HEAD, network.station()))
    assert "2999" not in client.get("/admin/").content.decode()


def test_no_limits_and_no_day_off_for_a_day_that_nobody_can_mean(head: Client, policy: SLAPolicy) -> None:
    given = {"name": "二", "valid_from": "2999-01-01"}
    answers = [
        head.post(reverse("requests_next_version", args=[policy.pk]), given),
        head.post(address("create", model="calendarday"), {"day": "2999-01-01", "name": "示例"}),
    ]
    assert all("2999-01-01 太远了" in answer.content.decode() for answer in answers)
    assert (SLAPolicy.objects.count(), CalendarDay.objects.count()) == (1, 0)
