"""A lost second factor is taken off without a shell: by whom, with what reason, and the person is told."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from wagtail.models import ModelLogEntry

from onestop.requests.enterprises import factors
from onestop.site import roles
from onestop.tests.factories import network

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]
TYPED = {"username": "window", "reason": "手机丢失，本人到窗口核实", "sure": "on"}


def proved(user: Any) -> Any:
    """Give an account a second factor, and recovery codes."""
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={"secret": "x"})
    return user


@pytest.fixture
def window() -> Any:
    """Somebody at a window with a second factor and an address."""
    user = proved(network.account("window", roles.WINDOW, network.station()))
    user.email = "window@example.org"
    user.save()
    return user


@pytest.mark.parametrize("role", [roles.CENTRE_HEAD, roles.SYSTEM_ADMIN, "superuser"])
def test_it_is_taken_off_logged_and_told(
    role: str, window: Any, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    by = (
        get_user_model().objects.create_superuser("by")
        if role == "superuser"
        else network.account("by", role)
    )
    there = Client()
    there.force_login(window)
    UserSession.objects.create(user=window, session_key=there.session.session_key, ip="127.0.0.1")
    assert there.get("/accounts/sessions/").status_code == 200
    client.force_login(by)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("requests_second_factor"), TYPED).status_code == 302
    assert not Authenticator.objects.filter(user=window).exists()
    assert there.get("/accounts/sessions/").status_code == 302
    entry = ModelLogEntry.objects.get(action=factors.ACTION)
    assert (entry.user, entry.object_id, entry.data["reason"]) == (by, str(window.pk), TYPED["reason"])
    assert TYPED["reason"] in str(entry.message)
    assert [letter.to for letter in mail.outbox] == [["window@example.org"]]


@pytest.mark.parametrize(
    "missing", [{"reason": ""}, {"reason": "x"}, {"sure": ""}, {"username": "nobody"}], ids=str
)
def test_not_without_reason_certainty_or_account(
    missing: dict[str, str], window: Any, client: Client
) -> None:
    client.force_login(network.account("by", roles.CENTRE_HEAD))
    page = client.post(reverse("requests_second_factor"), TYPED | missing)
    assert page.status_code == 422
    assert (missing.get("username") or "window") in page.content.decode()
    assert Authenticator.objects.filter(user=window).count() == 2


def test_nobody_does_it_for_oneself_and_a_head_not_for_an_administrator() -> None:
    head = proved(network.account("head", roles.CENTRE_HEAD))
    admin = proved(network.account("admin", roles.SYSTEM_ADMIN))
    for name, by in (("head", head), ("admin", admin), ("admin", head)):
        with pytest.raises(ValidationError):
            factors.reset(name, by, "手机丢失")
    assert Authenticator.objects.count() == 4
    factors.reset("head", admin, "手机丢失")
    factors.reset("admin", network.account("other", roles.SYSTEM_ADMIN), "手机丢失")
    proved(admin)
    factors.reset("admin", get_user_model().objects.create_superuser("first"), "手机丢失")
    assert not Authenticator.objects.exists()


def test_nobody_else_gets_there(window: Any, client: Client) -> None:
    client.force_login(network.account("agent", roles.CENTRE_AGENT))
    assert client.post(reverse("requests_second_factor"), TYPED).status_code == 302
    assert Authenticator.objects.filter(user=window).exists()


@pytest.mark.parametrize("address", ["window@example.org", ""])
def test_it_is_said_whether_the_person_is_told(
    address: str, window: Any, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    window.email = address
    window.save()
    client.force_login(network.account("by", roles.CENTRE_HEAD))
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("requests_second_factor"), TYPED, follow=True).content.decode()
    assert ("已通知本人" in page) == bool(address)
    assert ("请您自行告知" in page) == (not address)
    assert len(mail.outbox) == bool(address)
