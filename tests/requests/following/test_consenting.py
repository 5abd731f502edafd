"""An enterprise that does not say yes or no is reminded once; then it is a task of the office."""

import datetime as dt

import pytest

from django.utils import timezone

from onestop.requests.following import tasks
from onestop.requests.following.contact import consenting
from onestop.requests.following.models import Notification
from onestop.requests.following.pages import asking
from onestop.requests.workflow import actions, clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests_matching import ENTERPRISE

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.3.3.2")]


def waiting(due: dt.date) -> ServiceRequest:
    """Return a case whose enterprise is asked until a day."""
    return factory.case(
        Status.CONSENT,
        stage=Stage.CONSENT,
        stage_since=timezone.now(),
        stage_due_on=due,
        email="a@example.org",
    )


def kinds() -> list[str]:
    """Return what was told, without those that were told twice by two channels."""
    told = Notification.objects.filter(kind__startswith="consent_")
    return sorted(set(told.values_list("kind", flat=True)))


def test_the_enterprise_is_reminded_once_before_its_time_is_over() -> None:
    case = waiting(clock.add_working_days(clock.today(), consenting.REMIND_BEFORE))
    waiting(clock.add_working_days(clock.today(), consenting.REMIND_BEFORE + 1))
    assert consenting.remind() == 1
    assert consenting.remind() == 0
    assert (
        kinds(),
        set(Notification.objects.filter(kind="consent_reminder").values_list("case", flat=True)),
    ) == (
        ["consent_reminder"],
        {case.pk},
    )
    assert consenting.tell_office() == 0


def test_past_the_limit_the_office_has_it_on_its_desk_and_is_told_once() -> None:
    case = waiting(timezone.localdate() - dt.timedelta(1))
    user = network.account("station", roles.STATION_HEAD, case.office)
    assert consenting.tell_office() == 1
    assert consenting.tell_office() == 0
    found = [task for task in tasks.of(user) if task.detail == case.number]
    assert len(found) == 1
    assert "take_back" in {each.name for each in actions.offered(Actor.of(user, case), case)}


def test_the_enterprise_reads_until_when_it_may_answer() -> None:
    case = waiting(timezone.localdate() + dt.timedelta(1))
    offered = actions.offered(ENTERPRISE, case)
    asked = asking.ask_of(case, offered, "/x/")
    assert asked is not None
    assert "明天" in str(asked.text)
