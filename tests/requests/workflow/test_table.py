"""Every cell of the table: each transition, in each status, by each role, is allowed or refused."""

import itertools
from typing import Any

import pytest

from onestop.requests.workflow import moving
from onestop.requests.workflow.choices import FINAL, SERVED, Resolution, Role, Status
from onestop.requests.workflow.moving import Refused, move
from onestop.requests.workflow.permissions import may
from onestop.requests.workflow.table import SIDE, TABLE
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests import acting

pytestmark = pytest.mark.django_db

LATER = [name for name in TABLE.names() if TABLE[name].sources]
"""All but the first, which makes the case."""
ENDED = {*SERVED, Status.REFUSED, Status.WITHDRAWN}


class Unsaved:
    """Stands for a case where only its status matters."""

    def __init__(self, status: str) -> None:
        self.status = status


@pytest.mark.parametrize("name", TABLE.names())
@pytest.mark.clause("4.3.1")
def test_every_cell_is_allowed_by_the_table_or_refused_with_a_reason(name: str) -> None:
    row = TABLE[name]
    for status, role in itertools.product(Status.values, Role.values):
        answer = may(acting(Role(role)), name, Unsaved(status))  # type: ignore[arg-type]
        wanted = status in row.sources and role in row.roles
        assert bool(answer) == wanted, (name, status, role)
        assert answer.allowed or str(answer.reason), (name, status, role)
        assert answer.allowed or answer.code in {"role", "status"}


def given(name: str) -> dict[str, Any]:
    """Return everything that a transition requires."""
    return dict.fromkeys(TABLE[name].requires, True)


def resolve(step: Any) -> None:
    """Give an ending case its resolution, an opened one none, as the services do."""
    step.case.resolution = Resolution.SOLVED if step.row.target in ENDED else ""


@pytest.mark.parametrize("name", LATER)
def test_the_model_layer_moves_from_the_sources_and_from_nowhere_else(name: str) -> None:
    row, actor = TABLE[name], acting(TABLE[name].roles[0])
    cases = {status: factory.case(status) for status in Status.values if status != Status.DRAFT}
    for status, case in cases.items():
        if status in row.sources:
            with move(case.pk, name, actor, given=given(name)) as step:
                resolve(step)
            case.refresh_from_db()
            assert case.status == row.target
            assert case.events.last().name == name
        else:
            with pytest.raises(Refused) as refused, move(case.pk, name, actor, given=given(name)):
                pytest.fail("the body of a refused step must not run")
            case.refresh_from_db()
            assert refused.value.code == "status"
            assert case.status == status


@pytest.mark.parametrize(
    "name", [name for name in TABLE.names() if TABLE[name].requires and TABLE[name].sources]
)
def test_each_required_thing_is_asked_for_by_name(name: str) -> None:
    row = TABLE[name]
    source = next(status for status in row.sources)
    case = factory.case(source) if source != Status.DRAFT else factory.case(Status.DRAFT)
    for missing in row.requires:
        there = given(name) | {missing: ""}
        with pytest.raises(Refused) as refused, move(case.pk, name, acting(row.roles[0]), given=there):
            pytest.fail("the body of a refused step must not run")
        assert list(refused.value.message_dict) == [missing]
    case.refresh_from_db()
    assert case.status == source
    assert set(row.requires) <= set(moving.WORDS)


def test_every_status_is_reached_and_every_open_one_is_left() -> None:
    reached = {row.target for row in TABLE.rows.values()}
    left = {source for row in TABLE.rows.values() for source in row.sources}
    assert reached == set(Status)
    assert left == set(Status) - FINAL


def test_a_name_that_is_no_step_is_refused() -> None:
    answer = may(acting(Role.HEAD), "destroy", Unsaved(Status.SUBMITTED))  # type: ignore[arg-type]
    assert not answer
    assert answer.code == "unknown"


@pytest.mark.parametrize("name", list(SIDE))
def test_side_events_leave_the_status_and_are_refused_to_others(name: str) -> None:
    side = SIDE[name]
    status = (side.statuses or (Status.SERVING,))[0]
    case = factory.case(status)
    moving.note(case.pk, name, acting(side.roles[0]), text="示例")
    case.refresh_from_db()
    assert case.status == status
    assert case.events.last().audience == side.audience
    with pytest.raises(Refused) as refused:
        moving.note(case.pk, name, acting(Role.EDITOR))
    assert refused.value.code == "role"


def test_nothing_is_written_when_the_body_fails() -> None:
    case = factory.case(Status.SUBMITTED)

    def fail() -> None:
        with move(case.pk, "accept", acting(Role.AGENT), given=given("accept")) as step:
            step.case.item_title = "不应保存"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    before = case.chain_length
    case.refresh_from_db()
    assert (case.status, case.item_title, case.chain_length) == (Status.SUBMITTED, "", before)
