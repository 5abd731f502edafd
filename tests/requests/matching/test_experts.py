"""Asking an expert: who can be asked, who is left out, who may answer (clause 4.3.3.1)."""

from typing import Any

import pytest

from onestop.requests.matching import services
from onestop.requests.matching.experts import candidates
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.experts import day, make_expert

pytestmark = pytest.mark.django_db

QUESTION = "这类产品应当依据哪项标准检测？"


def expert(name: str, **values: Any) -> Any:
    """Return an expert with an account."""
    return make_expert(name, user=network.account(f"账号{name}", roles.EXPERT), **values)


@pytest.mark.clause("4.3.3.1")
def test_the_most_fitting_comes_first_and_each_says_why() -> None:
    expert("乙", categories=("4.2.2",), standards=("GB/T 19001—2016",))
    expert("甲", standards=(make.STANDARD,))
    make_expert("没有账号")
    rows = candidates(make.matching_case(status=Status.ACCEPTED))
    assert [row.expert.name for row in rows] == ["甲", "乙", "没有账号"]
    assert rows[0].reasons
    assert not rows[2].can_answer


@pytest.mark.clause("4.1.2.1")
def test_an_expert_whose_term_has_ended_cannot_be_asked() -> None:
    former = expert("期满", term_until=day(-1))
    case = make.matching_case(status=Status.ACCEPTED)
    assert candidates(case) == []
    with pytest.raises(Refused) as refused:
        services.ask_expert(case.pk, make.AGENT, {"expert": former.pk, "question": QUESTION})
    assert set(refused.value.error_dict) == {"expert"}


def test_who_works_for_the_enterprise_is_left_out() -> None:
    expert("自家人", employer="示例果业有限公司")
    (row,) = candidates(make.matching_case(status=Status.ACCEPTED))
    assert not row.can_answer


@pytest.mark.clause("6.3")
def test_only_who_was_asked_sees_and_gives_back() -> None:
    asked, other = expert("甲"), expert("乙")
    case = make.matching_case(status=Status.ACCEPTED)
    services.ask_expert(case.pk, make.AGENT, {"expert": asked.pk, "question": QUESTION})
    assert ServiceRequest.objects.for_user(asked.user).get() == case
    assert not ServiceRequest.objects.for_user(other.user).exists()
    with pytest.raises(Refused):
        services.expert_gives_back(case.pk, Actor(other.user, frozenset({Role.EXPERT})), {"reason": "x"})
    services.expert_gives_back(case.pk, Actor.of(asked.user, case), {"reason": "不是我的专业"})
    case.refresh_from_db()
    assert case.status == Status.ACCEPTED
    assert not ServiceRequest.objects.for_user(asked.user).exists()
    rows = {row.expert.name: row.can_answer for row in candidates(case)}
    assert rows == {"甲": False, "乙": True}
