"""Whoever filed corrects whom we may ask for; the old contact is told, and the record says so (6.2)."""

from typing import Any

import pytest

from django.core import mail
from django.test import Client

from onestop.requests.enterprises import consents, sms
from onestop.requests.enterprises.models import Purpose
from onestop.requests.filing.tokens import case_url
from onestop.requests.models import Notification
from onestop.requests.workflow import events
from onestop.requests.workflow.choices import Audience, Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles, secrecy
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories.site_pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.2")]
NAME = "contact_corrected"
NEW = {"contact_name": "王示例", "phone": "199 0000 0002", "email": "New@Example.org"}


@pytest.fixture(autouse=True)
def _begin() -> None:
    home_page()
    sms.outbox.clear()


def fresh(case: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.get(pk=case.pk)


def test_a_member_corrects_the_contact_in_the_room_and_the_record_says_so(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    own = make.enterprise()
    case = make.case(Status.SERVING, enterprise=own, email="old@example.org")
    client.force_login(make.member("owner", own))
    url = f"/my/cases/{case.number}/do/{NAME}/"
    assert url in client.get(f"/my/cases/{case.number}/").content.decode()
    page = client.get(url).content.decode()
    assert "李示例" in page
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, NEW).status_code == 302
    row = fresh(case)
    assert (row.contact_name, row.phone, row.email) == ("王示例", "19900000002", "new@example.org")
    assert row.phone_print == secrecy.fingerprint("19900000002")
    event = row.events.get(name=NAME)
    assert (event.role, event.audience) == (Role.ENTERPRISE, Audience.PARTIES)
    assert event.text == "联系人、电话、电子邮箱"
    assert not [
        word for word in ("王示例", "0002", "李示例", "0001", "example") if word in str(event.content())
    ]
    assert list(events.breaks(row)) == []
    assert "更正联系方式" in client.get(f"/my/cases/{case.number}/").content.decode()
    assert Notification.objects.filter(case=case, kind=NAME, to="office").exists()


def test_whoever_was_the_contact_is_told_and_learns_nothing_of_the_new_one(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    case = make.case(Status.ACCEPTED, email="old@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{case_url(case)}do/{NAME}/", NEW)
    (message,) = [each for each in sms.outbox if "联系方式" in each.text]
    (letter,) = [each for each in mail.outbox if "联系方式" in each.body]
    assert (message.phone, letter.to) == (make.PHONE, ["old@example.org"])
    for words in (message.text, letter.subject + letter.body):
        assert case.number in words
        assert not [word for word in ("王示例", "19900000002", "new@", "/requests/case/") if word in words]


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact_name": ""},
        {"phone": "123"},
        {"phone": ""},
        {"email": "x@"},
        {"contact_name": "650502199001010011"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(client: Client, wrong: dict[str, str]) -> None:
    case = make.case(Status.ACCEPTED)
    assert client.post(f"{case_url(case)}do/{NAME}/", NEW | wrong).status_code == 422
    assert (fresh(case).phone, fresh(case).events.filter(name=NAME).exists()) == (make.PHONE, False)


def test_the_same_again_writes_nothing(client: Client) -> None:
    case = make.case(Status.ACCEPTED)
    same = {"contact_name": case.contact_name, "phone": case.phone, "email": ""}
    answer = client.post(f"{case_url(case)}do/{NAME}/", same)
    assert answer.status_code == 422
    assert "没有改动" in answer.content.decode()
    assert not case.events.filter(name=NAME).exists()


@pytest.mark.parametrize("status", [Status.ARCHIVED, Status.WITHDRAWN, Status.REFUSED])
def test_of_a_closed_request_nothing_is_corrected(client: Client, status: Status) -> None:
    case = make.case(status)
    assert NAME not in client.get(case_url(case)).content.decode()
    client.post(f"{case_url(case)}do/{NAME}/", NEW)
    assert fresh(case).phone == make.PHONE


def test_nobody_else_corrects_it(client: Client) -> None:
    case = make.case(Status.SERVING)
    client.force_login(make.member("other", make.enterprise("示例乳业")))
    assert client.post(f"/my/cases/{case.number}/do/{NAME}/", NEW).status_code == 404
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    assert client.post(f"/admin/requests/cases/{case.number}/do/{NAME}/", NEW).status_code == 403
    assert fresh(case).phone == make.PHONE


def test_whoever_took_the_notice_back_is_not_asked_for_a_telephone(client: Client) -> None:
    own = make.enterprise()
    user = make.member("owner", own)
    case = make.case(Status.TO_EVALUATE, enterprise=own)
    record = consents.give(Purpose.NOTICE, enterprise=own, user=user, version="1", case=case)
    client.force_login(user)
    client.post(f"/my/consents/{record.pk}/withdraw/")
    assert consents.without_notice().filter(case=case).exists()
    answer = client.post(f"/my/cases/{case.number}/do/{NAME}/", NEW)
    assert answer.status_code == 422
    assert fresh(case).phone == make.PHONE
