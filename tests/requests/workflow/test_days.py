"""Days that people type: a slip of the finger is told, and not kept."""

import datetime as dt

import pytest

from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from onestop.requests.filing.drafts import create_draft
from onestop.requests.filing.forms import NeedForm
from onestop.requests.serving.fields import Field, Sort, collect
from onestop.requests.workflow import days, moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel, Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests import acting
from onestop.tests.factories.requests_filing import returned

FAR = dt.date(2999, 1, 1)


def need(day: dt.date) -> NeedForm:
    """Return the form with a day on which something is wanted."""
    return NeedForm({"description": "有一批秤要检定。", "wanted_by": day.isoformat()})


@pytest.mark.django_db
def test_a_wish_is_for_today_until_two_years_from_now() -> None:
    today, last = timezone.localdate(), days.last_day()
    assert [need(day).is_valid() for day in (today, last)] == [True, True]
    for wrong in (today - dt.timedelta(1), last + dt.timedelta(1), FAR):
        assert list(need(wrong).errors) == ["wanted_by"]
    assert f"请选不晚于 {last.isoformat()} 的日期" in str(need(FAR).errors)
    shown = str(need(today)["wanted_by"])
    assert f'min="{today.isoformat()}"' in shown
    assert f'max="{last.isoformat()}"' in shown


@pytest.mark.django_db
def test_a_wish_far_away_is_kept_by_no_other_way() -> None:
    with pytest.raises(ValidationError):
        create_draft(Actor.holder(), {"channel": Channel.COLUMN, "wanted_by": FAR})
    assert not ServiceRequest.objects.exists()


def test_two_years_from_a_leap_day_is_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: dt.date(2028, 2, 29))
    assert days.last_day() == dt.date(2030, 2, 28)


@pytest.mark.django_db
def test_nothing_happened_two_years_before_it_is_written_down() -> None:
    case = factory.case(Status.SERVING)
    long_ago = timezone.now() - dt.timedelta(days=800)
    with pytest.raises(Refused) as refused:
        moving.note(
            case.pk, "noted", acting(Role.HEAD), text="示例", happened_at=long_ago, late_reason="忘了"
        )
    assert list(refused.value.message_dict) == ["happened_at"]


@pytest.mark.parametrize(
    ("sort", "day", "right"),
    [
        (Sort.COMING_DAY, timezone.localdate() + dt.timedelta(1800), True),
        (Sort.COMING_DAY, FAR, False),
        (Sort.DAY, FAR, False),
        (Sort.DAY, dt.date(1900, 1, 1), False),
        (Sort.DAY, timezone.localdate() - dt.timedelta(30), True),
    ],
)
def test_days_of_a_record(sort: Sort, day: dt.date, right: bool) -> None:
    field = Field("day", "日期", sort)
    _values, faults = collect([field], {field.key: day})
    assert (faults == {}) == right


@pytest.mark.django_db
def test_the_window_is_told_the_same(client: Client) -> None:
    far = {"description": "有一批秤要检定。", "wanted_by": "2999-01-01"}
    assert "请选不晚于" in returned(client, "/requests/new/need/", far)
    assert not ServiceRequest.objects.filter(wanted_by=FAR).exists()
