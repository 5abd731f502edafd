"""Status follows from dates and edges, the same in SQL and in Python, on every day (spec 2.4)."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onestop.standards.choices import Status
from onestop.standards.editions import head_spans, status_on, status_spans
from onestop.standards.models import Standard, StandardRelation
from onestop.standards.services import with_status_of
from onestop.tests.factories.standards import StandardFactory, day

pytestmark = pytest.mark.django_db

DAYS = st.none() | st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2020, 1, 12))
STATED = st.sampled_from(["", *Status.values])


def status(number: str, on: dt.date | None = None) -> str:
    return Standard.objects.with_status(on).get(number=number).status


def test_a_standard_is_upcoming_until_the_day_it_takes_effect() -> None:
    StandardFactory(number="GB/T 1-2020", issued_on=None, effective_on=dt.date(2020, 7, 1))

    assert status("GB/T 1—2020", dt.date(2020, 6, 30)) == Status.UPCOMING
    assert status("GB/T 1—2020", dt.date(2020, 7, 1)) == Status.CURRENT


def test_an_edition_stays_in_force_until_the_next_one_takes_effect() -> None:
    StandardFactory(number="GB/T 2-2008", issued_on=None, effective_on=dt.date(2009, 1, 1))
    StandardFactory(number="GB/T 2-2019", issued_on=dt.date(2019, 6, 4), effective_on=dt.date(2020, 1, 1))

    assert status("GB/T 2—2008", dt.date(2019, 12, 31)) == Status.CURRENT
    assert status("GB/T 2—2008", dt.date(2020, 1, 1)) == Status.REPLACED


def test_a_draft_of_a_new_edition_ends_nothing() -> None:
    StandardFactory(number="GB/T 3-2008")
    StandardFactory(number="GB/T 3-2019", draft=True)

    assert status("GB/T 3—2008") == Status.CURRENT


def test_a_partial_replacement_does_not_end_the_standard() -> None:
    StandardFactory(number="GB/T 4-2008")
    newer = StandardFactory(number="GB/T 4-2019")
    assert status("GB/T 4—2008") == Status.REPLACED

    newer.relations.add(StandardRelation(kind="replaces", target_number="GB/T 4-2008", extent="part"))
    newer.save()

    assert status("GB/T 4—2008") == Status.CURRENT


def test_what_the_source_states_counts_only_where_no_date_decides() -> None:
    StandardFactory(number="GB/T 5-2008", undated=True, stated_status=Status.CURRENT)
    StandardFactory(number="GB/T 6-2008", stated_status=Status.UPCOMING)
    StandardFactory(number="GB/T 7-2008", stated_status=Status.WITHDRAWN)
    StandardFactory(number="GB/T 8-2008", undated=True)

    assert status("GB/T 5—2008") == Status.CURRENT
    assert status("GB/T 6—2008") == Status.CURRENT
    assert status("GB/T 7—2008") == Status.WITHDRAWN
    assert status("GB/T 8—2008") == Status.UNKNOWN


def test_an_override_wins() -> None:
    StandardFactory(number="GB/T 9-2008", overridden=True)

    assert status("GB/T 9—2008") == Status.WITHDRAWN


def test_a_draft_instance_has_the_status_it_will_have() -> None:
    StandardFactory(number="GB/T 10-2019", effective_on=day(-1), issued_on=None)

    unsaved = Standard(number="GB/T 10-2008", title="旧版", source="示例数据", effective_on=day(-4000))
    unsaved.derive()

    assert with_status_of(unsaved).status == Status.REPLACED
    assert with_status_of(unsaved, day(-2)).status == Status.CURRENT


FACTS = st.fixed_dictionaries(
    {
        "issued_on": DAYS,
        "effective_on": DAYS,
        "withdrawn_on": DAYS,
        "stated_status": STATED,
        "status_override": st.sampled_from(["", "", "", *Status.values]),
    }
)


def in_order(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts with each date no earlier than the one before it, as the database wants it."""
    issued, effective, withdrawn = facts["issued_on"], facts["effective_on"], facts["withdrawn_on"]
    effective = max(issued, effective) if issued and effective else effective
    withdrawn = max(effective, withdrawn) if effective and withdrawn else withdrawn
    return facts | {"effective_on": effective, "withdrawn_on": withdrawn, "override_reason": "示例"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=FACTS.map(in_order), replacing=st.lists(st.tuples(DAYS, st.booleans(), st.booleans()), max_size=2)
)
def test_sql_and_python_agree_on_every_day(
    facts: dict[str, Any], replacing: list[tuple[dt.date | None, bool, bool]]
) -> None:
    Standard.objects.all().delete()
    record = StandardFactory(number="GB/T 1-2018", **facts)
    for n, (begins, live, full) in enumerate(replacing):
        other = StandardFactory(number=f"GB/T {n + 2}-2020", issued_on=None, effective_on=begins, live=live)
        extent = "full" if full else "part"
        other.relations.add(StandardRelation(kind="replaces", target_number="GB/T 1-2018", extent=extent))
        other.save()

    for offset in range(-1, 14):
        today = dt.date(2020, 1, 1) + dt.timedelta(days=offset)
        annotated = Standard.objects.with_status(today).get(pk=record.pk)
        spans = status_spans(annotated)
        assert [name for name, span in spans.items() if today in span] == [annotated.status]
        assert status_on(annotated, today) == annotated.status


@given(st.lists(st.tuples(DAYS, st.integers(1990, 2020)), min_size=1, max_size=5))
def test_exactly_one_edition_is_head_on_every_day(rows: list[tuple[dt.date | None, int]]) -> None:
    editions = [SimpleNamespace(pk=n, year=year, starts_on=begins) for n, (begins, year) in enumerate(rows)]

    spans = head_spans(editions)

    for offset in range(-1, 14):
        today = dt.date(2020, 1, 1) + dt.timedelta(days=offset)
        assert sum(today in span for span in spans.values()) == 1
