"""The way into an enterprise's room; the second factor, by a passkey."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from onestop.requests.enterprises.models import Membership, Pledge
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories.browsers import PASSWORD, Open
from onestop.tests.factories.requests_enterprises import credit_code, fresh_outbox, sent_code

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    return _fill


def _fill() -> None:
    """Make an account of a window that has not promised anything."""
    window = network.account("room-window", roles.WINDOW, network.station())
    Pledge.objects.filter(user=window).delete()


@pytest.fixture(autouse=True)
def _outbox() -> Iterator[None]:
    with fresh_outbox():
        yield


def test_an_account_is_made_on_a_phone_without_a_script(visit: Open) -> None:
    visitor = visit(390, javascript=False)
    page = visitor.page
    visitor.open("/accounts/enterprise/")
    page.fill("[name=contact]", "199 0000 0044")
    page.check("[name=agree]")
    page.click("main form button")
    page.fill("[name=code]", sent_code())
    page.click("main form button >> nth=0")
    page.fill("[name=enterprise_name]", "示例新企业有限公司")
    page.fill("[name=credit_code]", credit_code(9))
    page.select_option("[name=region]", index=1)
    page.fill("[name=password]", "short")
    page.fill("[name=again]", "short")
    page.click("main form button")
    assert page.input_value("[name=enterprise_name]") == "示例新企业有限公司"
    expect(page.locator("#id_password_error p")).not_to_have_count(0)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/my/")
    assert Membership.objects.get(enterprise__credit_code=credit_code(9)).confirmed_at is None


def test_staff_set_up_a_passkey_promise_and_sign_in_with_it(visit: Open, settings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    visitor = visit()
    page = visitor.page
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    able = dict.fromkeys(("hasResidentKey", "hasUserVerification", "isUserVerified"), True)
    key.send("WebAuthn.addVirtualAuthenticator", {"options": options | able})

    visitor.open("/accounts/login/")
    page.fill("[name=login]", "room-window")
    page.fill("[name=password]", PASSWORD)
    page.click("main form.form [type=submit]")
    page.wait_for_url("**/accounts/second-factor/**")
    assert visitor.axe() == []
    page.click("main a.button--primary")
    page.fill("[name=password]", PASSWORD)
    page.click("main form [type=submit]")
    page.wait_for_url("**/2fa/webauthn/add/**")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/recovery-codes/**")
    assert visitor.axe() == []

    visitor.open("/accounts/second-factor/?next=/admin/requests/licences/")
    page.wait_for_url("**/accounts/pledge/**")
    assert visitor.axe() == []
    page.check("[name=promise]")
    page.click("main form button")
    page.wait_for_url("**/admin/requests/licences/")
    assert visitor.axe("main") == []

    visitor.open("/accounts/logout/")
    page.click("main form button")
    visitor.open("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/")
