"""Setting up and giving a second factor, as its person sees it."""

import re
import time
from http import HTTPStatus
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from onestop.site import roles
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db
PASSWORD = "a-password-of-the-tests"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


@pytest.fixture(autouse=True)
def _asked(settings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    cache.clear()
    home_page()


@pytest.fixture
def staff() -> Any:
    user = get_user_model().objects.create_user("staff", password=PASSWORD)
    user.groups.add(Group.objects.get(name=roles.EDITORS))
    return user


def signed_in(*, sure: bool = False) -> Client:
    client = Client(headers={"user-agent": CHROME})
    client.post("/accounts/login/", {"login": "staff", "password": PASSWORD})
    if sure:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def main_of(response: Any) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def key_of(user: Any, name: str = "Chrome · Windows") -> Authenticator:
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )


def test_after_setting_it_up_one_comes_where_one_was_going(staff) -> None:
    client = signed_in(sure=True)
    client.get("/accounts/second-factor/?next=/admin/pages/")
    client.get("/accounts/2fa/totp/activate/")
    code = code_of(client.session["mfa.totp.secret"])
    codes = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)
    assert 'href="/accounts/second-factor/"' in main_of(codes)
    assert client.get("/accounts/second-factor/")["Location"] == "/admin/pages/"
    assert client.get("/admin/pages/").status_code == HTTPStatus.OK
    assert 'href="/accounts/second-factor/"' not in main_of(client.get("/accounts/2fa/recovery-codes/"))


@pytest.mark.parametrize("browser", [True, False])
def test_after_a_wrong_code_the_secret_that_is_shown_still_holds(staff, browser: bool) -> None:
    client = signed_in(sure=True)
    client.get("/accounts/2fa/totp/activate/")
    accepts = {"accept": "text/html,*/*"} if browser else {}
    page = client.post("/accounts/2fa/totp/activate/", {"code": "000000"}, headers=accepts, follow=True)
    secret = re.search(r"\b[A-Z2-7]{32}\b", main_of(page))
    assert secret
    assert "验证码不对" in main_of(page)
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret[0])}, headers=accepts)
    assert Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists()


def test_an_address_of_another_site_is_not_kept(staff) -> None:
    client = signed_in()
    client.get("/accounts/second-factor/?next=https://elsewhere.example/")
    TOTP.activate(staff, generate_totp_secret())
    assert client.get("/accounts/second-factor/")["Location"] == "/"


def test_a_code_may_be_typed_with_a_gap_and_in_wide_digits(staff) -> None:
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    client = signed_in()
    code = code_of(secret).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert client.post("/accounts/2fa/authenticate/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert "_auth_user_id" in client.session


def test_a_passkey_is_offered_only_where_there_is_one(staff, monkeypatch) -> None:
    TOTP.activate(staff, generate_totp_secret())
    page = main_of(signed_in().get("/accounts/2fa/authenticate/"))
    assert "mfa_webauthn_authenticate" not in page
    assert "通行密钥" not in page
    assert "身份验证器" in page

    Authenticator.objects.all().delete()
    key_of(staff)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda _user: [])
    page = main_of(signed_in().get("/accounts/2fa/authenticate/"))
    assert page.index("mfa_webauthn_authenticate") < page.index('name="code"')
    assert "身份验证器" not in page


def test_who_has_a_passkey_alone_is_not_asked_for_an_app_before_something_important(staff) -> None:
    Authenticator.objects.filter(user=staff).delete()
    client = signed_in()
    key_of(staff)
    RecoveryCodes.activate(staff)
    for path in ("/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/"):
        page = main_of(client.get(path))
        assert "恢复码" in page
        assert "身份验证器" not in page
    TOTP.activate(staff, generate_totp_secret())
    assert "身份验证器" in main_of(client.get("/accounts/2fa/reauthenticate/"))
    assert "身份验证器" in main_of(client.get("/accounts/reauthenticate/"))


def test_a_recovery_code_works_once(staff) -> None:
    TOTP.activate(staff, generate_totp_secret())
    codes = RecoveryCodes.activate(staff)
    one = codes.get_unused_codes()[0]
    for expected in (True, False):
        client = signed_in()
        client.post("/accounts/2fa/authenticate/", {"code": one})
        assert ("_auth_user_id" in client.session) is expected


def test_the_form_of_a_new_passkey_speaks_chinese_and_names_the_device(staff) -> None:
    page = main_of(signed_in(sure=True).get("/accounts/2fa/webauthn/add/"))
    labels = re.findall(r"<label[^>]*>(.*?)</label>", page, re.S)
    assert len(labels) == 2
    assert not any(re.search("[A-Za-z]", re.sub("<[^>]*>", "", label)) for label in labels)
    assert 'value="Chrome · Windows"' in page
    assert "checked" in page


def test_a_second_passkey_of_the_same_device_has_another_name(staff, monkeypatch) -> None:
    key_of(staff)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda _user: [])
    assert 'value="Chrome · Windows 2"' in main_of(
        signed_in_by_code(staff).get("/accounts/2fa/webauthn/add/")
    )


def signed_in_by_code(user: Any) -> Client:
    codes = RecoveryCodes.activate(user).get_unused_codes()
    client = signed_in()
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_a_form_without_a_passkey_says_what_to_do(staff) -> None:
    answer = signed_in(sure=True).post("/accounts/2fa/webauthn/add/", {"name": "办公室"})
    page = main_of(answer)
    assert "没有从设备收到通行密钥" in page
    assert "Credential：" not in page
    assert Authenticator.objects.count() == 0


def test_the_list_of_passkeys_speaks_chinese(staff, monkeypatch) -> None:
    key_of(staff, "办公室电脑")
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda _user: [])
    page = main_of(signed_in_by_code(staff).get("/accounts/2fa/webauthn/"))
    words = re.sub("<[^>]*>", " ", page)
    assert "办公室电脑" in words
    assert not re.search("[A-Za-z]{3}", words.partition(">")[2])


def test_the_secret_can_be_typed_and_opened_on_the_telephone_itself(staff) -> None:
    client = signed_in(sure=True)
    page = main_of(client.get("/accounts/2fa/totp/activate/"))
    secret = client.session["mfa.totp.secret"]
    shown = re.search(r'<code id="authenticator_secret">([^<]+)</code>', page)[1]
    assert shown.replace(" ", "") == secret
    assert len(shown.split()[0]) == 4
    assert f'href="otpauth://totp/staff?secret={secret}' in page


def test_the_desk_is_not_offered_before_the_gate_is_passed(staff) -> None:
    assert "返回工作台" not in main_of(signed_in().get("/accounts/second-factor/"))
