"""The demo's history: whatever is made in it is made then, not today."""

import datetime as dt

import pytest

from django.utils import timezone

from onestop.requests.demo.past import at
from onestop.requests.following.models import Notification
from onestop.requests.following.models.notices import Channel, To
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.tests.factories import requests as make

MOMENT = dt.datetime(2026, 3, 4, 3, 5, tzinfo=dt.UTC)


def test_the_clock_is_turned_for_who_asks_it_in_any_way() -> None:
    asked = timezone.now  # as the default of a field holds it
    with at(MOMENT):
        assert asked() == timezone.now() == MOMENT
        assert timezone.localdate() == dt.date(2026, 3, 4)
        assert timezone.template_localtime(MOMENT).hour == 11
    assert asked() > MOMENT


@pytest.mark.django_db
def test_a_notice_of_the_past_has_its_day() -> None:
    case = make.case(Status.SUBMITTED)
    with at(MOMENT):
        notice = Notification.objects.create(
            case=case, kind="urged", key="past", to=To.OFFICE, channel=Channel.IN_SITE, office=case.office
        )
    assert notice.created_at == notice.not_before == MOMENT


@pytest.mark.usefixtures("demo")
@pytest.mark.django_db
def test_the_days_of_the_demos_notices_are_those_of_what_they_tell() -> None:
    case = ServiceRequest.objects.filter(is_sample=True).order_by("submitted_at")[0]
    first = case.notifications.order_by("pk")[0]
    begun = Event.objects.filter(case=case).order_by("sequence")[0].recorded_at
    assert abs(first.created_at - begun) < dt.timedelta(days=1)
