"""While the engine is away the database answers: numbers, filters, words in titles."""

from collections.abc import Callable

import pytest

from onestop.standards.searching.results import Page
from onestop.standards.searching.tiers import Match
from onestop.tests.standards.searching.test_vectors import EXACT, JUNK, numbers

Ask = Callable[..., Page]
pytestmark = pytest.mark.usefixtures("engine_away")


@pytest.mark.parametrize(("typed", "expected"), EXACT.values(), ids=EXACT.keys())
def test_every_number_is_found_as_the_engine_finds_it(ask: Ask, typed: str, expected: str) -> None:
    page = ask(typed)
    assert page.degraded
    assert page.found_exactly
    assert numbers(page)[0].startswith(expected)


def test_editions_parts_and_hints_keep_their_groups(ask: Ask) -> None:
    assert numbers(ask("gbt19012"), Match.EDITION) == ["GB/T 19012—2008"]
    assert numbers(ask("GB/T 1"), Match.PART) == ["GB/T 1.1—2020", "GB/T 1.2—2020", "GB/T 1.10—2015"]
    assert numbers(ask("TSG 8"), Match.LOOSE)[0].startswith("TSG 08—")


def test_filters_and_classes_restrict(ask: Ask) -> None:
    assert numbers(ask("", region=["6505"])) == ["DB6505/T 101—2021"]
    assert "GB/T 19012—2019" in numbers(ask("03.120.10"))
    assert numbers(ask("gbt19012", status=["replaced"])) == ["GB/T 19012—2008"]


def test_words_are_found_in_titles(ask: Ask) -> None:
    assert "GB/T 19012—2019" in numbers(ask("顾客满意 投诉"))


def test_one_result_a_number_unless_every_edition_is_asked_for(ask: Ask) -> None:
    assert "GB/T 19012—2008" not in numbers(ask("组织处理投诉指南"))
    assert "GB/T 19012—2008" in numbers(ask("组织处理投诉指南", all_editions=True))


@pytest.mark.parametrize("typed", JUNK, ids=range(len(JUNK)))
def test_junk_is_answered_calmly(ask: Ask, typed: str) -> None:
    page = ask(typed)
    assert page.total >= len(page.rows)


def test_pages_follow_one_another(ask: Ask) -> None:
    whole = [row.standard.pk for number in (1, 2, 3) for row in ask("", page=number).rows]
    assert len(whole) == len(set(whole))
