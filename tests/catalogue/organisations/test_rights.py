"""Who sees which rows: those of the own organisation, and nobody else's; without one, nothing."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from onestop.catalogue.organisations.models import (
    CapabilityScope,
    Equipment,
    Laboratory,
    Organisation,
    SiteSelection,
    StationAssessment,
    StationGuidance,
)
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories.network import REGISTERS, furnish, register_url
from onestop.tests.factories.states import staged

pytestmark = pytest.mark.django_db


def owner(row: Any) -> Organisation:
    if isinstance(row, Organisation):
        return row
    if isinstance(row, CapabilityScope):
        return row.qualification.organisation
    return row.laboratory.organisation if isinstance(row, Equipment) else row.organisation


def load() -> None:
    """Make a centre and two stations with a row in every register."""
    centre = network.centre()
    for each in (network.station(centre), network.station(centre)):
        furnish(each)


@pytest.fixture(scope="module")
def _network(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), staged("two-stations", load):
        yield


@pytest.fixture
def stations(_network: None, db: None) -> list[Organisation]:
    """The two stations."""
    return list(Organisation.objects.filter(kind="station").order_by("pk"))


@pytest.mark.parametrize("model", REGISTERS)
def test_a_station_sees_its_own_rows_only(stations: list[Organisation], model: Any) -> None:
    own = stations[0]
    user = network.account("head", roles.STATION_HEAD, own, "station_head")

    assert {owner(row) for row in model.objects.for_user(user)} == {own}


@pytest.mark.parametrize("role", [roles.CENTRE_HEAD, roles.CENTRE_AGENT, roles.SUPERVISOR])
@pytest.mark.parametrize("model", REGISTERS)
def test_the_centre_and_the_authority_see_all(stations: list[Organisation], model: Any, role: str) -> None:
    user = network.account("all", role)

    assert set(stations) <= {owner(row) for row in model.objects.for_user(user)}


@pytest.mark.parametrize("model", REGISTERS)
def test_without_an_organisation_nobody_sees_anything(stations: list[Organisation], model: Any) -> None:
    former = network.account("former", roles.STATION_HEAD)
    network.staff_member(stations[0], user=former, ends_on=dt.date(2026, 2, 1))
    closed = network.account("closed", roles.CENTRE_HEAD)
    closed.is_active = False
    closed.save()

    for user in (AnonymousUser(), None, network.account("nobody"), former, closed):
        assert not model.objects.for_user(user).exists()


def test_every_model_that_belongs_to_an_organisation_has_row_rights() -> None:
    ours = [
        model
        for model in apps.get_app_config("catalogue").get_models()
        if model.__module__.startswith("onestop.catalogue.organisations.models.")
        and any(field.name in {"organisation", "laboratory", "qualification"} for field in model._meta.fields)
    ]
    inline = {"OpeningHours", "ChangedDay"}  # edited with their organisation only
    assert {model.__name__ for model in ours if not hasattr(model.objects, "for_user")} == inline


@pytest.mark.parametrize("model", REGISTERS)
@pytest.mark.parametrize("action", ["index", "inspect", "edit", "delete", "history"])
def test_the_rows_of_another_station_cannot_be_opened(
    client: Client, stations: list[Organisation], model: Any, action: str
) -> None:
    client.force_login(network.account("head", roles.STATION_HEAD, stations[0], "station_head"))
    foreign = next(row for row in model.objects.all() if owner(row) == stations[1])

    if action == "index":
        response = client.get(register_url(model, "index"))
        assert response.status_code == 200
        assert foreign.pk not in {row.pk for row in response.context["object_list"]}
    else:
        response = client.get(register_url(model, action, foreign.pk))
        assert response.status_code in {302, 403}
        if response.status_code == 302:  # Wagtail sends who may not back to the admin's home
            assert response["Location"] == reverse("wagtailadmin_home")


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("model", [StationGuidance, StationAssessment])
def test_only_the_centre_records_guidance_and_assessments(
    client: Client, stations: list[Organisation], model: Any
) -> None:
    station = network.account("head", roles.STATION_HEAD, stations[0], "station_head")
    agent = network.account("agent", roles.CENTRE_AGENT)

    client.force_login(station)
    assert client.get(register_url(model, "create")).status_code in {302, 403}
    assert client.post(register_url(model, "create"), {"organisation": stations[1].pk}).status_code in {
        302,
        403,
    }
    client.force_login(agent)
    assert client.get(register_url(model, "create")).status_code == 200


@pytest.mark.clause("3.2")
def test_what_the_centre_records_names_its_account(client: Client, stations: list[Organisation]) -> None:
    agent = network.account("agent", roles.CENTRE_AGENT)
    client.force_login(agent)
    data = {
        "organisation": stations[0].pk,
        "day": "2026-11-20",
        "by_name": "示例",
        "subject": "一次性告知",
        "text": "讲了怎么写",
        "next_on": "",
    }

    assert client.post(register_url(StationGuidance, "create"), data).status_code == 302
    row = StationGuidance.objects.get(subject="一次性告知")
    assert (row.recorded_by, row.organisation) == (agent, stations[0])


def test_a_station_cannot_write_a_row_for_another(client: Client, stations: list[Organisation]) -> None:
    own, other = stations
    client.force_login(network.account("head", roles.STATION_HEAD, own, "station_head"))
    data = {"organisation": other.pk, "name": "混入的实验室", "fields": "", "address": ""}

    response = client.post(register_url(Laboratory, "create"), data)
    assert response.status_code == 200
    assert "organisation" in response.context["form"].errors
    assert not Laboratory.objects.filter(name="混入的实验室").exists()
    assert (
        client.post(register_url(Laboratory, "create"), {**data, "organisation": own.pk}).status_code == 302
    )


def test_a_station_changes_its_hours_but_not_its_basis(client: Client, stations: list[Organisation]) -> None:
    own = stations[0]
    client.force_login(network.account("head", roles.STATION_HEAD, own, "station_head"))
    fields = client.get(register_url(Organisation, "edit", own.pk)).context["form"].fields

    assert {"address", "phone", "directions"} <= set(fields)
    assert not {"status", "kind", "parent", "basis_until", "basis_number", "region"} & set(fields)

    client.force_login(network.account("centre", roles.CENTRE_HEAD))
    fields = client.get(register_url(Organisation, "edit", own.pk)).context["form"].fields
    assert {"status", "kind", "parent", "basis_until", "basis_number", "region"} <= set(fields)


@pytest.mark.clause("4.1.1.3")
def test_a_decided_site_selection_is_archived(client: Client, stations: list[Organisation]) -> None:
    client.force_login(network.account("centre", roles.CENTRE_HEAD))
    row = SiteSelection.objects.first()
    assert client.get(register_url(SiteSelection, "edit", row.pk)).status_code == 200

    SiteSelection.objects.update(decision="approved")
    for action in ("edit", "delete"):
        assert client.get(register_url(SiteSelection, action, row.pk)).status_code in {302, 403}
    assert client.get(register_url(SiteSelection, "inspect", row.pk)).status_code == 200
