"""Accepting, sending back, refusing, handing over, withdrawing: T3 to T6 and T21, and notes beside them."""

import datetime as dt
from typing import Any

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from onestop.requests.desks import turns
from onestop.requests.filing import refusing, services
from onestop.requests.models import Pause, ServiceRequest
from onestop.requests.workflow import actions, clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Resolution, Role, Stage, Status
from onestop.requests.workflow.events import breaks
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network, requests_filing
from onestop.tests.factories import requests as cases
from onestop.tests.factories.services import service

pytestmark = pytest.mark.django_db
GAPS = "检定证书复印件\n\n器具清单\n"
WAY = {"reason": "属于行政许可，不在平台办。", "other_way": "请到政务大厅 3 号窗口，0902-0000009。"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def staff(case: ServiceRequest, role: str = roles.WINDOW, name: str = "window") -> Actor:
    """Return somebody who works at the office of ``case``."""
    return Actor.of(network.account(name, role, case.office), case)


@pytest.fixture
def case() -> ServiceRequest:
    """Return a request at the centre, for a known item."""
    network.centre()
    return requests_filing.filed(item=service())


@pytest.mark.clause("4.3.2.3")
def test_accepting_names_item_hands_and_day(case: ServiceRequest) -> None:
    actor = staff(case)
    done = services.accept(case.pk, actor, {})
    assert (done.status, done.stage) == (Status.ACCEPTED, Stage.MATCH)
    assert done.handler is not None
    assert done.handler.user == actor.user
    assert done.promised_on == clock.add_working_days(clock.today(), 7)
    assert done.accepted_at is not None


def test_a_request_without_an_item_is_not_accepted_until_staff_names_one() -> None:
    network.centre()
    case = requests_filing.filed()
    actor = staff(case)
    with pytest.raises(Refused) as refused:
        services.accept(case.pk, actor, {})
    assert list(refused.value.message_dict) == ["item"]
    item = service()
    done = services.accept(case.pk, actor, {"item": item})
    assert (done.item_title, done.clause) == (item.title, item.clause)


def test_a_day_that_is_over_cannot_be_promised(case: ServiceRequest) -> None:
    with pytest.raises(Refused) as refused:
        services.accept(case.pk, staff(case), {"due": clock.today() - dt.timedelta(1)})
    assert list(refused.value.message_dict) == ["due"]


@pytest.mark.clause("4.3.2.3")
def test_what_is_missing_is_told_once_and_the_clock_stands_still(case: ServiceRequest) -> None:
    actor = staff(case)
    back = services.send_back(case.pk, actor, {"gaps": GAPS})
    assert back.status == Status.RETURNED
    assert back.events.last().data["gaps"] == ["检定证书复印件", "器具清单"]
    assert Pause.objects.get(case=case).until is None
    again = services.complete_gaps(
        case.pk,
        Actor.holder(),
        {"description": "清单在这里。", "files": [SimpleUploadedFile("清单.png", PNG)]},
    )
    assert again.status == Status.SUBMITTED
    assert again.description.startswith(case.description)
    assert "清单在这里。" in again.description
    assert again.attachments.get().name == "清单.png"
    assert Pause.objects.get(case=case).until is not None
    with pytest.raises(Refused) as refused:
        services.send_back(case.pk, actor, {"gaps": "还有一样"})
    assert list(refused.value.message_dict) == ["gaps"]
    again.refresh_from_db()
    assert "return" not in {each.name for each in actions.offered(actor, again)}


def test_nothing_missing_is_no_reason_to_send_back(case: ServiceRequest) -> None:
    with pytest.raises(Refused):
        services.send_back(case.pk, staff(case), {"gaps": " \n "})


@pytest.mark.clause("4.3.2.3")
def test_two_people_and_another_way_are_needed_to_refuse(case: ServiceRequest) -> None:
    head = Actor.of(network.account("head", roles.CENTRE_HEAD), case)
    with pytest.raises(Refused) as refused:
        refusing.refuse(case.pk, head, WAY)
    assert list(refused.value.message_dict) == ["proposal"]
    with pytest.raises(Refused) as refused:
        refusing.propose_refusal(case.pk, staff(case), {"reason": "不属于"})
    assert list(refused.value.message_dict) == ["other_way"]
    proposer = staff(case, name="proposer")
    proposed = refusing.propose_refusal(case.pk, proposer, WAY)
    assert proposed.status == Status.SUBMITTED
    same = Actor(proposer.user, frozenset({Role.HEAD}))
    with pytest.raises(Refused):
        refusing.refuse(case.pk, same, {})
    done = refusing.refuse(case.pk, head, {})
    assert (done.status, done.resolution) == (Status.REFUSED, Resolution.REFUSED)
    assert WAY["other_way"] in done.events.last().text


def test_a_proposal_is_over_once_the_case_was_handed_over(case: ServiceRequest) -> None:
    station = network.station()
    actor = staff(case)
    refusing.propose_refusal(case.pk, actor, WAY)
    services.hand_over(case.pk, actor, {"office": station, "reason": "离企业近"})
    head = Actor.of(network.account("head", roles.CENTRE_HEAD), case)
    with pytest.raises(Refused):
        refusing.refuse(case.pk, head, {})


@pytest.mark.clause("4.3.2.3")
def test_the_head_does_not_confirm_and_the_office_goes_on(case: ServiceRequest) -> None:
    """T5b: with a reason, by somebody else; the time that runs is the same, nobody but staff hears of it."""
    user = network.account("head", roles.CENTRE_HEAD)
    head, proposer = Actor.of(user, case), staff(case, name="proposer")
    with pytest.raises(Refused) as refused:
        refusing.decline_refusal(case.pk, head, {"reason": "可以受理"})
    assert list(refused.value.message_dict) == ["proposal"]
    refusing.propose_refusal(case.pk, proposer, WAY)
    with pytest.raises(Refused) as refused:
        refusing.decline_refusal(case.pk, head, {"reason": " "})
    assert list(refused.value.message_dict) == ["reason"]
    with pytest.raises(Refused) as refused:
        refusing.decline_refusal(case.pk, proposer, {"reason": "自己撤回"})
    assert refused.value.code == "role"
    same = Actor(proposer.user, frozenset({Role.HEAD}))
    with pytest.raises(Refused):
        refusing.decline_refusal(case.pk, same, {"reason": "自己决定"})
    before = ServiceRequest.objects.get(pk=case.pk)
    assert turns.is_for(user, case)
    done = refusing.decline_refusal(case.pk, head, {"reason": "属于计量服务，可以受理"})
    assert (done.status, done.resolution) == (Status.SUBMITTED, "")
    assert (done.stage, done.stage_due_on, done.office) == (before.stage, before.stage_due_on, before.office)
    event = done.events.last()
    assert (event.name, event.text, event.audience) == ("decline_refusal", "属于计量服务，可以受理", "staff")
    assert not turns.is_for(user, case)
    with pytest.raises(Refused):
        refusing.refuse(case.pk, head, {})
    accepted = services.accept(case.pk, proposer, {})
    assert accepted.status == Status.ACCEPTED
    assert not list(breaks(accepted))


def test_a_proposal_is_decided_once_and_may_be_made_again(case: ServiceRequest) -> None:
    proposer = staff(case, name="proposer")
    head = Actor.of(network.account("head", roles.CENTRE_HEAD), case)

    def names(actor: Actor) -> set[str]:
        offered = {action.name for action in actions.offered(actor, case)}
        return offered & {"propose_refusal", "refuse", "decline_refusal"}

    for _round in range(2):
        assert (names(proposer), names(head)) == ({"propose_refusal"}, set())
        refusing.propose_refusal(case.pk, proposer, WAY)
        assert (names(proposer), names(head)) == (set(), {"refuse", "decline_refusal"})
        refusing.decline_refusal(case.pk, head, {"reason": "可以受理"})


@pytest.mark.clause("4.3.2.3")
def test_an_outlet_hands_over_to_the_centre_and_history_says_who_and_why() -> None:
    centre, _station, outlet = network.whole_network()
    case = requests_filing.filed(office=outlet)
    due = case.stage_due_on
    user = network.account("outlet", roles.OUTLET, outlet)
    moved = services.hand_over(case.pk, Actor.of(user, case), {"office": centre, "reason": "网点没有设备"})
    event = moved.events.last()
    assert moved.office == centre
    assert (event.actor, event.office) == (user, outlet)
    assert "网点没有设备" in event.text
    assert moved.stage_due_on == due
    assert moved.hand_overs == 1
    moved.refresh_from_db()
    assert ServiceRequest.objects.for_user(user).filter(pk=case.pk).exists() is False


@pytest.mark.clause("4.3.2.3")
def test_an_accepted_request_keeps_its_time_when_it_is_handed_over(case: ServiceRequest) -> None:
    station = network.station()
    services.accept(case.pk, staff(case), {})
    early = clock.today() + dt.timedelta(1)
    ServiceRequest.objects.filter(pk=case.pk).update(stage_due_on=early)
    agent = Actor.of(network.account("agent", roles.CENTRE_AGENT), case)
    services.hand_over(case.pk, agent, {"office": station, "reason": "离企业近"})
    case.refresh_from_db()
    promised = case.promised_on
    other = staff(case, name="other")
    assert promised is not None
    with pytest.raises(Refused) as refused:
        services.accept(case.pk, other, {"due": promised + dt.timedelta(7)})
    assert list(refused.value.message_dict) == ["due"]
    again = services.accept(case.pk, other, {})
    assert (again.stage, again.stage_due_on) == (Stage.MATCH, early)
    assert again.promised_on == promised


def test_after_two_hand_overs_it_stays(case: ServiceRequest) -> None:
    agent = Actor.of(network.account("agent", roles.CENTRE_AGENT), case)
    one, two = network.station(), network.station()
    for office in (one, two):
        services.hand_over(case.pk, agent, {"office": office, "reason": "换"})
    with pytest.raises(Refused) as refused:
        services.hand_over(case.pk, agent, {"office": one, "reason": "换"})
    assert list(refused.value.message_dict) == ["hand_overs_left"]
    case.refresh_from_db()
    assert "hand_over" not in {each.name for each in actions.offered(agent, case)}


@pytest.mark.parametrize("same", [True, False])
def test_a_request_is_not_handed_to_where_it_is_nor_to_a_closed_office(
    case: ServiceRequest, same: bool
) -> None:
    closed = network.station(status="suspended", status_reason="示例")
    with pytest.raises(Refused) as refused:
        services.hand_over(case.pk, staff(case), {"office": case.office if same else closed, "reason": "换"})
    assert list(refused.value.message_dict) == ["office"]


def test_a_stranger_can_do_nothing(case: ServiceRequest) -> None:
    elsewhere = network.account("elsewhere", roles.WINDOW, network.station())
    actor = Actor.of(elsewhere, case)
    with pytest.raises(Refused) as refused:
        services.accept(case.pk, actor, {})
    assert refused.value.code == "role"


def test_the_enterprise_withdraws_and_need_not_say_why(case: ServiceRequest) -> None:
    done = services.withdraw(case.pk, Actor.holder(), {})
    assert (done.status, done.resolution, done.stage) == (Status.WITHDRAWN, Resolution.WITHDRAWN, "")
    assert not list(breaks(done))


def test_only_somebody_of_the_office_gets_a_case_into_hand(case: ServiceRequest) -> None:
    actor = staff(case)
    outside = network.staff_member(network.station())
    inside = network.staff_member(case.office)
    with pytest.raises(Refused):
        services.assign(case.pk, actor, {"handler": outside})
    services.assign(case.pk, actor, {"handler": inside})
    case.refresh_from_db()
    assert case.handler == inside
    assert not list(breaks(case))


@pytest.mark.clause("4.2.9")
def test_another_item_is_assigned_and_history_keeps_the_former() -> None:
    network.centre()
    other = service(clause="4.2.9", kind="consultation", slug="other", title="其他咨询")
    metrology = service()
    case = requests_filing.filed(item=other)
    actor = staff(case)
    with pytest.raises(Refused):
        services.reclassify(case.pk, actor, {"item": other, "reason": "同一个"})
    with pytest.raises(Refused):
        services.reclassify(case.pk, actor, {"item": metrology, "reason": ""})
    event = services.reclassify(case.pk, actor, {"item": metrology, "reason": "是检定"})
    case.refresh_from_db()
    assert (case.item, case.clause) == (metrology, "4.2.4.1")
    assert event.data["from"] == "4.2.9"
    assert "其他咨询" in event.text
    assert not list(breaks(case))


@pytest.mark.parametrize(
    ("status", "role", "names"),
    [
        (Status.SUBMITTED, Role.AGENT, {"accept", "return", "hand_over", "propose_refusal", "assigned"}),
        (Status.SUBMITTED, Role.HEAD, {"hand_over"}),
        (Status.RETURNED, Role.ENTERPRISE, {"complete_gaps", "withdraw", "attached"}),
        (Status.DRAFT, Role.AGENT, set()),
    ],
)
def test_the_right_steps_are_offered(status: str, role: Role, names: set[str]) -> None:
    case = cases.case(status)
    offered = {action.name for action in actions.offered(cases.acting(role), case)}
    assert names <= offered
    assert bool(names) == bool(offered & {"accept", "hand_over", "complete_gaps"})
    assert not offered & {"refuse", "decline_refusal"}  # nobody has proposed it


@pytest.mark.parametrize(
    "name",
    [
        *("accept", "hand_over", "assigned", "reclassified", "refuse", "decline_refusal", "attached"),
    ],
)
def test_every_form_opens_for_a_case(case: ServiceRequest, name: str) -> None:
    action = actions.find(name)
    assert action is not None
    form: Any = action.form(case=case, actor=staff(case))
    assert "<" in str(form)


def test_a_draft_left_alone_is_removed_with_its_file() -> None:
    from onestop.requests.filing import attachments  # noqa: PLC0415
    from onestop.requests.filing.attach import DRAFTS_KEPT, end_drafts  # noqa: PLC0415

    draft, young = requests_filing.draft(), requests_filing.draft()
    kept = attachments.attach(draft, SimpleUploadedFile("a.png", PNG))
    old = timezone.now() - DRAFTS_KEPT - dt.timedelta(1)
    ServiceRequest.objects.filter(pk=draft.pk).update(updated_at=old)
    assert end_drafts() == 1
    assert list(ServiceRequest.objects.values_list("pk", flat=True)) == [young.pk]
    assert not type(kept).objects.filter(pk=kept.pk).exists()
