"""The second factor of staff, sessions of an account, what a password must be."""

import re
import time
from http import HTTPStatus
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from onestop.site import roles
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db
PASSWORD = "a-password-of-the-tests"
AGENT = roles.EDITORS
ENDED = "登录已失效"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()
    home_page()


def account(name: str, role: str = "") -> Any:
    user = get_user_model().objects.create_user(name, password=PASSWORD)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(name: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return client


def sure(client: Client) -> Client:
    """Say the password once more, as is asked before the second factor is changed."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def asked(settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


def test_staff_without_a_second_factor_get_nowhere_but_to_where_it_is_set_up(asked) -> None:
    account("staff", AGENT)
    client = signed_in("staff")
    for path in ("/admin/", "/admin/pages/", "/documents/1/x/", "/"):
        assert client.get(path)["Location"].startswith("/accounts/second-factor/?next="), path
    assert client.post("/admin/pages/1/delete/")["Location"].startswith("/accounts/second-factor/")
    page = client.get("/accounts/second-factor/?next=/admin/")
    assert page.status_code == HTTPStatus.OK
    assert "/accounts/2fa/totp/activate/" in page.content.decode()


def test_with_a_second_factor_work_goes_on(asked) -> None:
    user = account("staff", AGENT)
    client = signed_in("staff")
    TOTP.activate(user, generate_totp_secret())
    assert client.get("/accounts/second-factor/?next=/admin/")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == HTTPStatus.OK


def test_it_is_set_up_on_our_pages_and_asked_at_the_next_sign_in(asked) -> None:
    account("staff", AGENT)
    assert signed_in("staff").get("/accounts/2fa/totp/activate/").status_code == HTTPStatus.FOUND
    client = sure(signed_in("staff"))
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == HTTPStatus.OK
    assert "data:image/svg+xml" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert wrong.status_code == HTTPStatus.OK
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept, "the secret is sealed"
    cache.clear()
    again = signed_in("staff")
    assert "_auth_user_id" not in again.session
    assert again.get("/admin/").status_code == HTTPStatus.FOUND
    again.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in again.session
    cache.clear()
    assert again.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert again.get("/admin/").status_code == HTTPStatus.OK


def test_removing_it_closes_the_gate_again(asked) -> None:
    user = account("staff", AGENT)
    client = signed_in("staff")
    TOTP.activate(user, generate_totp_secret())
    client.get("/accounts/second-factor/")
    sure(client).post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/admin/")["Location"].startswith("/accounts/second-factor/")


def test_who_is_no_staff_and_a_site_that_does_not_ask_are_left_alone(settings, asked) -> None:
    account("visitor")
    assert signed_in("visitor").get("/").status_code == HTTPStatus.OK
    settings.STAFF_SECOND_FACTOR = False
    account("staff", AGENT)
    assert signed_in("staff").get("/admin/").status_code == HTTPStatus.OK


def test_a_gate_of_an_app_that_was_taken_out_lets_pass() -> None:
    account("visitor")
    client = signed_in("visitor")
    session = client.session
    session["gates"] = ["gone"]
    session.save()
    assert client.get("/?a=1")["Location"] == "/?a=1"
    assert client.get("/").status_code == HTTPStatus.OK


def test_the_oldest_session_ends_when_there_are_too_many(settings) -> None:
    settings.ACCOUNT_SESSIONS = 2
    account("staff", AGENT)
    browsers = [signed_in("staff") for _ in range(3)]
    states = [browser.get("/admin/").status_code for browser in browsers]
    assert states == [HTTPStatus.FOUND, HTTPStatus.OK, HTTPStatus.OK]
    assert UserSession.objects.count() == 2


@pytest.mark.parametrize("address", ["/admin/pages/", "/accounts/sessions/"])
def test_whose_session_ended_is_told_the_rules_at_the_sign_in(settings, address: str) -> None:
    settings.ACCOUNT_SESSIONS = 1
    account("staff", AGENT)
    first, _second = signed_in("staff"), signed_in("staff")
    told = first.get(address, follow=True).content.decode()
    assert ENDED in told
    assert "30 分钟" in told
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert ENDED in stranger.get(address, follow=True).content.decode()
    for client in (first, stranger, Client()):
        assert ENDED not in client.get(address, follow=True).content.decode()


def test_who_signs_out_is_not_told_so() -> None:
    account("staff", AGENT)
    answer = signed_in("staff").post("/accounts/logout/", {"next": "/accounts/login/"}, follow=True)
    assert answer.redirect_chain
    assert ENDED not in answer.content.decode()


def test_one_sees_and_ends_the_other_sessions() -> None:
    account("staff", AGENT)
    first, second = signed_in("staff"), signed_in("staff")
    page = second.get("/accounts/sessions/").content.decode()
    assert page.partition("<main")[2].partition("</main>")[0].count("127.0.0.1") == 2
    second.post("/accounts/sessions/")
    assert first.get("/admin/").status_code == HTTPStatus.FOUND
    assert second.get("/admin/").status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "password", ["short-1", "onlyletters", "123456789012", "password123", "!!!!!!!!!!!!"]
)
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as caught:
        validate_password(password)
    assert not re.search("[a-z]", "".join(caught.value.messages)), "in Chinese"


@pytest.mark.parametrize("password", ["gua-gan-2026", "letters and more", "哈密瓜甜又甜2026年"])
def test_a_good_password_is_taken(password: str) -> None:
    assert validate_password(password) is None


@pytest.mark.parametrize(
    "path", ["/accounts/2fa/", "/accounts/2fa/webauthn/add/", "/accounts/password/change/"]
)
def test_pages_of_the_account_have_the_sites_frame_and_nothing_inline(path: str) -> None:
    account("staff", AGENT)
    page = sure(signed_in("staff")).get(path)
    assert page.status_code == HTTPStatus.OK
    text = page.content.decode()
    assert 'class="masthead"' in text
    assert "style=" not in text
    scripts = text.split("<script")[1:]
    assert all("src=" in each.split(">")[0] or "json" in each.split(">")[0] for each in scripts)


def test_nobody_takes_an_unproved_address_as_the_own_one() -> None:
    account("visitor")
    client = sure(signed_in("visitor"))
    for answer in (
        client.get("/accounts/email/"),
        client.post("/accounts/email/", {"action_add": "", "email": "stranger@example.com"}),
    ):
        assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/")
    assert not EmailAddress.objects.exists()


def test_the_mail_for_a_new_password_names_the_platform_and_its_link_works(mailoutbox, settings) -> None:
    user = account("staff", AGENT)
    user.email = "staff@example.com"
    user.save()
    Client().post("/accounts/password/reset/", {"email": "staff@example.com"})
    mail = mailoutbox[0]
    assert mail.subject == f"【{settings.WAGTAIL_SITE_NAME}】设置新密码"
    assert not re.search("Hello|Email|账户|staff", mail.body)
    address = re.search(r"http://testserver(/\S+)", mail.body)[1]
    client = Client()
    form = client.get(address, follow=True)
    new = {"password1": "gua-gan-2026", "password2": "gua-gan-2026"}
    client.post(form.redirect_chain[-1][0], new)
    user.refresh_from_db()
    assert user.check_password("gua-gan-2026")
    assert "链接" in Client().get(address).content.decode()


def test_forms_of_the_account_say_nothing_inside_their_fields() -> None:
    account("staff", AGENT)
    pages = [sure(signed_in("staff")).get("/accounts/password/change/")]
    pages += [signed_in("staff").get("/accounts/reauthenticate/"), Client().get("/accounts/password/reset/")]
    for page in pages:
        text = page.content.decode().partition("<main")[2]
        assert "placeholder" not in text
        assert "你的" not in text
        assert "忘记密码" not in text


def test_who_has_a_new_password_is_told_once_and_led_to_the_sign_in(mailoutbox) -> None:
    user = account("staff", AGENT)
    user.email = "staff@example.com"
    user.save()
    Client().post("/accounts/password/reset/", {"email": "staff@example.com"})
    client = Client()
    address = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    form = client.get(address, follow=True)
    assert form.content.decode().partition("<main")[2].count("button--primary") == 1
    new = {"password1": "gua-gan-2026", "password2": "gua-gan-2026"}
    done = client.post(form.redirect_chain[-1][0], new, follow=True).content.decode()
    assert done.count("密码已修改") == 1
    assert 'href="/accounts/login/"' in done.partition("<main")[2].partition("</main>")[0]
