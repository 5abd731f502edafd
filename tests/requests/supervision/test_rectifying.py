"""A low evaluation is put right: cause, measure, seen by another (clause 5.1)."""

import datetime as dt
from typing import Any

import pytest

from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from onestop.catalogue.organisations.choices import Post
from onestop.requests.desks import standing, turns
from onestop.requests.evaluation import services, tokens
from onestop.requests.evaluation.models import Channel, EvaluationInvitation
from onestop.requests.filing.tokens import case_url
from onestop.requests.following.models import CallBack, Notification
from onestop.requests.following.models.calls import Why
from onestop.requests.serving import escalating
from onestop.requests.supervision import day, rectifying
from onestop.requests.supervision.forms import AnswerForm, VerifyForm
from onestop.requests.supervision.models import Cause, Rectification
from onestop.requests.workflow import actions, clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests import acting
from onestop.tests.factories.requests_evaluation import answers, completed, invited

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.1")]

SAID = {"cause": "送样标签写错", "measure": "重新出具报告，核对流程加一道"}


def evaluate(invitation: EvaluationInvitation, **fields: Any) -> ServiceRequest:
    services.give(invitation.pk, Actor.holder(), answers(4) | fields, Channel.LINK)
    return ServiceRequest.objects.get(pk=invitation.case_id)


@pytest.mark.parametrize("fields", [{"q5": False}, {"q1": 1}, {"q2": 1}, {"q3": 1}, {"q4": 1}])
def test_not_satisfied_or_not_solved_opens_a_rectification(fields: dict[str, Any]) -> None:
    case = evaluate(invited(), **fields)
    opened = Rectification.objects.get(case=case)
    assert case.status == Status.RECTIFYING
    assert opened.opened_for == (Cause.LOW if fields.get("q5", True) else Cause.UNSOLVED)
    assert clock.working_days_between(clock.today(), opened.answer_due_on) == 5
    assert clock.working_days_between(clock.today(), opened.due_on) == 15


@pytest.mark.parametrize("fields", [{}, {"q1": 2, "q2": 2, "q3": 2, "q4": 2}])
def test_anything_better_opens_none(fields: dict[str, Any]) -> None:
    assert evaluate(invited(), **fields).status == Status.EVALUATED
    assert not Rectification.objects.exists()


def test_who_has_to_put_it_right_and_until_when_is_said_to_both_sides(client: Client) -> None:
    """The institution that served, and not its coordinator; first its answer, which has a day of its own."""
    doer = network.provider()
    own = factory.enterprise()
    case = completed(doer, office=network.centre(), enterprise=own)
    case = evaluate(EvaluationInvitation.objects.get(case=case, is_main=True), q5=False)
    row = Rectification.objects.get(case=case)
    assert f"{doer.name}正在整改" in client.get(case_url(case)).content.decode()
    client.force_login(factory.member("own", own))
    assert f"{doer.name}正在整改" in client.get("/my/").content.decode()
    assert standing.due_of(case).day == row.answer_due_on
    assert f"{row.answer_due_on:%Y-%m-%d}" in standing.sentence(case)
    rectifying.answer(case.pk, acting(Role.AGENT), SAID)
    case = ServiceRequest.objects.get(pk=case.pk)
    assert standing.due_of(case).day == row.due_on


def test_both_forms_low_open_one() -> None:
    case = completed(network.provider(), office=network.centre())
    for invitation in EvaluationInvitation.objects.filter(case=case).order_by("-is_main"):
        evaluate(invitation, q5=False)
    assert Rectification.objects.filter(case=case).count() == 1


@pytest.fixture
def opened() -> Rectification:
    evaluate(invited("provider"), q4=1)
    return Rectification.objects.get()


@pytest.fixture
def people(opened: Rectification) -> dict[str, Actor]:
    centre = network.centre()
    one = network.account("serves", roles.PROVIDER, opened.office)
    other = network.account("sees", roles.CENTRE_HEAD, centre, Post.CENTRE_HEAD)
    return {
        "serves": Actor(one, frozenset({Role.PROVIDER})),
        "sees": Actor(other, frozenset({Role.HEAD})),
    }


def test_from_cause_to_verification(opened: Rectification, people: dict[str, Actor]) -> None:
    case = opened.case_id
    rectifying.answer(case, people["serves"], SAID)
    rectifying.verify(case, people["sees"], {"result": "报告已更正，企业已收到"})
    opened.refresh_from_db()
    assert (opened.answered_by, opened.verified_by) == (people["serves"].user, people["sees"].user)
    assert ServiceRequest.objects.get(pk=case).status == Status.RECTIFIED
    assert not Rectification.objects.open().exists()


def test_an_answer_that_puts_nothing_right_is_sent_back_and_written_anew(
    opened: Rectification, people: dict[str, Actor]
) -> None:
    case = opened.case_id
    with pytest.raises(Refused, match="请责任单位先填写"):
        rectifying.send_back(case, people["sees"], {"reason": "还没有"})
    rectifying.answer(case, people["serves"], SAID)
    for actor, reason, said in (
        (people["serves"], "还没有", "责任人以外"),
        (people["sees"], " ", "还要整改什么"),
    ):
        with pytest.raises(Refused, match=said):
            rectifying.send_back(case, actor, {"reason": reason})
    Rectification.objects.update(answer_due_on=dt.date(2020, 1, 1))
    rectifying.send_back(case, people["sees"], {"reason": "报告上的编号<b>还是</b>错的"})
    row = Rectification.objects.unanswered().get()
    assert (row.answered_by, row.cause, row.due_on) == (None, SAID["cause"], opened.due_on)
    assert clock.working_days_between(clock.today(), row.answer_due_on) == 5
    assert row.answer_due_on < row.due_on
    form = AnswerForm(case=ServiceRequest.objects.get(pk=case), actor=people["serves"])
    assert SAID["measure"] in form.as_p()
    assert "编号&lt;b&gt;还是" in form.as_p()
    told = Notification.objects.filter(case=case, kind="rectify", office=opened.office, channel="in_site")
    assert told.count() == 2
    rectifying.answer(case, people["serves"], SAID | {"measure": "编号已改"})
    rectifying.verify(case, people["sees"], {"result": "已改好"})
    assert not Rectification.objects.open().exists()
    assert opened.case.events.filter(name__startswith="rectification_").count() == 3


def test_what_is_sent_back_late_is_answered_before_all_is_to_be_finished(
    opened: Rectification, people: dict[str, Actor]
) -> None:
    rectifying.answer(opened.case_id, people["serves"], SAID)
    soon = clock.add_working_days(clock.today(), 2)
    Rectification.objects.update(due_on=soon)
    assert rectifying.send_back(opened.case_id, people["sees"], {"reason": "还缺"}).answer_due_on == soon


def test_whoever_looks_whether_it_is_done_reads_what_was_to_be_done(
    opened: Rectification, people: dict[str, Actor]
) -> None:
    rectifying.answer(opened.case_id, people["serves"], SAID | {"measure": "重做<报告>"})
    form = VerifyForm(case=opened.case, actor=people["sees"])
    assert SAID["cause"] in form.as_p()
    assert "重做&lt;报告&gt;" in form.as_p()


@pytest.mark.parametrize("missing", ["cause", "measure"])
def test_cause_and_measure_are_asked_for(
    opened: Rectification, people: dict[str, Actor], missing: str
) -> None:
    with pytest.raises(Refused) as refused:
        rectifying.answer(opened.case_id, people["serves"], SAID | {missing: " "})
    assert list(refused.value.message_dict) == [missing]


def test_it_is_not_closed_without_an_answer_a_finding_and_another_person(
    opened: Rectification, people: dict[str, Actor]
) -> None:
    case, found = opened.case_id, {"result": "已更正"}
    with pytest.raises(Refused):
        rectifying.verify(case, people["sees"], found)
    rectifying.answer(case, people["serves"], SAID)
    same = Actor(people["serves"].user, frozenset({Role.AGENT}))
    for actor, data in ((people["sees"], {"result": ""}), (same, found), (people["serves"], found)):
        with pytest.raises(Refused):
            rectifying.verify(case, actor, data)
    assert ServiceRequest.objects.get(pk=case).status == Status.RECTIFYING
    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.update(verified_by=people["serves"].user, closed_at=timezone.now())


def reopened(case_pk: int) -> ServiceRequest:
    """Have the enterprise open its request again."""
    ServiceRequest.objects.filter(pk=case_pk).update(completed_at=timezone.now())
    escalating.reopen(case_pk, Actor.holder(), {"reason": "问题还在"})
    return ServiceRequest.objects.get(pk=case_pk)


@pytest.mark.clause("4.3.4.2")
def test_what_is_not_solved_is_opened_again_and_put_right_beside_it(people: dict[str, Actor]) -> None:
    row = Rectification.objects.get()
    case = reopened(row.case_id)
    assert (case.status, case.resolution) == (Status.MATCHING, "")
    assert CallBack.objects.open().filter(case=case, why=Why.LOW_SCORE).exists()
    rectifying.answer(case.pk, people["serves"], SAID)
    assert "rectification_verified" in {each.name for each in actions.offered(people["sees"], case)}
    rectifying.verify(case.pk, people["sees"], {"result": "报告已更正"})
    case.refresh_from_db()
    row.refresh_from_db()
    assert case.status == Status.MATCHING
    assert row.closed_at is not None
    assert case.events.last().name == "rectification_verified"


@pytest.mark.clause("4.3.4.2")
def test_beside_a_request_that_goes_on_it_stands_on_the_desk_of_whose_turn_it_is(rf: Any) -> None:
    """The request has its own line elsewhere; the rectification was on nobody's desk."""
    centre, station = network.centre(), network.station()
    head = network.account("head", roles.CENTRE_HEAD, centre, Post.CENTRE_HEAD)
    agent = network.account("agent", roles.CENTRE_AGENT, centre)
    station_head = network.account("station", roles.STATION_HEAD, station, Post.STATION_HEAD)
    case = completed(station, office=station)
    evaluate(EvaluationInvitation.objects.get(case=case, is_main=True), q5=False)

    def lines() -> list[str]:
        found = []
        for user in (station_head, head, agent):
            request = rf.get("/")
            request.user = user
            found += [f"{user.username}: {task.title}" for task in day.tasks(request)]
        return found

    assert lines() == []  # the case itself stands there
    reopened(case.pk)
    answer, verify = "说明问题原因和整改措施", "验证是否整改到位"
    assert lines() == [f"station: {case.number}：{answer}"]
    rectifying.answer(case.pk, Actor.of(station_head, ServiceRequest.objects.get(pk=case.pk)), SAID)
    assert lines() == [f"head: {case.number}：{verify}", f"agent: {case.number}：{verify}"]


def test_an_open_rectification_is_met_again_after_the_next_evaluation(opened: Rectification) -> None:
    case = reopened(opened.case_id)
    escalating.escalate(case.pk, acting(Role.STATION), {"reason": "站里办不了"})
    escalating.close_unsolved(case.pk, acting(Role.HEAD), {"reason": "本地没有", "result": "请找自治区机构"})
    invitation = EvaluationInvitation.objects.open().get(case=case, is_main=True)
    case = evaluate(invitation)
    assert case.status == Status.RECTIFYING
    assert Rectification.objects.open().get(case=case) == opened


@pytest.mark.clause("4.3.4.2")
def test_whose_problem_is_not_solved_is_asked_whether_to_open_it_again(client: Client) -> None:
    case = evaluate(invited(), q5=False)
    assert not escalating.in_time_to_reopen(Actor.holder(), case)
    ServiceRequest.objects.filter(pk=case.pk).update(completed_at=timezone.now())
    page = client.get(case_url(case)).content.decode()
    assert "您的问题没有解决？" in page
    assert f"{case_url(case)}do/reopen/" in page
    case.refresh_from_db()
    head = acting(Role.HEAD)
    assert "reopen" in {each.name for each in actions.offered(head, case)}


@pytest.mark.clause("4.3.4.2")
def test_nobody_is_led_to_open_again_what_cannot_be_any_more(client: Client) -> None:
    case = evaluate(invited(), q5=False)
    ServiceRequest.objects.filter(pk=case.pk).update(completed_at=timezone.now() - dt.timedelta(60))
    assert "您的问题没有解决？" not in client.get(case_url(case)).content.decode()


@pytest.mark.clause("5.2")
def test_the_form_about_the_centre_is_still_asked_for_while_the_service_is_put_right(client: Client) -> None:
    case = completed(network.provider(), office=network.centre())
    first, second = EvaluationInvitation.objects.filter(case=case).order_by("-is_main")
    evaluate(first, q1=1)
    assert tokens.url(second) in client.get(case_url(case)).content.decode()


@pytest.mark.clause("4.3.4.2")
def test_whether_to_open_again_is_asked_before_the_form_about_the_centre(client: Client) -> None:
    case = completed(network.provider(), office=network.centre())
    first, second = EvaluationInvitation.objects.filter(case=case).order_by("-is_main")
    evaluate(first, q5=False)
    ServiceRequest.objects.filter(pk=case.pk).update(completed_at=timezone.now())
    page = client.get(case_url(case)).content.decode()
    assert "您的问题没有解决？" in page
    assert tokens.url(second) not in page


def test_who_was_only_not_content_is_not_asked(client: Client) -> None:
    case = evaluate(invited(), q4=1)
    assert "您的问题没有解决？" not in client.get(case_url(case)).content.decode()


def test_overdue_is_computed_when_asked(opened: Rectification) -> None:
    assert not Rectification.objects.overdue(opened.answer_due_on).exists()
    later = clock.add_working_days(opened.answer_due_on, 1)
    assert list(Rectification.objects.overdue(later)) == [opened]


def test_whoever_may_not_read_the_case_does_not_read_it(opened: Rectification) -> None:
    stranger = network.account("stranger", roles.PROVIDER, network.provider())
    assert not Rectification.objects.for_user(stranger).exists()
    head = network.account("head", roles.CENTRE_HEAD, network.centre())
    assert list(Rectification.objects.for_user(head)) == [opened]


def test_the_head_who_is_responsible_answers_and_does_not_close_it() -> None:
    centre = network.centre()
    head = network.account("head", roles.CENTRE_HEAD, centre, Post.CENTRE_HEAD)
    one, other = (network.account(name, roles.CENTRE_AGENT, centre) for name in ("one", "other"))
    case = evaluate(invited(), q1=1)
    row = Rectification.objects.get(case=case)
    assert row.responsible.user == head

    def steps(user: Any) -> set[str]:
        offered = actions.offered(Actor.of(user, case), case)
        return {each.name for each in offered} & {"rectification_answered", "rectified"}

    assert steps(head) == steps(one) == {"rectification_answered"}
    rectifying.answer(case.pk, Actor.of(one, case), SAID)
    assert (steps(head), steps(one), steps(other)) == (set(), set(), {"rectified"})
    found = actions.find("rectified")
    assert found is not None
    assert found.why_not is not None
    assert "须由责任人以外的人验证" in found.why_not(case)
    Rectification.objects.update(responsible=None)
    assert steps(head) == {"rectified"}


def told(to: str) -> list[tuple[str, str]]:
    """Return what was told on the platform about rectifications, and where."""
    rows = Notification.objects.filter(to=to, channel="in_site", kind__startswith="rectif").order_by("pk")
    return [(each.kind, str(each.office or each.user)) for each in rows]


def test_whoever_has_to_put_it_right_is_told_so_and_then_whoever_looks_at_it() -> None:
    """It was told as “escalated”, to the centre alone."""
    centre, doer = network.centre(), network.provider()
    network.account("agent", roles.CENTRE_AGENT, centre)
    case = completed(doer, office=centre)
    case = evaluate(EvaluationInvitation.objects.get(case=case, is_main=True), q1=1)
    assert told("doer") == [("rectify", doer.name)]
    assert told("centre") == [("rectification", centre.name)]
    assert not Notification.objects.filter(kind="escalated").exists()
    serves = Actor(network.account("serves", roles.PROVIDER, doer), frozenset({Role.PROVIDER}))
    rectifying.answer(case.pk, serves, SAID)
    assert told("centre")[1:] == [("rectified", centre.name)]
    assert told("supervisor") == []


@pytest.mark.clause("5.5")
def test_the_authority_is_told_of_what_is_left_to_it() -> None:
    agent = network.account("agent", roles.CENTRE_AGENT, network.centre())
    network.account("authority", roles.SUPERVISOR)
    case = evaluate(invited(), q1=1)
    rectifying.answer(case.pk, Actor.of(agent, case), SAID)
    assert told("supervisor") == [("rectified", "authority")]


@pytest.mark.clause("5.5")
def test_the_authority_is_told_again_of_an_answer_written_anew() -> None:
    agent = network.account("agent", roles.CENTRE_AGENT, network.centre())
    authority = network.account("authority", roles.SUPERVISOR)
    case = evaluate(invited(), q1=1)
    rectifying.answer(case.pk, Actor.of(agent, case), SAID)
    rectifying.send_back(case.pk, Actor.of(authority, case), {"reason": "还缺"})
    rectifying.answer(case.pk, Actor.of(agent, case), SAID)
    assert told("supervisor") == [("rectified", "authority")] * 2


@pytest.mark.clause("5.5")
def test_where_nobody_at_the_centre_may_close_it_the_authority_does() -> None:
    """One agent, who answered, and the head, who is responsible: neither sees that it is done."""
    centre = network.centre()
    head = network.account("head", roles.CENTRE_HEAD, centre, Post.CENTRE_HEAD)
    agent = network.account("agent", roles.CENTRE_AGENT, centre)
    authority = network.account("authority", roles.SUPERVISOR)
    case = evaluate(invited(), q1=1)
    rectifying.answer(case.pk, Actor.of(agent, case), SAID)
    case = ServiceRequest.objects.get(pk=case.pk)
    assert [turns.is_for(user, case) for user in (head, agent, authority)] == [False, False, True]
    assert standing.sentence(case).startswith("轮到市场监管监督：验证是否整改到位")
    rectifying.verify(case.pk, Actor.of(authority, case), {"result": "已电话问过企业"})
    case.refresh_from_db()
    assert case.status == Status.RECTIFIED


@pytest.mark.clause("5.5")
def test_where_somebody_at_the_centre_may_close_it_it_waits_there_alone() -> None:
    centre = network.centre()
    head = network.account("head", roles.CENTRE_HEAD, centre, Post.CENTRE_HEAD)
    one, other = (network.account(name, roles.CENTRE_AGENT, centre) for name in ("one", "other"))
    authority = network.account("authority", roles.SUPERVISOR)
    case = evaluate(invited(), q1=1)
    rectifying.answer(case.pk, Actor.of(one, case), SAID)
    case = ServiceRequest.objects.get(pk=case.pk)
    assert [turns.is_for(user, case) for user in (head, one, other, authority)] == [False, False, True, False]
    assert turns.holder(case) == "服务中心"
