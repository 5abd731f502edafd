"""Whose time is extended by whom: what an institution has taken, not what it is asked (process 3.4)."""

from collections.abc import Callable

import pytest

from onestop.requests.following.contact import extending
from onestop.requests.serving import escalating
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories.requests import acting
from onestop.tests.factories.requests_matching import (
    AGENT,
    laboratory,
    offered_to,
    person_of,
    served_by,
    taken_by,
)

pytestmark = pytest.mark.django_db
MORE = {"days": 1, "reason": "设备检修。"}
STATION, HEAD = acting(Role.STATION), acting(Role.HEAD)


def may_extend(actor: Actor, case: ServiceRequest) -> bool:
    """Tell whether ``actor`` can, having made sure that the offer and the service agree."""
    offered = extending.can_extend(actor, case)
    try:
        extending.extend(case.pk, actor, MORE)
    except Refused:
        assert not offered
        return False
    assert offered
    return True


@pytest.mark.clause("4.3.3.2")
def test_who_is_asked_takes_it_or_gives_it_back_and_does_not_prolong_its_own_silence() -> None:
    lab = laboratory("示例检测一所")
    case = offered_to(lab)
    assert not may_extend(person_of(lab), case)
    assert may_extend(STATION, case)


@pytest.mark.clause("4.3.4.1")
@pytest.mark.parametrize("begun", [taken_by, served_by])
def test_who_has_taken_it_extends_the_own_time(begun: Callable[..., ServiceRequest]) -> None:
    lab = laboratory("示例检测一所")
    assert may_extend(person_of(lab), begun(lab))


@pytest.mark.clause("4.3.3.2")
def test_the_time_in_which_the_centre_decides_is_the_centres() -> None:
    lab = laboratory("示例检测一所")
    case = served_by(lab)
    escalating.escalate(case.pk, person_of(lab), {"reason": "仪器故障。"})
    case.refresh_from_db()
    assert not may_extend(person_of(lab), case)
    assert not may_extend(STATION, case)
    assert may_extend(AGENT, case)
    assert may_extend(HEAD, case)
