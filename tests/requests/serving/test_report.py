"""The report on records and escalations: who reads what (clauses 4.3.3.2 and 6.2)."""

import pytest

from django.test import Client
from django.urls import reverse

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.serving import escalating, services
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


def read(client: Client, **query: str) -> str:
    """Return the report as a page."""
    response = client.get(reverse("requests_serving_report"), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.clause("6.2")
def test_the_centre_reads_every_place_a_station_its_own(client: Client) -> None:
    lab = make.laboratory("甲检测")
    case = make.served_by(lab)
    station = case.office
    person = Actor(network.account("小李", roles.STATION_HEAD, station), frozenset({Role.STATION}), station)
    services.enter(case.pk, person, {"text": "到场"})
    escalating.escalate(case.pk, make.person_of(lab), {"reason": "无法解决"})
    centre = Organisation.objects.get(kind=Kind.CENTRE)
    client.force_login(network.account("坐席", roles.CENTRE_AGENT, centre))
    page = read(client)
    assert "甲检测" in page
    assert station.name in page
    assert "甲检测" in read(client, format="csv")
    client.force_login(person.user)
    page = read(client)
    assert station.name in page
    assert "甲检测" not in page


def test_a_period_that_ends_before_it_begins_is_told(client: Client) -> None:
    centre = network.centre()
    client.force_login(network.account("坐席", roles.CENTRE_AGENT, centre))
    page = read(client, start="2026-05-02", end="2026-05-01")
    assert "error" in page
    read(client, start="x", end="y", format="csv")


@pytest.mark.parametrize(
    "role", [roles.PROVIDER, roles.EXPERT, roles.WINDOW, roles.EDITORS, roles.SYSTEM_ADMIN]
)
def test_nobody_else_reads_it(client: Client, role: str) -> None:
    client.force_login(network.account("别人", role))
    response = client.get(reverse("requests_serving_report"))
    assert response.status_code in {302, 403}
