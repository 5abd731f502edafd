"""Complaints come in with a number and days, and tell whoever is complained about nothing (clause 5.6)."""

import datetime as dt
import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.enterprises import sms
from onestop.requests.enterprises.models import AccessLog
from onestop.requests.filing.tokens import case_url
from onestop.requests.supervision import complaining
from onestop.requests.supervision.models import Complaint
from onestop.requests.workflow import clock, events
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.requests import acting
from onestop.tests.factories.requests_filing import complained
from onestop.tests.factories.standards import StandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.6")]

URL = "/complaints/new/"


def test_a_complaint_gets_a_number_and_days_at_once(client: Client) -> None:
    answer = client.post(URL, complained())
    complaint = Complaint.objects.get()
    assert complaint.number.startswith("TS-")
    assert complaint.acknowledged_at is not None
    assert clock.working_days_between(clock.today(), complaint.accept_due_on) == 2
    assert clock.working_days_between(clock.today(), complaint.answer_due_on) == 15
    assert complaint.phone == "19900000002"
    page = client.get(answer["Location"])
    assert complaint.number in page.content.decode()
    assert "19900000002" not in page.content.decode()


def test_the_same_press_twice_is_one_complaint(client: Client) -> None:
    sent = complained()
    assert client.post(URL, sent)["Location"] == client.post(URL, sent)["Location"]
    assert Complaint.objects.count() == 1


def test_the_words_are_kept_as_they_were_written(client: Client) -> None:
    client.post(URL, complained(description="第一天没有人来，\r\n第二天也没有。"))
    assert Complaint.objects.get().description.splitlines() == ["第一天没有人来，", "第二天也没有。"]


@pytest.mark.parametrize("missing", ["subject", "description", "remedy", "contact_name", "phone", "consent"])
def test_each_missing_part_is_named_and_nothing_typed_is_lost(client: Client, missing: str) -> None:
    page = client.post(URL, complained(**{missing: ""}))
    assert page.status_code == 422
    assert f"id_{missing}" in page.content.decode().partition("form__errors")[2].partition("</div>")[0]
    if missing != "description":
        assert "约好的时间没有人来。" in page.content.decode()
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "123"),
        ("description", "我的身份证 652201199003071234"),
        ("evidence", "身份证 652201199003071234 的复印件"),
        ("case_number", "HM-1"),
        ("office", "9999"),
    ],
)
def test_bad_input_is_refused_beside_its_field(client: Client, field: str, value: str) -> None:
    page = client.post(URL, complained(**{field: value}))
    assert page.status_code == 422
    assert not Complaint.objects.exists()


def test_a_request_is_joined_only_with_its_own_telephone(client: Client) -> None:
    case = factory.case(phone="19900000002")
    client.post(URL, complained(case_number=case.number))
    client.post(URL, complained(case_number=case.number, phone="19900000003"))
    assert list(Complaint.objects.order_by("pk").values_list("case", flat=True)) == [case.pk, None]


def test_the_page_cites_the_editions_of_today(client: Client) -> None:
    old, new, coming = (f"GB/T 19012—{year}" for year in (2008, 2019, 2030))
    begins = {old: dt.date(2009, 1, 1), new: dt.date(2020, 7, 1), coming: make.day(30)}
    for number, replaces in ((old, []), (new, [old]), (coming, [new])):
        StandardFactory(number=number, issued_on=None, effective_on=begins[number], replaces=replaces)
    page = client.get(URL).content.decode()
    assert "GB/T 19012—2019" in page
    assert "2008" not in page
    assert "2030" not in page
    assert "12315" in page


def test_the_page_has_what_every_public_page_has(client: Client) -> None:
    page = BeautifulSoup(client.get(URL).content, "html.parser")
    trail = page.select_one("nav.breadcrumb, .crumbs nav")
    assert trail is not None
    assert trail.select("a")[0]["href"] == "/"
    assert "投诉" in trail.text
    assert page.select_one('meta[name="ColumnName"]')["content"] == "投诉"  # type: ignore[index]
    assert page.select_one('link[rel="canonical"]')
    assert (
        URL
        in client.get("/sitemap.xml").content.decode()
        + client.get("/sitemap-complaints.xml").content.decode()
    )
    client.post(URL, complained())
    receipt = BeautifulSoup(
        client.get(complaining.url(Complaint.objects.get())).content, "html.parser"
    ).select_one(".crumbs")
    assert receipt is not None
    assert receipt.select_one(f'a[href="{URL}"]')


def test_a_link_that_we_did_not_sign_is_not_found(client: Client) -> None:
    client.post(URL, complained())
    for token in ("1", "1.x", "x" * 200):
        assert client.get(f"/complaints/{token}/").status_code == 404


def test_from_the_page_of_a_request_it_leaves_no_trace_there() -> None:
    lab = make.laboratory("甲检测")
    case = make.served_by(lab)
    before = case.events.count()
    told = {"subject": "service", "description": "慢", "remedy": "redo", "evidence": ""}
    complaint = complaining.file_about(case.pk, Actor.holder(), told)
    assert (complaint.case, complaint.office) == (case, lab)
    assert case.events.count() == before
    with pytest.raises(Refused):
        complaining.file_about(case.pk, acting(Role.PROVIDER), told)


def test_from_the_page_of_a_request_one_is_led_to_the_receipt_once_a_press(client: Client) -> None:
    case = factory.case(Status.SERVING)
    told = {"subject": "service", "description": "慢", "remedy": "redo", "submission": str(uuid.uuid4())}
    url = f"{case_url(case)}do/complained/"
    first, again = (client.post(url, told)["Location"] for _press in range(2))
    complaint = Complaint.objects.get()
    assert first == again == complaining.url(complaint)
    assert complaint.number in client.get(first).content.decode()


def test_whoever_goes_back_and_presses_again_has_complained_once() -> None:
    """The page that was gone back to is fetched anew, with a name for its press that nobody has seen."""
    case = factory.case(Status.SERVING)
    told = {"subject": "service", "description": "慢", "remedy": "redo"}
    first, again = (complaining.file_about(case.pk, Actor.holder(), told) for _press in range(2))
    assert first == again
    assert complaining.file_about(case.pk, Actor.holder(), told | {"description": "又慢了"}) != first
    elsewhere = factory.case(Status.SERVING)
    assert complaining.file_about(elsewhere.pk, Actor.holder(), told) != first
    Complaint.objects.update(received_at=timezone.now() - dt.timedelta(hours=2))
    assert complaining.file_about(case.pk, Actor.holder(), told) != first


def test_whoever_is_complained_about_does_not_read_it() -> None:
    centre = network.centre()
    busy = network.account("busy", roles.CENTRE_AGENT, centre)
    free = network.account("free", roles.CENTRE_AGENT, centre)
    head = network.account("head", roles.CENTRE_HEAD, centre)
    station = network.account("station", roles.STATION_HEAD, network.station(centre))
    case = factory.case(Status.SERVING, office=centre, handler=centre.staff.get(user=busy))
    told = {"subject": "person", "description": "态度", "remedy": "apology"}
    complaint = complaining.file_about(case.pk, Actor.holder(), told)
    seen = {
        user.username: complaint in Complaint.objects.for_user(user) for user in (busy, free, head, station)
    }
    assert seen == {"busy": False, "free": True, "head": True, "station": False}


def test_a_complaint_holds_nothing_back() -> None:
    case = factory.case(Status.SERVING)
    told = {"subject": "service", "description": "慢", "remedy": "redo"}
    complaining.file_about(case.pk, Actor.holder(), told)
    case.refresh_from_db()
    assert case.status == Status.SERVING
    assert not case.pauses.exists()


def heads(*names: str) -> list[Any]:
    """Return heads of the centre with an address."""
    people = [network.account(name, roles.CENTRE_HEAD, network.centre()) for name in names]
    for user in people:
        user.email = f"{user.username}@example.org"
        user.save()
    return people


def test_head_and_authority_hear_of_it_at_once_and_the_complainant_when_it_was_received(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SMS_BACKEND = "locmem"
    sms.outbox.clear()
    (head,) = heads("head")
    supervisor = network.account("market", roles.SUPERVISOR)
    supervisor.email = "market@example.org"
    supervisor.save()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(URL, complained())
    complaint = Complaint.objects.get()
    assert sorted(letter.to[0] for letter in mail.outbox) == [head.email, supervisor.email]
    assert all("约好的时间" not in letter.body and "19900000002" not in letter.body for letter in mail.outbox)
    (said,) = sms.outbox
    assert complaint.number in said.text
    assert f"{timezone.localdate():%Y-%m-%d}" in said.text


def test_it_stands_on_the_desks_until_somebody_without_a_part_in_it_takes_it_up(client: Client) -> None:
    centre = network.centre()
    busy, free = (network.account(name, roles.CENTRE_AGENT, centre) for name in ("busy", "free"))
    case = factory.case(Status.SERVING, office=centre, handler=centre.staff.get(user=busy))
    told = {"subject": "person", "description": "态度", "remedy": "apology"}
    complaint = complaining.file_about(case.pk, Actor.holder(), told)
    url = reverse("requests_complaint_desk", args=[complaint.pk])
    client.force_login(busy)
    assert client.get(url).status_code == 404
    with pytest.raises(Refused):
        complaining.take_up(complaint.pk, Actor.of(busy))
    client.force_login(network.account("market", roles.SUPERVISOR))
    assert f"投诉尚未受理：{complaint.number}" in client.get("/admin/").content.decode()
    client.force_login(free)
    assert f"受理投诉 {complaint.number}" in client.get("/admin/").content.decode()
    page = client.get(url).content.decode()
    assert "受理投诉" in page
    assert case.phone not in page
    assert client.post(url, {"do": "contact"}).status_code == 404
    assert client.post(url, {"words": "我们今天核实"}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.taken_up_by, complaint.first_words) == (free, "我们今天核实")
    shown = client.post(url, {"do": "contact"})
    assert case.phone in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert AccessLog.objects.get(user=free).fields == ["contact_name", "phone"]
    assert complaint.number not in client.get("/admin/").content.decode()
    receipt = client.get(complaining.url(complaint)).content.decode()
    assert "已受理" in receipt
    assert "我们今天核实" in receipt
    with pytest.raises(Refused):
        complaining.take_up(complaint.pk, Actor.of(*heads("head")))


@pytest.mark.clause("5.5")
def test_where_nobody_at_the_centre_is_without_a_part_the_authority_takes_it_up(client: Client) -> None:
    """One agent, who served, and the head, who has called back: neither looks into the complaint."""
    centre = network.centre()
    agent = network.account("agent", roles.CENTRE_AGENT, centre)
    head = network.account("head", roles.CENTRE_HEAD, centre)
    authority = network.account("market", roles.SUPERVISOR)
    case = factory.case(Status.SERVING, office=centre, handler=centre.staff.get(user=agent))
    told = {"subject": "person", "description": "态度", "remedy": "apology"}
    complaint = complaining.file_about(case.pk, Actor.holder(), told)
    with pytest.raises(Refused, match="投诉由服务中心受理"):
        complaining.take_up(complaint.pk, Actor.of(authority))
    events.record(case, "called_back", Actor.of(head, case), Role.HEAD)
    for watched in ("supervised", "rectified", "dispute_taken_up"):  # seeing after a case is no part in it
        events.record(case, watched, Actor.of(authority, case), Role.SUPERVISOR)
    for user in (head, authority):
        client.force_login(user)
        here = f"受理投诉 {complaint.number}" in client.get("/admin/").content.decode()
        page = client.get(reverse("requests_complaint_desk", args=[complaint.pk])).content.decode()
        assert [here, 'name="words"' in page] == [user == authority] * 2
    with pytest.raises(Refused):
        complaining.take_up(complaint.pk, Actor.of(head))
    complaining.take_up(complaint.pk, Actor.of(authority))
    complaint.refresh_from_db()
    assert complaint.taken_up_by == authority


@pytest.mark.parametrize("role", [roles.STATION_HEAD, roles.PROVIDER, roles.EDITORS, roles.SYSTEM_ADMIN])
def test_nobody_else_opens_a_complaint(client: Client, role: str) -> None:
    client.post(URL, complained())
    client.force_login(network.account("other", role, network.station()))
    url = reverse("requests_complaint_desk", args=[Complaint.objects.get().pk])
    assert client.get(url).status_code == 404
