"""Mails to participants: owed with what they are about, sent after it, once each, tried again, seen."""

import datetime as dt
import smtplib
from typing import Any, NoReturn

import pytest

from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from onestop.home.training import mailing, publishing, purging, registering
from onestop.home.training.choices import Place
from onestop.home.training.models import OwedMail, Registration, TrainingEventPage
from onestop.tests.factories.training import event, registered

pytestmark = pytest.mark.django_db
REGISTER = "/admin/training/registrations/"


@pytest.fixture
def rows() -> list[Registration]:
    """Return three participants of one event, who have been told that they take part."""
    page = event()
    found = [registered(page, number, email=f"who{number}@example.com") for number in range(3)]
    OwedMail.objects.all().delete()
    mail.outbox.clear()
    return found


def refuse(_self: Any) -> NoReturn:
    """Stand for a mail server that is away."""
    raise ConnectionRefusedError


def turn_away_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server take no mail for the first participant."""
    send = mail.EmailMessage.send

    def act(letter: mail.EmailMessage) -> int:
        if letter.to == ["who0@example.com"]:
            raise smtplib.SMTPRecipientsRefused({})
        return send(letter)

    monkeypatch.setattr(mail.EmailMessage, "send", act)


def owe_all(rows: list[Registration], letter: mailing.Letter = mailing.FEEDBACK) -> int:
    return mailing.owe([row.pk for row in rows], letter)


def wait(minutes: int) -> None:
    """Let time pass for all that is owed."""
    for owed in OwedMail.objects.exclude(not_before=None):
        owed.not_before -= dt.timedelta(minutes=minutes)
        owed.save()


def test_the_editor_waits_for_no_mail_however_many_take_part(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page = event(quota=None)
    wishes = [
        registering.Wish(f"示例人{n}", "示例企业", "", f"who{n}@example.com", registering.uuid.uuid4())
        for n in range(250)
    ]
    registering.add_all(page, wishes, keep=True)
    OwedMail.objects.all().delete()
    page.called_off, page.called_off_note = True, "停电"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert mail.outbox == []
    assert OwedMail.objects.filter(letter="called_off").count() == 250
    mailing.send_owed.call()
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 250
    assert not OwedMail.objects.exists()
    mailing.send_owed.call()
    assert len(mail.outbox) == 250


def test_what_is_owed_stands_and_the_timer_sends_when_the_queue_is_away(
    settings: Any, rows: list[Registration], django_capture_on_commit_callbacks: Any, capsys: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "onestop.tests.factories.failing.Tasks"}}
    with django_capture_on_commit_callbacks(execute=True):
        assert owe_all(rows[:1]) == 1
    assert mail.outbox == []
    call_command("send_training_mail")
    assert [letter.to for letter in mail.outbox] == [["who0@example.com"]]
    assert "mails tried: 1, not sent: 0" in capsys.readouterr().out


def test_a_mail_server_that_does_not_answer_is_asked_once_and_later_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, rows: list[Registration]
) -> None:
    owe_all(rows)
    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)
        mailing.send_owed.call()
    assert caplog.text.count("no server answered") == 1
    assert "example.com" not in caplog.text
    mailing.send_owed.call()
    assert mail.outbox == [], "not at once"
    wait(6)
    mailing.send_owed.call()
    assert len(mail.outbox) == 3


def test_one_mail_that_fails_keeps_none_of_the_others_and_is_given_up_after_six_tries(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, rows: list[Registration]
) -> None:
    turn_away_the_first(monkeypatch)
    owe_all(rows)
    for number in range(8):
        mailing.send_owed.call()
        assert OwedMail.objects.get().tries == min(number + 1, mailing.MOST_TRIES)
        wait(200)
    assert len(mail.outbox) == 2
    assert OwedMail.objects.failed().count() == 1
    assert "example.com" not in caplog.text


def test_staff_see_whom_no_mail_reached_and_can_have_it_sent_again(
    monkeypatch: pytest.MonkeyPatch,
    rows: list[Registration],
    admin_client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    assert f"{REGISTER}?mail=failed" not in admin_client.get("/admin/").content.decode()
    owe_all(rows, mailing.CHANGED)
    OwedMail.objects.filter(registration=rows[0]).update(not_before=None, tries=6)
    desk = admin_client.get("/admin/").content.decode()
    assert f"{REGISTER}?mail=failed" in desk
    html = admin_client.get(REGISTER, {"mail": "failed"}).content.decode()
    assert (html.count('name="chosen"'), "（要打电话通知）" in html) == (1, True)
    waiting = admin_client.get(REGISTER, {"mail": "waiting"}).content.decode()
    assert waiting.count('name="chosen"') == 2
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(REGISTER, {"action": "resend", "chosen": [rows[0].pk]}, follow=True)
    assert "1 封邮件重新寄出" in answer.content.decode()
    assert ["who0@example.com"] in [letter.to for letter in mail.outbox]
    assert f"{REGISTER}?mail=failed" not in admin_client.get("/admin/").content.decode()


def test_who_left_no_address_is_told_by_telephone_and_noted(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = event(quota=1)
    rows = [registered(page, number) for number in range(3)]
    assert not OwedMail.objects.exists(), "a receipt is read on the screen"
    registering.cancel(rows[2])
    publishing.tell_changes(page.pk, ("", "别处"))
    with django_capture_on_commit_callbacks(execute=True):
        registering.cancel(rows[0])
    assert mail.outbox == []
    assert {(row.registration_id, row.letter) for row in OwedMail.objects.failed()} == {
        (rows[1].pk, "changed"),
        (rows[1].pk, "moved_up"),
    }
    again = admin_client.post(REGISTER, {"action": "resend", "chosen": [rows[1].pk]}, follow=True)
    assert "0 封邮件重新寄出" in again.content.decode()
    answer = admin_client.post(REGISTER, {"action": "told", "chosen": [rows[1].pk]}, follow=True)
    assert "打电话通知了 1 人" in answer.content.decode()
    assert not OwedMail.objects.exists()


def test_who_wants_to_be_forgotten_leaves_no_place_behind(admin_client: Client) -> None:
    page = event(quota=1)
    gone, waiting = registered(page, 1, email="gone@example.com"), registered(page, 2)
    admin_client.post(REGISTER, {"action": "forget", "chosen": [gone.pk]})
    gone.refresh_from_db()
    waiting.refresh_from_db()
    assert (gone.place, gone.name, waiting.place) == (Place.CANCELLED, "", Place.CONFIRMED)
    assert not gone.owed_mails.exists()


def test_two_that_send_at_the_same_time_send_each_mail_once(
    monkeypatch: pytest.MonkeyPatch, rows: list[Registration]
) -> None:
    owe_all(rows)
    send = mail.EmailMessage.send

    def meanwhile_another(letter: mail.EmailMessage) -> int:
        monkeypatch.setattr(mail.EmailMessage, "send", send)
        mailing.send_batch()
        return send(letter)

    monkeypatch.setattr(mail.EmailMessage, "send", meanwhile_another)
    mailing.send_owed.call()
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"who{n}@example.com" for n in range(3)]


def test_what_is_owed_once_more_while_it_goes_out_goes_out_once_more(
    monkeypatch: pytest.MonkeyPatch, rows: list[Registration]
) -> None:
    owe_all(rows[:1], mailing.CHANGED)
    send = mail.EmailMessage.send

    def meanwhile_changed(letter: mail.EmailMessage) -> int:
        monkeypatch.setattr(mail.EmailMessage, "send", send)
        owe_all(rows[:1], mailing.CHANGED)
        return send(letter)

    monkeypatch.setattr(mail.EmailMessage, "send", meanwhile_changed)
    mailing.send_owed.call()
    assert len(mail.outbox) == 2


def test_what_is_not_true_any_more_is_not_sent(rows: list[Registration]) -> None:
    page = rows[0].event
    owe_all(rows, mailing.CHANGED)
    registering.cancel(rows[0])
    purging.forget([rows[1].pk])
    mailing.send_owed.call()
    told = [(letter.to[0][:4], letter.subject[:5]) for letter in mail.outbox]
    assert told == [("who2", "时间或者地"), ("who0", "已取消报名")]
    mail.outbox.clear()
    page.called_off, page.called_off_note = True, "停电"
    page.save()
    publishing.published(page)
    TrainingEventPage.objects.update(called_off=False)
    mailing.send_owed.call()
    assert mail.outbox == []
    assert not OwedMail.objects.exists()


def test_a_larger_quota_is_given_out_in_the_order_of_the_list_and_told(
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = event(quota=1)
    for number in range(4):
        registered(page, number, email=f"who{number}@example.com")
    OwedMail.objects.all().delete()
    page.quota = 3
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert [letter.to[0] for letter in mail.outbox] == ["who1@example.com", "who2@example.com"]
    last = Registration.objects.latest("pk")
    assert last.place == Place.WAITING
    assert Registration.objects.get(number=last.number).changed_at <= timezone.now()
