"""The lines of the admin's first page about cases: those that wait, and those that are watched."""

import datetime as dt
from typing import Any

import pytest

from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from onestop.requests.desks import day
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.site.desk.tasks import Task, Urgency
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db


def tasks(user: Any) -> list[Task]:
    """Return the lines of an account."""
    request = RequestFactory().get("/")
    request.user = user
    return list(day.tasks(request))


def due(case: ServiceRequest, days: int) -> ServiceRequest:
    """Let a case be due in some days."""
    case.stage, case.stage_since = Stage.ACCEPT, timezone.now() - dt.timedelta(days=9)
    case.stage_due_on = timezone.localdate() + dt.timedelta(days)
    case.save()
    return case


def test_what_waits_leads_to_the_case_with_how_late_it_is() -> None:
    late, today = due(make.case(Status.SUBMITTED), -3), due(make.case(Status.SUBMITTED), 0)
    found = tasks(network.account("window", roles.WINDOW, late.office))
    urls = [reverse("requests_case_desk", args=[case.number]) for case in (late, today)]
    assert [(task.url, task.urgency) for task in found] == [
        (urls[0], Urgency.OVERDUE),
        (urls[1], Urgency.TODAY),
    ]


def test_the_rest_is_one_line_that_leads_to_the_queue() -> None:
    station = network.station()
    for _number in range(day.MOST + 3):
        due(make.case(Status.SUBMITTED, office=station), 1)
    found = tasks(network.account("window", roles.WINDOW, station))
    assert len(found) == day.MOST + 1
    assert found[-1].count == 3
    assert found[-1].url.endswith("?view=mine")


def test_nothing_of_others() -> None:
    due(make.case(Status.SUBMITTED), -3)
    assert tasks(network.account("window", roles.WINDOW, network.station())) == []


@pytest.mark.clause("4.3.3.2")
def test_the_centre_is_told_of_what_was_escalated() -> None:
    case = due(make.case(Status.ESCALATED), 1)
    found = tasks(network.account("head", roles.CENTRE_HEAD, network.centre()))
    assert reverse("requests_case_desk", args=[case.number]) in [task.url for task in found]
    assert "已上报的需求" in [str(task.title) for task in found]


@pytest.mark.parametrize("role", [roles.SYSTEM_ADMIN, roles.AUDITOR, roles.EDITORS])
def test_who_has_no_desk_has_no_lines(role: str) -> None:
    due(make.case(Status.SUBMITTED), -3)
    assert tasks(network.account("keeper", role)) == []
