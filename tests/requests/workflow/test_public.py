"""Nothing that ended otherwise is said to be completed: each ending has its own words."""

import itertools

import pytest

from onestop.requests.workflow.choices import FINAL, SERVED, Resolution, Status
from onestop.requests.workflow.public import AFTER, ENDINGS, NOT_SOLVED, STATES, state_of
from onestop.requests.workflow.table import TABLE
from onestop.tests.factories import requests as factory

SAID = {Resolution.SOLVED, Resolution.REFUSED, Resolution.WITHDRAWN}
"""Endings that the status itself says."""


def test_every_status_and_every_way_to_end_has_words() -> None:
    assert set(STATES) == set(Status)
    assert set(ENDINGS) | SAID == set(Resolution)
    assert set(AFTER) <= {*SERVED, *FINAL}
    assert set(NOT_SOLVED) <= set(TABLE.rows)


@pytest.mark.clause("4.3.4.1")
@pytest.mark.parametrize("status", [s for s in SERVED if s != Status.RECTIFYING])
def test_what_was_not_solved_is_neither_green_nor_completed(status: str) -> None:
    state = state_of(status, Resolution.UNSOLVED)
    assert state.badge != "done"
    assert str(state.label).startswith("未能解决")
    assert "已办结" not in f"{state.label}{state.sentence}"
    assert state.turn == STATES[status].turn


def test_endings_are_told_apart() -> None:
    ends = {
        (Status.COMPLETED, Resolution.SOLVED),
        (Status.COMPLETED, Resolution.ANSWERED),
        (Status.COMPLETED, Resolution.UNSOLVED),
        (Status.REFUSED, Resolution.REFUSED),
        (Status.WITHDRAWN, Resolution.WITHDRAWN),
        (Status.WITHDRAWN, Resolution.LAPSED),
    }
    states = [state_of(*end) for end in ends]
    for one, other in itertools.combinations(states, 2):
        assert str(one.label) != str(other.label)
        assert str(one.sentence) != str(other.sentence)


def test_what_is_under_way_is_as_before() -> None:
    assert state_of(Status.SERVING, "") is STATES[Status.SERVING]


@pytest.mark.django_db
def test_staff_read_the_ending_beside_the_status_once() -> None:
    unsolved = factory.case(Status.TO_EVALUATE, resolution=Resolution.UNSOLVED)
    assert unsolved.status_words == "待评价（无法解决）"
    assert factory.case(Status.REFUSED).status_words == "不予受理"
    assert factory.case(Status.COMPLETED).status_words == "已办结"
