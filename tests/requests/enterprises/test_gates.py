"""What stands between sign-in and work: the promise, a new notice."""

import datetime as dt
from http import HTTPStatus

import pytest

from django.test import Client
from django.utils import timezone

from onestop.requests.enterprises import notices, pledges
from onestop.requests.enterprises.models import NoticeReceipt, Pledge, PrivacyNotice
from onestop.site import roles
from onestop.tests.factories import network, requests
from onestop.tests.factories.site_pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]


def signed_in(user: object) -> Client:
    home_page()
    client = Client()
    client.force_login(user)
    return client


def publish(version: str, days: int = 0) -> PrivacyNotice:
    return PrivacyNotice.objects.create(
        version=version,
        valid_from=timezone.localdate() + dt.timedelta(days=days),
        handler="示例中心",
        contact="0902-0000001",
        purpose="p",
        kinds="k",
        retention="r",
        sharing="s",
        rights="x",
    )


def test_without_the_promise_no_page_of_work_opens() -> None:
    user = network.account("agent", roles.CENTRE_AGENT)
    Pledge.objects.all().delete()
    client = signed_in(user)
    for path in ("/admin/", "/my/", "/"):
        assert client.get(path)["Location"].startswith("/accounts/pledge/?next="), path
    assert client.post("/admin/requests/licences/", {})["Location"] == "/accounts/pledge/?next=%2F"
    missing = client.post("/accounts/pledge/", {"next": "/admin/"})
    assert missing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not pledges.has_pledged(user)
    assert client.post("/accounts/pledge/", {"next": "/admin/", "promise": "on"})["Location"] == "/admin/"
    assert pledges.has_pledged(user)
    assert client.get("/admin/").status_code == HTTPStatus.OK


def test_the_promise_leads_to_no_other_site() -> None:
    user = network.account("agent", roles.CENTRE_AGENT)
    client = signed_in(user)
    answer = client.post("/accounts/pledge/", {"next": "https://example.org/", "promise": "on"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("role", [roles.EDITORS, roles.SYSTEM_ADMIN, roles.AUDITOR])
def test_who_reads_no_request_promises_nothing(role: str) -> None:
    user = network.account("someone", role)
    Pledge.objects.all().delete()
    assert signed_in(user).get("/admin/").status_code == HTTPStatus.OK


def test_a_new_notice_is_told_at_the_next_sign_in() -> None:
    user = requests.member("member", requests.enterprise())
    assert signed_in(user).get("/my/settings/").status_code == HTTPStatus.OK
    publish("2027-1")
    publish("2030-1", days=30)
    client = signed_in(user)
    assert client.get("/my/settings/")["Location"] == "/accounts/notice/?next=%2Fmy%2Fsettings%2F"
    assert "示例中心" in client.get("/accounts/notice/").content.decode()
    answer = client.post("/accounts/notice/", {"version": "2027-1", "next": "/my/settings/"})
    assert answer["Location"] == "/my/settings/"
    assert NoticeReceipt.objects.filter(user=user, version="2027-1").exists()
    assert client.get("/my/settings/").status_code == HTTPStatus.OK
    assert not notices.must_read(user)


def test_the_notice_in_force_is_public_and_has_every_item() -> None:
    home_page()
    page = Client().get("/privacy/").content.decode()
    assert "版本 1" in page
    for title, text in notices.items(notices.current()):
        assert str(title) in page
        assert text[:12] in page
    publish("2027-1")
    assert "示例中心" in Client().get("/privacy/").content.decode()


def test_only_a_version_that_exists_is_noted_as_read() -> None:
    user = requests.member("member", requests.enterprise())
    client = signed_in(user)
    client.post("/accounts/notice/", {"version": "forged"})
    assert not NoticeReceipt.objects.filter(version="forged").exists()
