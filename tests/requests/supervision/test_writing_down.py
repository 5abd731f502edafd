"""Complaints said at a window, on the telephone or in a letter, written down by staff (5.6, matrix 5.3)."""

from typing import Any

import pytest

from django.test import Client
from django.urls import reverse

from onestop.requests.supervision import complaining
from onestop.requests.supervision.models import Complaint
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests_filing import complained

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.6")]
URL = "/admin/requests/complaints/write-down/"


def said(**fields: Any) -> dict[str, Any]:
    """Return the form of staff, filled in."""
    return complained(channel="window") | fields


@pytest.fixture
def window(client: Client) -> Client:
    """Somebody at the window of a station, signed in."""
    client.force_login(network.account("window", roles.WINDOW, network.station(network.centre())))
    return client


def test_it_speaks_to_staff_of_the_complainant(window: Client) -> None:
    text = window.get(URL).content.decode()
    assert "投诉人的诉求是什么？" in text
    for word in ("您的诉求", "您的姓名"):
        assert word not in text


@pytest.mark.parametrize("channel", ["window", "phone", "letter"])
def test_it_gets_number_and_days_and_a_receipt_to_print(window: Client, channel: str) -> None:
    answer = window.post(URL, said(channel=channel))
    complaint = Complaint.objects.get()
    assert answer["Location"] == complaining.url(complaint)
    assert (complaint.channel, complaint.written_by.username) == (channel, "window")
    assert complaint.written_at == complaint.written_by.staff_posts.get().organisation
    assert complaint.phone == "19900000002"
    receipt = window.get(answer["Location"]).content.decode()
    assert complaint.number in receipt
    assert "<svg" in receipt
    assert "19900000002" not in receipt


@pytest.mark.parametrize(
    "missing", ["channel", "subject", "description", "remedy", "contact_name", "phone", "consent"]
)
def test_each_missing_part_is_named_and_nothing_typed_is_lost(window: Client, missing: str) -> None:
    page = window.post(URL, said(**{missing: ""}))
    assert page.status_code == 422
    text = page.content.decode()
    assert f"#id_{missing}" in text
    if missing != "contact_name":
        assert "王示例" in text
    assert not Complaint.objects.exists()


def test_pressed_twice_it_is_one(window: Client) -> None:
    sent = said()
    assert window.post(URL, sent)["Location"] == window.post(URL, sent)["Location"]
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    "role", [roles.OUTLET, roles.PROVIDER, roles.EXPERT, roles.SUPERVISOR, roles.EDITORS, roles.SYSTEM_ADMIN]
)
def test_nobody_else_writes_one_down(client: Client, role: str) -> None:
    user = network.account("other", role, network.station())
    client.force_login(user)
    assert client.post(URL, said()).status_code in {302, 403}
    assert not Complaint.objects.exists()
    with pytest.raises(Refused):
        complaining.write_down(Actor.of(user), said())


def test_it_is_in_the_menu_of_who_may(window: Client) -> None:
    assert URL in window.get("/admin/").content.decode()
    window.force_login(network.account("outlet", roles.OUTLET, network.outlet()))
    assert URL not in window.get("/admin/").content.decode()


def test_who_works_where_it_is_about_does_not_write_it_down(client: Client) -> None:
    station, other = network.station(network.centre()), network.station()
    client.force_login(network.account("station", roles.STATION_HEAD, station))
    page = client.post(URL, said(office=str(station.pk)))
    assert page.status_code == 422
    assert "您所在的单位" in page.content.decode()
    case = factory.case(Status.SERVING, office=station, phone="19900000002")
    assert client.post(URL, said(case_number=case.number)).status_code == 422
    assert not Complaint.objects.exists()
    assert client.post(URL, said(office=str(other.pk))).status_code == 302


def test_who_works_where_it_is_about_neither_reads_nor_takes_it_up(client: Client) -> None:
    centre, station = network.centre(), network.station()
    both = network.account("both", roles.CENTRE_AGENT, centre)
    network.staff_member(station, user=both)
    free = network.account("free", roles.CENTRE_AGENT, centre)
    complaint = complaining.write_down(Actor.of(free), said(office=station, phone="19900000002"))
    seen = {user.username: complaint in Complaint.objects.for_user(user) for user in (both, free)}
    assert seen == {"both": False, "free": True}
    with pytest.raises(Refused):
        complaining.take_up(complaint.pk, Actor.of(both))
    client.force_login(both)
    assert client.get(reverse("requests_complaint_desk", args=[complaint.pk])).status_code == 404
    complaining.take_up(complaint.pk, Actor.of(free))
    complaint.refresh_from_db()
    assert complaint.taken_up_by == free


def test_the_centre_answers_complaints_about_itself() -> None:
    centre = network.centre()
    agent = network.account("agent", roles.CENTRE_AGENT, centre)
    complaint = complaining.write_down(Actor.of(agent), said(office=centre, phone="19900000002"))
    assert complaining.may_take_up(complaint, Actor.of(agent))
