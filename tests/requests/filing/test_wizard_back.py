"""Back, forward and reload among the screens, also where something has to be changed (clause 4.3.2.1)."""

import datetime as dt

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onestop.requests.enterprises import notices
from onestop.requests.models import ServiceRequest
from onestop.requests.workflow import clock
from onestop.tests.factories import network
from onestop.tests.factories.requests_filing import returned

pytestmark = pytest.mark.django_db
NEED, CONTACT = reverse("requests_new_need"), reverse("requests_new_contact")
WORDS = "包装车间有压力表 12 块，去年 12 月检的，快到期了。"
IDENTITY = "650502199001010011"
CONTACTS = {"enterprise_name": "示例果业有限公司", "contact_name": "李示例", "phone": "199 0000 0001"}


def begun(client: Client) -> None:
    network.centre()
    client.post(NEED, {"item": "", "description": WORDS})


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.clause("4.3.2.1")
def test_what_has_to_be_changed_is_said_at_every_reload_until_the_screen_is_sent_again(
    client: Client,
) -> None:
    yesterday = (clock.today() - dt.timedelta(1)).isoformat()
    program = SimpleUploadedFile("证书.pdf", b"MZ" + bytes(99))
    first = returned(client, NEED, {"description": WORDS, "wanted_by": yesterday, "files": program})
    assert first.count("form__errors") == 1
    for again in (first, page(client, NEED)):
        assert f'value="{yesterday}"' in again
        assert f"{yesterday} 已经过去了" in again
        assert "内容和它的后缀对不上" in again
        assert WORDS in again
    assert "form__errors" not in page(client, f"{NEED}?item=")
    client.post(NEED, {"item": "", "description": WORDS, "do": "save"})
    assert "form__errors" not in page(client, NEED)


def test_contact_data_without_agreement_is_kept_in_the_browser_alone_and_cannot_be_read_there(
    client: Client,
) -> None:
    begun(client)
    assert 'value="李示例"' in returned(client, CONTACT, CONTACTS)
    assert 'value="李示例"' in page(client, CONTACT)
    draft = ServiceRequest.objects.get()
    assert (draft.phone, draft.contact_name, draft.enterprise_name) == ("", "", "")
    assert not any("示例" in str(value) or "1990" in str(value) for value in client.session.values())
    cookie = client.cookies["filing"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/requests/new/")
    assert cookie["max-age"] <= 15 * 60
    assert "0000" not in cookie.value
    assert "示例" not in cookie.value
    del client.cookies["filing"]
    assert "李示例" not in page(client, CONTACT)


def test_the_browser_forgets_them_once_they_are_right_or_thrown_away(client: Client) -> None:
    begun(client)
    returned(client, CONTACT, CONTACTS)
    client.post(CONTACT, {**CONTACTS, "consent": "on"})
    assert client.cookies["filing"].value == ""
    assert ServiceRequest.objects.get().notice_version == notices.current().version
    returned(client, CONTACT, CONTACTS)
    kept = client.cookies["filing"].value
    client.post(reverse("requests_new_discard"))
    assert client.cookies["filing"].value == ""
    begun(client)
    client.cookies["filing"] = kept  # of another draft, of somebody who sat here before
    assert "李示例" not in page(client, CONTACT)
    client.cookies["filing"] = "x" * 100
    assert client.get(CONTACT).status_code == 200


@pytest.mark.clause("4.3.2.1")
def test_back_from_the_receipt_to_any_screen_of_what_was_sent_leads_to_it_again(client: Client) -> None:
    begun(client)
    client.post(CONTACT, {**CONTACTS, "consent": "on"})
    receipt = client.post(reverse("requests_new_check")).headers["Location"]
    assert client.get(CONTACT).headers["Location"] == receipt
    assert client.get(reverse("requests_new_check")).headers["Location"] == receipt


def test_an_identity_number_is_refused_in_words_and_kept_nowhere(client: Client) -> None:
    shown = returned(client, NEED, {"item": "", "description": f"我的号码 {IDENTITY}"})
    assert "身份证" in shown
    assert IDENTITY not in shown + str(dict(client.session)) + ServiceRequest.objects.get().description


def test_words_around_an_identity_number_are_kept_without_it(client: Client) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in IDENTITY)
    for number in (IDENTITY, wide, f"{IDENTITY[:-1]}X"):
        shown = returned(client, NEED, {"item": "", "description": f"{WORDS}身份证 {number}，急用"})
        assert "已经替您去掉" in shown
        kept = ServiceRequest.objects.get().description
        assert (WORDS in kept, "急用" in kept, number in shown + kept) == (True, True, False)
    assert client.post(NEED, {"item": "", "description": kept}).headers["Location"] == CONTACT


def test_what_is_much_too_long_fits_a_cookie(client: Client) -> None:
    begun(client)
    shown = returned(client, CONTACT, dict.fromkeys(CONTACTS, "果" * 5000) | {"email": "果" * 5000})
    assert shown.count("_error") >= len(CONTACTS)
    assert len(client.cookies["filing"].value) < 4000
