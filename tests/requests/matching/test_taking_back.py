"""Nobody is silent for ever: a proposal is taken back; who has no account is spoken for."""

import datetime as dt

import pytest

from django.utils import timezone

from onestop.requests.matching import services
from onestop.requests.matching.forms import GiveBackForm, TakeForm
from onestop.requests.matching.models import Outcome
from onestop.requests.workflow import actions, clock
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.requests import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.3.3.2")]

TOLD = {"told_by": "示例机构办公室", "told_way": "phone"}


def proposed(lab: object) -> ServiceRequest:
    """Return a case whose enterprise is asked about an institution."""
    case = make.matching_case()
    services.propose(case.pk, make.AGENT, {"provider": lab})
    case.refresh_from_db()
    return case


def test_an_enterprise_has_its_own_time_to_agree_while_the_office_waits() -> None:
    case = proposed(make.laboratory("甲检测"))
    assert (case.stage, case.clock_runs) == (Stage.CONSENT, False)
    assert case.stage_due_on == clock.add_working_days(clock.today(), clock.DEFAULTS[Stage.CONSENT])


def test_the_office_takes_a_proposal_back_and_may_make_it_again() -> None:
    lab = make.laboratory("甲检测")
    case = proposed(lab)
    with pytest.raises(Refused):
        services.take_back(case.pk, make.AGENT, {})
    match = services.take_back(case.pk, make.AGENT, {"reason": "企业五个工作日未答复"})
    case.refresh_from_db()
    assert (case.status, case.stage) == (Status.MATCHING, Stage.MATCH)
    assert (match.outcome, match.consent, match.return_reason) == (
        Outcome.RECALLED,
        None,
        "企业五个工作日未答复",
    )
    with pytest.raises(Refused):
        services.consent(case.pk, make.ENTERPRISE, {"agree": True})
    assert services.propose(case.pk, make.AGENT, {"provider": lab}).outcome == Outcome.PROPOSED


def test_an_institution_that_was_asked_sees_nothing_any_more_and_counts_as_tried() -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    person = make.person_of(lab)
    assert ServiceRequest.objects.for_user(person.user).filter(pk=case.pk).exists()
    services.take_back(case.pk, make.AGENT, {"reason": "机构没有答复"})
    assert not ServiceRequest.objects.for_user(person.user).filter(pk=case.pk).exists()
    with pytest.raises(Refused) as refused:
        services.propose(case.pk, make.AGENT, {"provider": lab})
    assert "没有" in str(refused.value) or "未答复" in str(refused.value)


def test_the_office_does_not_answer_for_an_institution_that_has_an_account() -> None:
    case = make.offered_to(make.laboratory("甲检测"))
    names = {action.name for action in actions.offered(make.AGENT, case)}
    assert "take_back" in names
    assert not {"take", "give_back"} & names
    for step in (services.take, services.give_back):
        with pytest.raises(Refused):
            step(case.pk, make.AGENT, {"reason": "不办", **TOLD})
    case.refresh_from_db()
    assert case.status == Status.OFFERED


def without_account(lab: object) -> None:
    """Close the account of an institution."""
    user = lab.staff.get().user  # type: ignore[attr-defined]
    user.is_active = False
    user.save()


def test_for_one_without_an_account_the_office_writes_down_who_said_yes_how_and_when() -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    without_account(lab)
    assert {"take", "give_back"} <= {action.name for action in actions.offered(make.AGENT, case)}
    for missing in TOLD:
        with pytest.raises(Refused) as refused:
            services.take(case.pk, make.AGENT, {**TOLD, missing: ""})
        assert list(refused.value.message_dict) == [missing]
    early = timezone.now() - dt.timedelta(days=1)
    with pytest.raises(Refused) as refused:
        services.take(case.pk, make.AGENT, {**TOLD, "told_at": early})
    assert list(refused.value.message_dict) == ["told_at"]
    match = services.take(case.pk, make.AGENT, TOLD)
    event = case.events.last()
    assert (match.outcome, match.told_by, match.told_way) == (Outcome.TAKEN, TOLD["told_by"], "phone")
    assert TOLD["told_by"] not in match.told_by_sealed
    assert TOLD["told_by"] not in f"{event.text}{event.data}"
    assert (event.role, event.data["told_way"]) == (Role.AGENT, "phone")


def test_for_one_without_an_account_the_office_writes_down_a_no() -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    without_account(lab)
    match = services.give_back(case.pk, make.AGENT, {"reason": "设备检修", **TOLD})
    case.refresh_from_db()
    assert (case.status, match.outcome) == (Status.MATCHING, Outcome.RETURNED)


def test_the_institution_itself_is_asked_for_nothing_but_yes_or_the_reason() -> None:
    case = make.matching_case()
    own = acting(Role.PROVIDER)
    assert list(TakeForm(case=case, actor=own).fields) == []
    assert list(GiveBackForm(case=case, actor=own).fields) == ["reason"]
    office = GiveBackForm(case=case, actor=make.AGENT)
    assert list(office.fields) == ["reason", "told_by", "told_way", "told_at"]
