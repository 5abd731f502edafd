"""One-time codes: who holds a number gets in, who guesses does not."""

import datetime as dt
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from django.core import mail
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils import timezone

from onestop.requests.enterprises import codes, sms
from onestop.requests.enterprises.models import PhoneCode
from onestop.tests.factories.requests_enterprises import PHONE, fresh_outbox, later, sent_code
from onestop.tests.factories.threads import shared_database, together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox() -> Iterator[None]:
    with fresh_outbox():
        yield


def refusal(contact: str, code: str, purpose: str = "join") -> str:
    with pytest.raises(codes.CodeRefused) as caught:
        codes.check_code(contact, purpose, code)
    return str(caught.value.code)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_code_that_was_sent_opens_once_in_any_spelling() -> None:
    codes.send_code("199-0000-0011", "join")
    assert sms.outbox[0].phone == PHONE
    assert codes.check_code(f"+86 {PHONE}", "join", f" {sent_code()[:3]} {sent_code()[3:]} ")
    assert refusal(PHONE, sent_code()) == "expired"


def test_a_code_for_one_thing_opens_no_other_and_no_other_number() -> None:
    codes.send_code(PHONE, "join")
    assert refusal(PHONE, sent_code(), "forgotten") == "expired"
    assert refusal("19900000012", sent_code()) == "expired"
    assert codes.check_code(PHONE, "join", sent_code())


def test_a_code_is_worth_nothing_after_ten_minutes_or_after_a_newer_one() -> None:
    codes.send_code(PHONE, "join")
    first = sent_code()
    later()
    codes.send_code(PHONE, "join")
    if first != sent_code():
        assert refusal(PHONE, first) == "wrong"
    PhoneCode.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert refusal(PHONE, sent_code()) == "expired"


def test_after_five_wrong_tries_the_right_one_is_refused_too() -> None:
    codes.send_code(PHONE, "join")
    bad = wrong(sent_code())
    assert [refusal(PHONE, bad) for _ in range(5)] == ["wrong"] * 4 + ["tries"]
    assert refusal(PHONE, sent_code()) == "tries"


def test_new_codes_do_not_give_new_tries_for_ever() -> None:
    for _round in range(3):
        codes.send_code(PHONE, "join")
        for _try in range(5):
            refusal(PHONE, wrong(sent_code()))
        later()
    codes.send_code(PHONE, "join")
    assert refusal(PHONE, sent_code()) == "tries"


def test_guessing_at_the_same_moment_gives_no_more_tries(transactional_db: None, tmp_path: Path) -> None:
    codes.send_code(PHONE, "join")
    bad = wrong(sent_code())
    with shared_database(tmp_path):
        results = together([lambda: codes.check_code(PHONE, "join", bad)] * 12)
    found = [getattr(each, "code", each) for each in results]
    assert found.count("wrong") == 4
    assert found.count("tries") == 8


def test_pressed_at_the_same_moment_one_message_is_sent(transactional_db: None, tmp_path: Path) -> None:
    with shared_database(tmp_path):
        results = together([lambda: codes.send_code(PHONE, "join")] * 6)
    assert len(sms.outbox) == 1
    assert [getattr(each, "code", "sent") for each in results].count("sent") in {0, 1}
    assert sum(each is None for each in results) == 1


def test_one_a_minute_five_an_hour() -> None:
    codes.send_code(PHONE, "join")
    with pytest.raises(codes.CodeRefused) as caught:
        codes.send_code(PHONE, "other")
    assert caught.value.code == "pause"
    for _ in range(4):
        later()
        codes.send_code(PHONE, "join")
    later()
    with pytest.raises(codes.CodeRefused) as caught:
        codes.send_code(PHONE, "join")
    assert caught.value.code == "many"
    assert len(sms.outbox) == 5


def test_nobody_runs_up_our_bill_with_many_numbers(settings) -> None:
    settings.SMS_HOURLY_LIMIT = 3
    for tail in range(3):
        codes.send_code(f"1990000002{tail}", "join")
    with pytest.raises(codes.CodeRefused) as caught:
        codes.send_code("19900000029", "join")
    assert caught.value.code == "many"


@pytest.mark.clause("6.3")
def test_neither_number_nor_code_can_be_read_from_the_database() -> None:
    codes.send_code(PHONE, "join")
    row = PhoneCode.objects.values().get()
    assert not [value for value in map(str, row.values()) if PHONE in value or sent_code() in value]


@pytest.mark.parametrize("contact", ["", "12345", "abc", "name@", "650502199001011234"])
def test_what_is_no_contact_is_sent_nothing(contact: str) -> None:
    with pytest.raises(ValidationError):
        codes.send_code(contact or "x", "join")
    assert not sms.outbox
    assert not PhoneCode.objects.exists()


def test_an_e_mail_address_gets_its_code_by_mail() -> None:
    codes.send_code("Name@Example.com", "join")
    assert mail.outbox[0].to == ["name@example.com"]
    assert codes.check_code("name@example.com", "join", sent_code())


def test_without_a_gateway_a_person_is_told_and_nothing_is_counted(settings, caplog) -> None:
    settings.SMS_BACKEND = "off"
    assert not sms.can_send()
    with caplog.at_level(logging.DEBUG), pytest.raises(codes.CodeRefused) as caught:
        codes.send_code(PHONE, "join")
    assert caught.value.code == "not_sent"
    assert PHONE not in caplog.text
    assert not PhoneCode.objects.exists()


def test_the_console_shows_no_number(settings, monkeypatch) -> None:
    settings.SMS_BACKEND = "console"
    console = io.StringIO()
    monkeypatch.setattr("sys.stdout", console)
    sms.send(PHONE, "123456")
    assert "123456" in console.getvalue()
    assert PHONE not in console.getvalue()


def test_a_gateway_that_takes_mail(settings) -> None:
    settings.SMS_BACKEND, settings.SMS_MAIL_TO = "mail", "gateway@example.com"
    sms.send(PHONE, "text")
    assert (mail.outbox[0].subject, mail.outbox[0].body) == (PHONE, "text")
    settings.SMS_MAIL_TO = ""
    with pytest.raises(sms.NotSent):
        sms.send(PHONE, "text")


def test_a_backend_of_ones_own_is_named_by_its_path(settings) -> None:
    settings.SMS_BACKEND = "onestop.requests.enterprises.sms.Memory"
    sms.send(PHONE, "text")
    assert sms.outbox[-1].text == "text"
    settings.SMS_BACKEND = "no.such.Thing"
    with pytest.raises(ImproperlyConfigured):
        sms.send(PHONE, "text")
