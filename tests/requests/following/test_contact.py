"""Messages, urging, the log of contacts, more time, silence."""

import datetime as dt

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from onestop.requests.filing.tokens import case_url
from onestop.requests.following.contact import extending, log, messages, silence, urging
from onestop.requests.following.contact.forms import ExtendForm, MessageForm
from onestop.requests.workflow import clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests as factory
from onestop.tests.factories.moving_time import hold

pytestmark = pytest.mark.django_db

HOLDER = Actor.holder()
MONDAY = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)  # 11:00 in Hami's official time


def office() -> Actor:
    return factory.acting(Role.STATION)


def test_a_message_goes_both_ways_and_says_when_it_was_read(client: Client) -> None:
    case = factory.case(Status.SERVING)
    messages.send(case.pk, HOLDER, {"text": "样品周五送到。"})
    shown = messages.listed(case, messages.Side.ENTERPRISE, case.events.all(), [])
    assert [(each.is_own, each.is_read) for each in shown] == [(True, False)]
    messages.seen(case, office())
    messages.send(case.pk, office(), {"text": "好的。"})
    shown = messages.listed(case, messages.Side.ENTERPRISE, case.events.all(), [])
    assert [(each.is_own, each.is_read) for each in shown] == [(True, True), (False, False)]
    page = client.get(case_url(case)).content.decode()
    assert "样品周五送到。" in page
    assert "好的。" in page
    assert case.readings.filter(side="enterprise").exists(), "opening the page is reading"


@pytest.mark.parametrize(
    ("writer", "readers"),
    [
        (HOLDER, "受理单位和办理人会看到。"),
        (factory.acting(Role.PROVIDER), "企业和办理这件需求的人都会看到。"),
    ],
)
def test_whoever_writes_is_told_who_reads_it(writer: Actor, readers: str) -> None:
    form = MessageForm(case=factory.case(Status.SERVING), actor=writer)
    assert form.fields["text"].help_text == readers


def test_a_message_pressed_twice_is_one() -> None:
    case = factory.case(Status.SERVING)
    for _press in range(2):
        messages.send(case.pk, HOLDER, {"text": "在吗？", "once": "a"})
    messages.send(case.pk, HOLDER, {"text": "在吗？", "once": "b"})
    assert case.events.filter(name="message").count() == 2


def test_an_empty_message_is_refused_beside_its_field(client: Client) -> None:
    case = factory.case(Status.SERVING)
    answer = client.post(f"{case_url(case)}do/message/", {"text": " "})
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert not case.events.filter(name="message").exists()


def test_a_file_comes_with_a_message_and_a_disguised_one_does_not(client: Client) -> None:
    case = factory.case(Status.SERVING)
    url = f"{case_url(case)}do/message/"
    bad = SimpleUploadedFile("a.pdf", b"MZ\x90\x00 this is a program")
    answer = client.post(url, {"text": "附件", "files": [bad]})
    assert answer.status_code == 422
    assert "附件" in answer.content.decode(), "nothing typed is lost"
    good = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    assert client.post(url, {"text": "附件", "files": [good]}).status_code == 302
    event = case.events.get(name="message")
    assert event.data["files"] == [case.attachments.get().pk]
    page = client.get(case_url(case)).content.decode()
    assert f"files/{case.attachments.get().pk}/" in page


def test_one_may_ask_to_hurry_once_a_working_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clock_hand = hold(monkeypatch, MONDAY)
    case = factory.case(Status.SERVING)
    url = f"{case_url(case)}do/urged/"
    assert client.post(url, {"text": ""}).status_code == 302
    with pytest.raises(Refused):
        urging.urge(case.pk, HOLDER, {})
    told = client.get(url, follow=True)  # the button is gone for today; an old page may still have it
    assert told.redirect_chain == [(case_url(case), 302)]
    assert "今天已经催过了，受理单位看得到" in told.content.decode()
    assert list(urging.unanswered(ServiceRequest.objects.all())) == [case]
    clock_hand.shift(days=1)
    urging.urge(case.pk, HOLDER, {})
    log.explain(case.pk, office(), {"text": "下午出结果。", "way": "phone"})
    assert not urging.unanswered(ServiceRequest.objects.all())
    assert case.events.filter(name="urged").count() == 2


def test_on_a_weekend_the_next_time_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    clock_hand = hold(monkeypatch, MONDAY - dt.timedelta(days=3))  # Friday
    case = factory.case(Status.SERVING)
    urging.urge(case.pk, HOLDER, {})
    clock_hand.shift(days=1)
    assert urging.may_again_on(case.pk) == dt.date(2026, 11, 23)


@pytest.mark.clause("4.3.4.1")
def test_a_contact_is_a_record_that_the_owner_reads_in_order(client: Client) -> None:
    """4.3.4.1 ④."""
    case = factory.case(Status.SERVING)
    log.explain(case.pk, office(), {"text": "第一次解释。", "way": "phone", "whom": "enterprise"})
    log.coordinate(case.pk, office(), {"text": "三方约好周五。", "way": "wecom", "whom": "both"})
    log.contact(case.pk, office(), {"text": "电话联系过。", "way": "phone", "whom": "doer"})
    with pytest.raises(Refused):
        log.contact(case.pk, office(), {"text": "  "})
    page = client.get(case_url(case)).content.decode()
    places = [page.index(words) for words in ("电话联系过。", "三方约好周五。", "第一次解释。")]
    assert places == sorted(places), "the newest stands first"
    assert case.events.get(name="coordinated").data == {"way": "wecom", "whom": "both"}


def test_a_note_for_colleagues_is_not_the_enterprises(client: Client) -> None:
    case = factory.case(Status.SERVING)
    log.note(case.pk, office(), {"text": "只给同事看。"})
    assert "只给同事看。" not in client.get(case_url(case)).content.decode()


@pytest.mark.clause("4.3.4.1")
def test_silence_makes_a_task_and_a_contact_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """4.3.4.1 ①: N working days without contact in 服务中."""
    days = clock.limit(Stage.UPDATE)
    clock_hand = hold(monkeypatch, MONDAY)
    case = factory.case(Status.SERVING)
    log.contact(case.pk, office(), {"text": "开始了。"})
    due = clock.add_working_days(timezone.localdate(), days)
    everything = ServiceRequest.objects.all()
    before = due - dt.timedelta(1)
    assert not silence.silent(everything, before)
    assert list(silence.silent(everything, due)) == [case]
    clock_hand.move_to(dt.datetime.combine(due, dt.time(5), dt.UTC))
    messages.send(case.pk, HOLDER, {"text": "有人吗？"})
    assert list(silence.silent(everything)) == [case], "the enterprise’s own words are no contact"
    log.contact(case.pk, office(), {"text": "打过电话。"})
    assert not silence.silent(everything)


def running(**fields: object) -> ServiceRequest:
    today = timezone.localdate()
    return factory.case(
        Status.SERVING,
        stage=Stage.SERVE,
        stage_since=timezone.now(),
        stage_due_on=clock.add_working_days(today, 3),
        **fields,
    )


def test_time_is_extended_before_it_is_over_and_told(client: Client) -> None:
    case = running()
    before = case.stage_due_on
    extending.extend(case.pk, office(), {"days": 2, "reason": "设备检修。"})
    case.refresh_from_db()
    assert before is not None
    assert case.stage_due_on == clock.add_working_days(before, 2)
    assert case.promised_on == case.stage_due_on
    assert "设备检修。" in client.get(case_url(case)).content.decode()
    asked = ExtendForm(case=case, actor=office()).fields["days"].help_text
    assert asked == f"最多还能延长 {clock.limit(Stage.EXTEND) - 2} 个工作日。"
    with pytest.raises(Refused):
        extending.extend(case.pk, office(), {"days": clock.limit(Stage.EXTEND), "reason": "再要。"})
    with pytest.raises(Refused):
        extending.extend(case.pk, office(), {"days": 1, "reason": ""})


def test_nothing_is_offered_where_nothing_can_be_added() -> None:
    case = running()
    assert extending.can_extend(office(), case)
    extending.extend(case.pk, office(), {"days": clock.limit(Stage.EXTEND), "reason": "设备检修。"})
    case.refresh_from_db()
    assert not extending.can_extend(office(), case)
    assert extending.why_not(case) == "已经延长过，不能再延。"
    with pytest.raises(Refused):
        extending.extend(case.pk, office(), {"days": 1, "reason": "再要。"})


def test_what_is_over_cannot_be_extended() -> None:
    case = running()
    ServiceRequest.objects.filter(pk=case.pk).update(stage_due_on=timezone.localdate() - dt.timedelta(1))
    with pytest.raises(Refused):
        extending.extend(case.pk, office(), {"days": 1, "reason": "晚了。"})
    assert not case.extensions.exists()
