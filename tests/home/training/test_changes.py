"""An event that changes after people have registered: they are told, and nothing recorded is lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import icalendar
import pytest

from django.core import mail
from django.test import Client
from django.utils import timezone

from onestop.home.training import attending, ical, mailing, tokens
from onestop.home.training.models import Attendance, TrainingEventPage
from onestop.tests.factories.admin_forms import filled_in
from onestop.tests.factories.training import event, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(django_capture_on_commit_callbacks: Any) -> Callable[..., list[str]]:
    """Return a function that publishes an event with changes and gives the subjects of the mails."""

    def act(page: TrainingEventPage, **changes: Any) -> list[str]:
        mailing.send_owed.call()
        mail.outbox.clear()
        for name, value in changes.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return [letter.subject for letter in mail.outbox]

    return act


@pytest.mark.parametrize(
    "changes", [{"place": "换到 302 室"}, {"join_url": "https://meeting.example.com/7"}], ids=str
)
def test_another_place_is_told_once(publish: Callable[..., list[str]], changes: dict[str, Any]) -> None:
    page = event(quota=1)
    registered(page, 1, email="first@example.com")
    registered(page, 2, email="waits@example.com")
    registered(page, 3)
    assert publish(page, intro="只改了一句介绍") == []
    assert publish(page, **changes) == ["时间或者地点有变：示例培训"] * 2
    assert sorted(letter.to[0] for letter in mail.outbox) == ["first@example.com", "waits@example.com"]
    assert [letter.attachments[0][0] for letter in mail.outbox if letter.attachments] == ["event.ics"]
    assert publish(page) == []


def test_another_time_is_told_with_the_new_time(publish: Callable[..., list[str]]) -> None:
    page = event()
    registered(page, email="first@example.com")
    session = page.sessions.get()
    session.starts_at += dt.timedelta(days=1)
    session.ends_at += dt.timedelta(days=1)
    page.sessions.add(session)
    assert publish(page) == ["时间或者地点有变：示例培训"]
    assert f"{timezone.localtime(session.starts_at):%Y-%m-%d}" in mail.outbox[0].body


def test_nobody_is_told_of_a_change_when_it_is_over_or_called_off(publish: Callable[..., list[str]]) -> None:
    past = event(days=-3)
    registered(past, email="first@example.com")
    assert publish(past, place="后来补写的地点") == []
    page = event()
    registered(page, email="first@example.com")
    assert publish(page, place="别处", called_off=True, called_off_note="停电") == ["活动取消：示例培训"]
    assert publish(page, called_off=False, called_off_note="") == ["时间或者地点有变：示例培训"]
    assert publish(page, called_off=True, called_off_note="又停电") == ["活动取消：示例培训"]


def test_a_page_of_a_participant_offers_nothing_of_an_event_that_is_called_off(client: Client) -> None:
    row = registered(event())
    assert 'class="qr' in client.get(tokens.own_url(row)).content.decode()
    TrainingEventPage.objects.update(called_off=True, called_off_note="停电")
    html = client.get(tokens.own_url(row)).content.decode()
    assert "停电" in html
    for words in ('class="qr', "报名成功", "到时见", "event.ics", "取消报名"):
        assert words not in html, words
    assert "活动已取消" in client.get(tokens.feedback_url(row)).content.decode()


def test_a_page_of_a_participant_leads_to_no_page_that_is_gone(client: Client) -> None:
    page = event()
    row = registered(page)
    page.unpublish()
    assert f'href="{page.url}"' not in client.get(tokens.own_url(row)).content.decode()


def test_the_calendar_says_where_and_how_and_whether_it_is_sure() -> None:
    page = event(quota=1, join_url="https://meeting.example.com/7", join_note="会议号 7")
    sure, waiting = registered(page, 1), registered(page, 2)
    entries = [
        icalendar.Calendar.from_ical(ical.of_registration(row)).walk("VEVENT")[0] for row in (sure, waiting)
    ]
    assert [str(entry["status"]) for entry in entries] == ["CONFIRMED", "TENTATIVE"]
    assert [str(entry["location"]) for entry in entries] == ["示例会议室"] * 2
    assert "会议号 7" in entries[0]["description"]
    assert "meeting.example.com" not in entries[1]["description"]
    assert entries[0]["sequence"] >= 0


def test_nobody_is_recorded_at_a_session_to_come(admin_client: Client) -> None:
    page = event(days=-0.01, sessions=2)
    row = registered(event(days=3))
    row.event = page
    row.save()
    response = admin_client.post(
        "/admin/training/registrations/", {"action": "present", "chosen": [row.pk]}, follow=True
    )
    assert "还没有开始的场次没有记" in response.content.decode()
    assert [each.session for each in Attendance.objects.all()] == page.session_list[:1]


def test_an_event_without_a_session_is_refused_in_words(admin_client: Client) -> None:
    page = event()
    url = f"/admin/pages/{page.pk}/edit/"
    form = filled_in(admin_client.get(url).content, "form[data-edit-form]")
    sent = {**form, "sessions-0-DELETE": "on", "body-count": "0", "action-publish": "1"}
    assert "至少要有 1 项。" in admin_client.post(url, sent).content.decode()


def test_a_session_at_which_somebody_was_is_not_deleted(admin_client: Client) -> None:
    page = event(days=-3, sessions=2)
    first, second = page.session_list
    attending.mark(registered(page), first, None)
    for session, refused in ((second, False), (first, True)):
        url = f"/admin/pages/{page.pk}/edit/"
        form = filled_in(admin_client.get(url).content, "form[data-edit-form]")
        key = str(session.pk)
        number = next(name[:-3] for name in form if name.endswith("-id") and form[name] == key)
        answer = admin_client.post(url, {**form, f"{number}-DELETE": "on", "body-count": "0"})
        named = f"“{timezone.localtime(session.starts_at):%Y-%m-%d %H:%M}”不能删除"
        assert (named in answer.content.decode()) == refused
    assert Attendance.objects.count() == 1


def test_a_mail_promises_a_place_only_while_there_is_one_to_come_to(
    publish: Callable[..., list[str]],
) -> None:
    page, past = event(quota=1), event(days=-2)
    rows = [registered(page, number, email=f"who{number}@example.com") for number in range(2)]
    rows.append(registered(past, email="was@example.com"))
    mailing.send_owed.call()
    mail.outbox.clear()
    mailing.owe([row.pk for row in rows], mailing.FEEDBACK)
    mailing.send_owed.call()
    assert ["签到码" in letter.body for letter in mail.outbox] == [True, False, False]
    assert ["取消报名" in letter.body for letter in mail.outbox] == [True, True, False]
    assert ["名额已给您留好" in letter.body for letter in mail.outbox] == [True, False, False]
    publish(page, called_off=True, called_off_note="停电")
    assert not any("名额" in letter.body or "签到码" in letter.body for letter in mail.outbox)
    assert all("停电" in letter.body and "/training/my/" in letter.body for letter in mail.outbox)
