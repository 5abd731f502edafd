"""Facets: counted without their own choice, the same restriction in the engine and in the database."""

import datetime as dt
from collections.abc import Callable

import pytest

from django.utils import timezone

from onestop.standards.documents import StandardDocument
from onestop.standards.searching import facets, fallback
from onestop.standards.searching.asking import Question
from onestop.standards.searching.facets import FACETS
from onestop.standards.searching.results import Page

Ask = Callable[..., Page]
TODAY = dt.date(2026, 11, 22)


def counts(page: Page, facet: str) -> dict[str, int | None]:
    """Return the counts of a facet by value."""
    return {option.value: option.count for option in page.facets[facet]}


def test_counts_ignore_their_own_choice_and_follow_the_others(ask: Ask) -> None:
    everything = counts(ask(""), "class")
    chosen = ask("", class_=["local"])
    assert counts(chosen, "class") == everything
    assert chosen.total == everything["local"]
    assert sum(counts(chosen, "status").values()) == chosen.total
    assert set(counts(chosen, "region")) == {"65", "6505"}


def test_values_of_one_facet_widen_and_of_two_narrow(ask: Ask) -> None:
    both = ask("", class_=["local", "group"])
    assert both.total == ask("", class_=["local"]).total + ask("", class_=["group"]).total
    assert ask("", class_=["local"], region=["6505"]).total == 1


def test_every_declared_facet_restricts_engine_and_database_alike(ask: Ask) -> None:
    page = ask("")
    for facet in FACETS:
        for option in page.facets[facet.name][:6]:
            found = ask("", **{f"{facet.name}_": [option.value]})
            total, _matches = fallback.find(
                Question(chosen={facet.name: [option.value]}), TODAY, offset=0, size=1
            )
            assert found.total == option.count, (facet.name, option.value)
            assert total == option.count, (facet.name, option.value)


def test_a_class_opens_into_what_is_below_it(ask: Ask) -> None:
    top = {option.value for option in ask("").facets["ics"]}
    assert all("." not in value for value in top)
    opened = {option.value: option.level for option in ask("", ics=["03"]).facets["ics"]}
    assert opened["03.120"] == 2
    assert opened["03"] == 1


def test_a_chosen_value_without_results_can_be_taken_back(ask: Ask) -> None:
    page = ask("GB/T 99999", status=["withdrawn"], year=["1950"])
    assert [option.value for option in page.facets["status"] if option.chosen] == ["withdrawn"]
    assert [option.value for option in page.facets["year"] if option.chosen] == ["1950"]


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
def test_a_facet_is_a_field_of_the_document(facet: object) -> None:
    name = facet.field  # type: ignore[attr-defined]
    assert name == "status" or StandardDocument.properties()[name]["type"] == "keyword"


@pytest.mark.parametrize("days", [0, 1, 40, 4000])
@pytest.mark.parametrize("chosen", [{}, {"status": ["current"]}, {"status": ["upcoming", "withdrawn"]}])
def test_settled_states_say_what_the_days_say(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, days: int, chosen: dict[str, list[str]]
) -> None:
    """The quick form of the filters and counts, by what the index says is settled, is the same question."""
    today = timezone.localdate() + dt.timedelta(days)

    def answer() -> tuple[list[int], dict[str, int | None]]:
        page = ask("", today=today, **chosen)
        return [row.standard.pk for row in page.rows], counts(page, "status")

    quick = answer()
    monkeypatch.setattr(facets, "_is_settled", lambda _day: False)
    assert answer() == quick
    assert sum(filter(None, quick[1].values()))
