"""The automatic checks before a guide is published (process 3.5)."""

import datetime as dt
from typing import Any

import pytest

from onestop.catalogue.services.rules import FIELDS, Fault, Guide, Row, check
from onestop.tests.factories.services import FIELDS as GOOD

STEPS = [Row("受理", days=1), Row("检定", days=5), Row("办结", days=1), Row("送达")]


def faults(
    steps: list[Row] | None = None, materials: Any = (), provisions: int = 1, **values: Any
) -> list[Fault]:
    """Return what is wrong with a good guide after some changes."""
    known = {
        "basis": ["计量法"],
        "charged": "none",
        **{name: GOOD.get(name) for name in FIELDS if name in GOOD},
    }
    return check(Guide({**known, **values}, STEPS if steps is None else steps, list(materials), provisions))


def fields(*args: Any, **kwargs: Any) -> list[str]:
    """Return the fields that are wrong."""
    return [fault.field for fault in faults(*args, **kwargs)]


def test_a_complete_guide_has_no_faults() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    "name",
    [
        *("clause", "kind", "summary", "audience", "conditions", "basis", "result", "delivery", "charged"),
        *("keywords", "valid_from"),
    ],
)
def test_key_elements_are_not_empty(name: str) -> None:
    assert fields(**{name: "" if name != "basis" else []}) == [name]


def test_blanks_are_empty() -> None:
    assert fields(summary="  \n ") == ["summary"]


def test_a_time_is_promised() -> None:
    assert fields(promised_days=None) == ["promised_days"]


def test_the_steps_add_up_to_the_promise() -> None:
    assert fields(promised_days=6) == ["promised_days"]
    assert "6" in str(faults(promised_days=6)[0].message)
    assert "7" in str(faults(promised_days=6)[0].message)


@pytest.mark.parametrize(
    ("missing", "left"), [("受理", STEPS[1:]), ("办结", [*STEPS[:2], STEPS[3]]), ("送达", STEPS[:3])]
)
def test_every_way_has_its_steps(missing: str, left: list[Row]) -> None:
    found = faults(left, promised_days=sum(step.days for step in left))
    assert [fault.field for fault in found] == ["steps"]
    assert missing in str(found[0].message)


def test_nothing_is_closed_before_it_is_accepted() -> None:
    assert fields([STEPS[2], STEPS[0], STEPS[1], STEPS[3]]) == ["steps"]


def test_one_step_may_be_closing_and_delivery() -> None:
    assert fields([Row("受理", days=1), Row("办结并送达", days=6)]) == []


@pytest.mark.parametrize(("days", "wrong"), [(0, []), (1, []), (2, ["instant"])])
def test_what_is_done_while_one_waits_takes_a_day_at_most(days: int, wrong: list[str]) -> None:
    steps = [Row("受理", days=days), Row("办结"), Row("送达")]
    assert fields(steps, promised_days=days, instant=True) == wrong


def test_conditions_name_no_material() -> None:
    found = faults(materials=[Row("器具清单", need="required")], conditions="有\n已经填好器具清单的")
    assert [fault.field for fault in found] == ["conditions"]
    assert "器具清单" in str(found[0].message)


def test_nobody_hands_in_what_the_platform_knows() -> None:
    assert fields(materials=[Row("营业执照复印件", need="required")]) == ["materials"]
    assert fields(materials=[Row("营业执照复印件", need="optional")]) == []


@pytest.mark.parametrize("charged", ["provider", "platform"])
def test_a_fee_has_a_rate_and_somebody_who_charges(charged: str) -> None:
    assert fields(charged=charged) == ["fee_standard", "charged_by"]
    assert fields(charged=charged, fee_standard="按公示价目", charged_by="承检机构") == []


def test_there_is_a_way_to_ask_and_somebody_who_offers_it() -> None:
    assert fields(online=False, window=False) == ["online"]
    assert fields(provisions=0) == ["provisions"]


def test_dates_are_in_order() -> None:
    day = dt.date(2026, 1, 1)
    assert fields(valid_from=day, valid_to=day - dt.timedelta(days=1)) == ["valid_to"]
    assert fields(valid_from=day, valid_to=day) == []
