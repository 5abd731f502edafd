"""Number and tail of the telephone open a short look; guessing is stopped, nothing leaks (clause 4.3.2.1)."""

import re

import pytest

from django.test import Client
from django.urls import reverse

from onestop.requests.enterprises import sms
from onestop.requests.filing import tokens
from onestop.requests.filing.tracking import CLIENT_TRIES, NUMBER_TRIES
from onestop.requests.models import ServiceRequest, WrongTry
from onestop.requests.workflow import numbering
from onestop.requests.workflow.choices import Status
from onestop.tests.factories import network
from onestop.tests.factories import requests as cases

pytestmark = pytest.mark.django_db
TRACK, SEND, CODE = (
    reverse(name) for name in ("requests_track", "requests_track_send", "requests_track_code")
)
SECRETS = ("李示例", "19900000001", "示例果业", "哈密瓜干")


def look(client: Client, number: str | None, tail: str) -> str:
    """Ask, and return the page that comes."""
    return client.post(TRACK, {"number": number or "", "tail": tail}, follow=True).content.decode()


@pytest.mark.clause("4.3.2.1")
def test_number_and_tail_show_where_it_stands_and_nothing_anybody_wrote(client: Client) -> None:
    case = cases.case(Status.SUBMITTED)
    page = look(client, f" {case.number.lower().replace('-', '')} ", "０００１")
    assert case.office.name in page
    assert str(case.number) in page
    assert not [secret for secret in SECRETS if secret in page]


@pytest.mark.clause("4.3.2.1")
def test_five_wrong_tails_block_also_the_right_one_and_nothing_leaks(client: Client) -> None:
    case = cases.case()
    pages = [look(client, case.number, f"{n:04}") for n in range(10, 10 + CLIENT_TRIES)]
    answer = client.post(TRACK, {"number": case.number, "tail": "0001"})
    assert answer.status_code == 429
    pages.append(answer.content.decode())
    assert all("错的次数太多了" in page for page in pages[-2:])
    assert not [secret for page in pages for secret in (*SECRETS, case.office.name) if secret in page]


@pytest.mark.clause("4.3.2.1")
def test_a_number_that_is_not_there_is_answered_like_a_wrong_tail(client: Client) -> None:
    case = cases.case()
    nobody = numbering.compose(case.created_at.date(), 999)
    wrong, none = look(client, case.number, "1234"), look(client, nobody, "1234")
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", wrong) == strip.sub("", none)
    assert WrongTry.objects.count() == 2


def test_a_number_is_blocked_when_many_clients_guess(client: Client) -> None:
    case = cases.case()
    from onestop.requests.filing.tracking import number_print  # noqa: PLC0415

    for n in range(NUMBER_TRIES):
        WrongTry.objects.create(number_print=number_print(case.number), client_print=f"client {n}")
    assert client.post(TRACK, {"number": case.number, "tail": "0001"}).status_code == 429


def test_a_slip_of_the_pen_costs_no_try(client: Client) -> None:
    case = cases.case()
    wrong = case.number[:-1] + ("A" if case.number[-1] != "A" else "B")
    assert "有一位写错了" in look(client, wrong, "0001")
    assert "四位数字" in look(client, case.number, "12")
    assert not WrongTry.objects.exists()


def test_neither_address_nor_number_can_be_read_from_a_wrong_try(client: Client) -> None:
    case = cases.case()
    look(client, case.number, "9999")
    row = WrongTry.objects.get()
    assert case.number not in row.number_print
    assert "127.0.0.1" not in row.client_print


def test_a_draft_cannot_be_followed(client: Client) -> None:
    case = cases.case(Status.DRAFT)
    assert ServiceRequest.objects.filed().count() == 0
    assert "对不上" in look(client, numbering.compose(case.created_at.date(), 1), "0001")


@pytest.mark.clause("4.3.2.1")
def test_the_code_of_a_message_opens_everything(client: Client) -> None:
    case = cases.case()
    look(client, case.number, "0001")
    sms.outbox.clear()
    page = client.post(SEND).content.decode()
    assert "199****001" in page
    code = re.search(r"\d{6}", sms.outbox[0].text)
    assert code
    wrong = client.post(CODE, {"code": "000000" if code[0] != "000000" else "111111"})
    assert wrong.status_code == 422
    answer = client.post(CODE, {"code": code[0]})
    assert answer.headers["Location"] == tokens.case_url(case)


def test_without_number_and_tail_no_code_is_sent(client: Client) -> None:
    cases.case()
    sms.outbox.clear()
    assert client.post(SEND).status_code == 302
    assert client.post(CODE, {"code": "123456"}).status_code == 302
    assert sms.outbox == []


def test_without_a_gateway_the_receipt_is_named(client: Client, settings: object) -> None:
    settings.SMS_BACKEND = "off"  # type: ignore[attr-defined]
    case = cases.case()
    assert "回执上的二维码" in look(client, case.number, "0001")


def test_to_a_landline_no_code_is_offered_or_sent(client: Client) -> None:
    case = cases.case(phone="09020000001")
    sms.outbox.clear()
    assert "回执上的二维码" in look(client, case.number, "0001")
    client.post(SEND)
    assert sms.outbox == []


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.SUBMITTED, "现在由{office}办理。"),
        (Status.RETURNED, "受理单位：{office}。"),
        (Status.REFUSED, "受理单位：{office}。"),
        (Status.ARCHIVED, "受理单位：{office}。"),
    ],
)
def test_in_whose_hands_it_is_is_said_only_while_it_is(client: Client, status: Status, said: str) -> None:
    case = cases.case(status)
    page = look(client, case.number, "0001")
    assert said.format(office=case.office.name) in page
    assert page.count(case.office.name) == 1


def test_another_can_be_followed_afterwards(client: Client) -> None:
    network.centre()
    case = cases.case()
    look(client, case.number, "0001")
    assert str(case.number) in client.get(TRACK).content.decode()
    assert str(case.number) not in client.get(f"{TRACK}?other=").content.decode()
