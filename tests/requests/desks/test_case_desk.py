"""The page of a case in the admin, as each role sees it, and the one view behind all its actions."""

import pytest

from django.test import Client
from django.urls import reverse

from onestop.requests.workflow.choices import Status
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db


def desk(number: str) -> str:
    """Return the address of a case's page."""
    return reverse("requests_case_desk", args=[number])


def test_says_who_holds_it_and_what_is_next(client: Client) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    page = client.get(desk(case.number)).content.decode()
    assert case.number in page
    assert case.description in page
    assert str(case.office) in page
    assert make.PHONE not in page
