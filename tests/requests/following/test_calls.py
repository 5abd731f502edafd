"""Call-backs: when they are due, who asks, what is written down (clause 4.3.4.2)."""

import datetime as dt
from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.filing.tokens import case_url
from onestop.requests.following import figures
from onestop.requests.following.contact import calls
from onestop.requests.following.contact.forms import CallBackForm
from onestop.requests.following.models import CallBack
from onestop.requests.following.models.calls import CallOutcome, Why
from onestop.requests.workflow import clock, events
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories.moving_time import hold

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.3.4.2")]

TUESDAY = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
SAID = {"reached": True, "method": "phone", "words": "设备已能用。", "effect": "good", "content": "satisfied"}
MISSED = {"reached": False, "method": "phone"}


def caller(name: str = "caller") -> Actor:
    """Return somebody at a window who did not serve."""
    return factory.acting(Role.WINDOW, get_user_model().objects.create_user(name))


def finished(**fields: Any) -> ServiceRequest:
    """Return a case whose service has just ended."""
    fields.setdefault("completed_at", timezone.now())
    case = factory.case(Status.COMPLETED, **fields)
    events.record(case, "complete", SYSTEM, Role.SYSTEM, target=Status.COMPLETED)
    return case


def test_the_end_of_a_service_puts_a_call_on_the_list() -> None:
    """4.3.4.2 ①."""
    case = finished(clause="4.2.1.1")
    due = clock.add_working_days(timezone.localdate(), clock.limit(Stage.CALL_BACK))
    assert [(each.why, each.due_on) for each in case.call_backs.all()] == [(Why.FIRST, due)]


def test_a_lasting_effect_is_asked_about_again_after_thirty_days() -> None:
    case = finished(clause="4.2.5.1")
    later = case.call_backs.get(why=Why.LATER)
    assert later.due_on == timezone.localdate() + dt.timedelta(30)


def test_a_new_need_becomes_a_request_of_its_own_and_nothing_is_typed_again() -> None:
    """4.3.4.2 ②."""
    case = finished()
    call = calls.record(case.pk, caller(), {**SAID, "new_need": "还要做一次计量校准。"})
    child = call.new_need
    assert child is not None
    assert (child.parent_id, child.status, child.description) == (
        case.pk,
        Status.SUBMITTED,
        "还要做一次计量校准。",
    )
    assert (child.contact_name, child.phone) == (case.contact_name, case.phone)
    assert case.events.get(name="called_back").data["new_need"] == child.number


def test_the_head_who_calls_notes_a_new_need_and_each_request_leads_to_the_other(client: Client) -> None:
    """4.3.4.2 ②: whoever calls, and a link both ways."""
    case = finished(office=network.centre())
    user = network.account("head", roles.CENTRE_HEAD, case.office)
    head = Actor.of(user, case)
    child = calls.record(case.pk, head, {**SAID, "new_need": "还要做一次计量校准。"}).new_need
    assert child is not None
    assert case.events.get(name="new_need").role == Role.HEAD
    assert case_url(child) in client.get(case_url(case)).content.decode()
    assert case_url(case) in client.get(case_url(child)).content.decode()
    client.force_login(user)
    for one, other in ((case, child), (child, case)):
        desk = client.get(reverse("requests_case_desk", args=[one.number])).content.decode()
        assert reverse("requests_case_desk", args=[other.number]) in desk


def test_a_link_leads_to_no_request_of_another_telephone(client: Client) -> None:
    case = finished()
    child = factory.case(parent=case, phone="19900000002")
    assert case_url(child) not in client.get(case_url(case)).content.decode()


def test_everybody_who_is_not_content_is_called_back() -> None:
    """4.3.4.2 ③: a low score makes a task, and the rate shows it."""
    case = factory.case(Status.RECTIFYING)
    events.record(case, "open_rectification", SYSTEM, Role.SYSTEM, target=Status.RECTIFYING)
    call = case.call_backs.get(why=Why.LOW_SCORE)
    CallBack.objects.filter(pk=call.pk).update(due_on=timezone.localdate())
    month = figures.Span.month()
    assert figures.called_back(month).words == "0.0 %"
    calls.record(case.pk, caller(), SAID)
    assert figures.called_back(month).words == "100.0 %"
    assert figures.called_back(month, office=case.office_id).whole == 1
    assert figures.called_back(month, office=0).words == "—"


@pytest.mark.parametrize("left_out", ["words", "effect", "content", "method"])
def test_a_record_without_content_is_refused(left_out: str) -> None:
    """4.3.4.2 ④."""
    case = finished()
    with pytest.raises(Refused) as refused:
        calls.record(case.pk, caller(), {**SAID, left_out: " " if left_out == "words" else ""})
    assert left_out in refused.value.error_dict
    assert calls.next_of(case) is not None
    assert not case.events.filter(name="called_back").exists()


@pytest.mark.clause("5.6")
def test_it_is_said_that_a_tick_is_no_complaint_yet() -> None:
    form = CallBackForm(case=factory.case(Status.COMPLETED), actor=factory.acting(Role.HEAD))
    assert "请另由窗口或服务中心代为登记投诉" in str(form["has_complaint"].help_text)


def test_three_tries_close_it_with_their_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """4.3.4.2 ⑤."""
    hands = hold(monkeypatch, TUESDAY)
    case, who = finished(), caller()
    calls.record(case.pk, who, MISSED)
    with pytest.raises(Refused):
        calls.record(case.pk, who, MISSED)
    for _try in range(2):
        hands.shift(hours=3)
        calls.record(case.pk, who, MISSED)
    call = case.call_backs.get()
    assert call.outcome == CallOutcome.UNREACHABLE
    assert call.tries.count() == 3
    assert len(case.events.filter(name="called_back").last().data["tries"]) == 3
    with pytest.raises(Refused):
        calls.record(case.pk, who, SAID)


def test_whoever_served_does_not_ask_how_it_was() -> None:
    case, who = factory.case(Status.COMPLETED), caller()
    events.record(case, "entry", who, Role.WINDOW)
    events.record(case, "complete", SYSTEM, Role.SYSTEM, target=Status.COMPLETED)
    with pytest.raises(Refused):
        calls.record(case.pk, who, SAID)
    case.refresh_from_db()
    assert not calls.can_call(who, case)
    assert calls.why_not(case) == "这件需求是您办理的，请由同事回访。"
    assert calls.can_call(caller("other"), case)
    assert calls.record(case.pk, caller("colleague"), SAID).outcome == CallOutcome.REACHED
    assert calls.why_not(case) == "这件需求没有待做的回访。"


def test_what_was_said_is_sealed_and_stays_out_of_the_chain() -> None:
    case = finished()
    call = calls.record(case.pk, caller(), {**SAID, "person": "王示例"})
    call.refresh_from_db()
    assert (call.person, call.words) == ("王示例", "设备已能用。")
    assert "王示例" not in call.person_sealed
    event = case.events.get(name="called_back")
    assert event.text == ""
    assert "设备" not in str(event.data)


def test_what_is_not_done_in_time_is_overdue() -> None:
    case = finished()
    call = case.call_backs.get()
    assert not CallBack.objects.overdue(call.due_on)
    assert list(CallBack.objects.overdue(call.due_on + dt.timedelta(1))) == [call]


def test_the_list_of_what_is_overdue_is_a_filter(client: Client) -> None:
    late, later = finished(clause="4.2.1.1"), finished(clause="4.2.1.1")
    CallBack.objects.filter(case=late).update(due_on=timezone.localdate() - dt.timedelta(1))
    client.force_login(network.account("head", roles.CENTRE_HEAD))
    address = reverse("requests_callback_modeladmin_index")
    assert {row.case for row in client.get(address).context["object_list"]} == {late, later}
    assert [row.case for row in client.get(address, {"due": "over"}).context["object_list"]] == [late]


def test_a_case_that_is_opened_again_is_not_asked_about() -> None:
    case = finished()
    case.refresh_from_db()
    events.record(case, "reopen", SYSTEM, Role.SYSTEM, target=Status.MATCHING)
    assert case.call_backs.get().outcome == CallOutcome.DROPPED
