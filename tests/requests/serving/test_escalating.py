"""Passed on to the centre: at once, once, counted when late; what the centre decides (clause 4.3.3.2)."""

import datetime as dt

import pytest

from django.utils import timezone

from onestop.catalogue.organisations.choices import Kind, Post
from onestop.catalogue.organisations.models import Organisation, StaffMember
from onestop.requests.filing import services as filing
from onestop.requests.filing.action_forms import AssignForm
from onestop.requests.matching import services as matching
from onestop.requests.matching.candidates import Fit, look_up
from onestop.requests.matching.checking import check_office
from onestop.requests.matching.models import Method, Outcome
from onestop.requests.serving import escalating, records, rules, services, statistics, when
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Resolution, Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.moving_time import hold
from onestop.tests.factories.requests import acting

pytestmark = pytest.mark.django_db
HEAD = acting(Role.HEAD)


def later(patch: pytest.MonkeyPatch, working_days: int) -> None:
    """Let it be so many working days later."""
    now, today = timezone.now(), timezone.localdate()
    hold(patch, now + (clock.add_working_days(today, working_days) - today))


@pytest.mark.clause("4.3.3.2")
def test_an_escalation_is_in_the_centres_hands_at_once_with_time_and_reason() -> None:
    lab = make.laboratory("甲检测")
    case = make.served_by(lab)
    centre = Organisation.objects.get(kind=Kind.CENTRE)
    agent = network.account("坐席", roles.CENTRE_AGENT, centre)
    head = network.staff_member(centre, Post.CENTRE_HEAD, name="示例主任")
    escalating.escalate(case.pk, make.person_of(lab), {"reason": "设备故障，一个月修不好"})
    case.refresh_from_db()
    row = case.escalations.get()
    assert case.status == Status.ESCALATED
    assert (row.source, row.reason, row.to_person, row.is_late) == (
        lab,
        "设备故障，一个月修不好",
        head,
        False,
    )
    assert case.handler == head
    queue = ServiceRequest.objects.for_user(agent).filter(status=Status.ESCALATED)
    assert queue.get() == case
    assert case.stage_due_on == clock.add_working_days(timezone.localdate(), 2)


@pytest.mark.clause("4.3.3.2")
def test_who_is_only_asked_answers_and_does_not_escalate() -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    with pytest.raises(Refused, match="现在不由你们办理"):
        escalating.escalate(case.pk, make.person_of(lab), {"reason": "做不了"})
    assert not when.can_escalate(make.person_of(lab), case)
    matching.take(case.pk, make.person_of(lab), {})
    case.refresh_from_db()
    assert when.can_escalate(make.person_of(lab), case)


@pytest.mark.clause("4.1.2.2")
def test_without_a_head_it_goes_to_who_decides_at_the_centre_and_not_back_to_where_it_came_from() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    assert case.office
    station = network.staff_member(case.office, Post.STATION_HEAD, name="示例站长")
    assert escalating.answerable(case) == station  # there is nobody at the centre
    centre = Organisation.objects.get(kind=Kind.CENTRE)
    network.staff_member(centre, Post.PROFESSIONAL, name="示例人员")
    agent = network.account("坐席", roles.CENTRE_AGENT, centre)
    row = escalating.escalate(case.pk, make.AGENT, {"reason": "无法解决"})
    assert row.to_person == StaffMember.objects.get(user=agent)


@pytest.mark.clause("4.1.2.2")
def test_without_a_head_somebody_of_the_centre_has_it() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    centre = Organisation.objects.get(kind=Kind.CENTRE)
    person = network.staff_member(centre, Post.PROFESSIONAL, name="示例人员")
    row = escalating.escalate(case.pk, make.AGENT, {"reason": "无法解决"})
    assert row.to_person == person


@pytest.mark.clause("4.3.3.2")
def test_a_silent_institution_is_escalated_once_and_not_daily(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make.offered_to(make.laboratory("甲检测"))
    assert rules.escalate_silent() == 0
    later(monkeypatch, 2)
    assert rules.escalate_silent() == 0
    later(monkeypatch, 1)
    assert rules.escalate_silent() == 1
    assert rules.escalate_silent() == 0
    later(monkeypatch, 10)
    assert rules.escalate_silent() == 0
    row = case.escalations.get()
    assert (row.by_rule, row.is_late) == ("silence", False)


@pytest.mark.clause("4.3.3.2")
def test_an_institution_that_writes_entries_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = make.laboratory("甲检测")
    case = make.served_by(lab)
    for _week in range(3):
        later(monkeypatch, 6)
        assert rules.escalate_silent() == 0
        services.enter(case.pk, make.person_of(lab), {"text": "检测进行中"})
    later(monkeypatch, 7)
    assert rules.escalate_silent() == 1
    case.refresh_from_db()
    assert case.status == Status.ESCALATED


def test_the_office_that_serves_itself_is_not_escalated_by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    make.served_here()
    later(monkeypatch, 30)
    assert rules.escalate_silent() == 0


@pytest.mark.clause("4.3.3.2")
def test_given_back_for_the_second_time_it_goes_to_the_centre() -> None:
    first, second = make.laboratory("甲检测"), make.laboratory("乙检测")
    case = make.offered_to(first)
    matching.give_back(case.pk, make.person_of(first), {"reason": "没有空"})
    case.refresh_from_db()
    assert case.status == Status.MATCHING
    make.offered_to(second, case)
    matching.give_back(case.pk, make.person_of(second), {"reason": "没有空"})
    case.refresh_from_db()
    assert case.status == Status.ESCALATED
    assert case.escalations.get().by_rule == "returns"


@pytest.mark.clause("4.3.3.2")
def test_matching_again_leaves_out_who_had_it_and_takes_it_out_of_its_hands() -> None:
    lab, other = make.laboratory("甲检测"), make.laboratory("乙检测")
    case = make.served_by(lab)
    escalating.escalate(case.pk, make.person_of(lab), {"reason": "无法解决"})
    escalating.rematch(case.pk, HEAD, {"reason": "换一家"})
    case.refresh_from_db()
    fits = {row.organisation.name: row.fit for row in look_up(case)}
    assert fits == {"甲检测": Fit.NO, "乙检测": Fit.YES}
    assert records.open_record(case) is None
    assert case.matches.get().outcome == Outcome.RETURNED
    assert not ServiceRequest.objects.for_user(make.person_of(lab).user).exists()
    row = case.escalations.get()
    assert (row.decision, row.decided_at is not None) == ("rematch", True)
    with pytest.raises(Refused):
        matching.propose(case.pk, make.AGENT, {"provider": lab})
    matching.propose(case.pk, make.AGENT, {"provider": other})


@pytest.mark.clause("4.3.3.2")
def test_the_centre_serves_it_itself() -> None:
    lab = make.laboratory("甲检测")
    case = make.served_by(lab)
    escalating.escalate(case.pk, make.person_of(lab), {"reason": "无法解决"})
    record = escalating.take_over(case.pk, HEAD, {"reason": "中心自己做"})
    case.refresh_from_db()
    assert case.status == Status.SERVING
    assert record.doer == Organisation.objects.get(kind=Kind.CENTRE)
    assert case.matches.get(outcome=Outcome.TAKEN).method == Method.CENTRE
    assert case.records.count() == 2


@pytest.mark.clause("4.1.1.2")
def test_what_is_kept_of_the_qualification_is_that_of_the_centre_not_of_the_station() -> None:
    """The station holds the certificate that the item requires, the centre does not."""
    case = make.matching_case()
    escalating.escalate(case.pk, make.AGENT, {"reason": "本站办不了"})
    escalating.take_over(case.pk, HEAD, {"reason": "中心协调办理"})
    match = case.matches.get(outcome=Outcome.TAKEN)
    assert match.check_result["fit"] == "no"
    network.certificate(match.provider, kind="cma")
    assert bool(check_office(case, place=match.provider))


@pytest.mark.clause("4.3.3.2")
def test_what_the_centre_serves_goes_into_the_hands_of_its_own_people() -> None:
    lab = make.laboratory("甲检测")
    case = make.served_by(lab)
    network.account("站员", roles.STATION_HEAD, case.office)
    network.account("坐席", roles.CENTRE_AGENT, Organisation.objects.get(kind=Kind.CENTRE))
    escalating.escalate(case.pk, make.person_of(lab), {"reason": "无法解决"})
    escalating.take_over(case.pk, HEAD, {"reason": "中心自己做"})
    case.refresh_from_db()
    offered = AssignForm(case=case, actor=HEAD).fields["handler"].queryset
    assert {post.user.username for post in offered if post.user} == {"坐席"}
    with pytest.raises(Refused):
        filing.assign(case.pk, HEAD, {"handler": StaffMember.objects.get(user__username="站员")})
    filing.assign(case.pk, HEAD, {"handler": offered.get(user__username="坐席")})


@pytest.mark.clause("4.3.3.2")
def test_what_cannot_be_solved_is_closed_with_what_the_enterprise_is_told() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    escalating.escalate(case.pk, make.AGENT, {"reason": "无法解决"})
    with pytest.raises(Refused) as refused:
        escalating.close_unsolved(case.pk, HEAD, {"reason": "本市没有能力"})
    assert set(refused.value.error_dict) == {"result"}
    escalating.close_unsolved(case.pk, HEAD, {"reason": "本市没有能力", "result": "建议到乌鲁木齐检测"})
    case.refresh_from_db()
    assert case.resolution == Resolution.UNSOLVED
    assert case.events.get(name="close_unsolved").text == "建议到乌鲁木齐检测"
    assert case.gaps.count() == 1


@pytest.mark.clause("4.3.3.2")
def test_an_escalation_past_its_limit_counts_as_late_for_who_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = make.laboratory("甲检测")
    in_time, late = make.served_by(lab), make.served_by(lab)
    known = timezone.localdate()
    later(monkeypatch, 1)
    escalating.escalate(in_time.pk, make.person_of(lab), {"reason": "无法解决", "noticed_on": known})
    later(monkeypatch, 1)
    escalating.escalate(late.pk, make.person_of(lab), {"reason": "无法解决", "noticed_on": known})
    rows = statistics.escalations(known, timezone.localdate())
    assert [(row.name, row.n, row.late, row.by_rule) for row in rows] == [("甲检测", 2, 1, 0)]


def test_since_when_it_is_known_lies_between_the_request_and_today() -> None:
    case = make.served_here()
    for wrong in (make.day(1), make.day(-1)):
        with pytest.raises(Refused) as refused:
            escalating.escalate(case.pk, make.AGENT, {"reason": "无法解决", "noticed_on": wrong})
        assert set(refused.value.error_dict) == {"noticed_on"}


def test_a_pause_that_lasts_too_long_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make.served_here()
    services.wait_enterprise(case.pk, make.AGENT, {"reason": "等材料"})
    later(monkeypatch, 30)
    assert rules.end_long_pauses() == 0
    later(monkeypatch, 1)
    assert rules.end_long_pauses() == 1
    case.refresh_from_db()
    assert (case.status, case.pauses.get().days) == (Status.SERVING, 31)
    assert rules.end_long_pauses() == 0


@pytest.mark.clause("4.3.4.2")
def test_a_request_is_opened_again_within_thirty_days(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make.completed()
    hands = hold(monkeypatch, timezone.now() + dt.timedelta(days=30))
    escalating.reopen(case.pk, make.ENTERPRISE, {"reason": "问题又出现了"})
    case.refresh_from_db()
    assert (case.status, case.resolution, case.completed_at) == (Status.MATCHING, "", None)
    hands.shift(days=1)
    other = make.completed()
    hands.shift(days=31)
    with pytest.raises(Refused) as refused:
        escalating.reopen(other.pk, make.ENTERPRISE, {"reason": "问题又出现了"})
    assert set(refused.value.error_dict) == {"reopen_in_time"}
    escalating.reopen(other.pk, HEAD, {"reason": "中心决定"})
    other.refresh_from_db()
    assert other.status == Status.MATCHING
