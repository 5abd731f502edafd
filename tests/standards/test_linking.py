"""Edges between records are kept true by ``services.touch``, whoever changes what."""

import pytest
from pytest_django import DjangoAssertNumQueries

from onestop.standards import services
from onestop.standards.models import Standard, StandardRelation
from onestop.tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db


def edges(**wanted: object) -> set[tuple[str, str, str]]:
    rows = StandardRelation.objects.filter(**wanted)
    return set(rows.values_list("standard__number", "target__number", "origin"))


def test_a_stated_number_is_linked_when_its_record_arrives() -> None:
    StandardFactory(number="GB/T 19001-2016", replaces=["GB/T 19001-2008"])
    assert edges() == {("GB/T 19001—2016", None, "stated")}

    StandardFactory(number="GB/T 19001-2008")

    assert edges() == {("GB/T 19001—2016", "GB/T 19001—2008", "stated")}


def test_newer_editions_replace_the_ones_before_them() -> None:
    for year in (2009, 2020, 2000):
        StandardFactory(number=f"GB/T 1.1-{year}", undated=True)

    assert edges() == {
        ("GB/T 1.1—2020", "GB/T 1.1—2009", "number"),
        ("GB/T 1.1—2009", "GB/T 1.1—2000", "number"),
    }


def test_an_edition_that_comes_or_goes_in_between_changes_the_chain() -> None:
    StandardFactory(number="GB/T 1.1-2000", undated=True)
    StandardFactory(number="GB/T 1.1-2020", undated=True)
    assert edges() == {("GB/T 1.1—2020", "GB/T 1.1—2000", "number")}

    middle = StandardFactory(number="GB/T 1.1-2009", undated=True)
    assert len(edges()) == 2

    middle.delete()
    assert edges() == {("GB/T 1.1—2020", "GB/T 1.1—2000", "number")}


def test_a_corrected_number_leaves_its_old_family() -> None:
    StandardFactory(number="GB/T 7-2000")
    wrong = StandardFactory(number="GB/T 7-2020")

    wrong.number = "GB/T 77-2020"
    wrong.save()

    assert edges() == set()


def test_deleting_many_at_once_cleans_up_too() -> None:
    StandardFactory(number="GB/T 1.1-2009")
    StandardFactory(number="GB/T 1.1-2020")

    Standard.objects.filter(number="GB/T 1.1—2020").delete()

    assert edges() == set()


def test_an_unpublished_record_is_not_linked_to() -> None:
    older = StandardFactory(number="GB/T 8-2000")
    StandardFactory(number="GB/T 9-2020", replaces=["GB/T 8-2000"])
    assert edges() == {("GB/T 9—2020", "GB/T 8—2000", "stated")}

    older.unpublish()

    assert edges() == {("GB/T 9—2020", None, "stated")}


def test_an_undated_citation_means_the_newest_edition() -> None:
    citing = StandardFactory(number="DB6505/T 101-2021")
    citing.relations.create(kind="cites", target_number="GB/T 19012")
    citing.save()
    StandardFactory(number="GB/T 19012-2019")
    StandardFactory(number="GB/T 19012-2008")

    assert edges(kind="cites") == {("DB6505/T 101—2021", "GB/T 19012—2019", "stated")}


def test_a_dated_citation_stays_on_its_edition() -> None:
    citing = StandardFactory(number="DB6505/T 101-2021")
    StandardFactory(number="GB/T 19012-2019")
    citing.relations.create(kind="cites", target_number="GB/T 19012-2008")
    citing.save()

    assert edges(kind="cites") == {("DB6505/T 101—2021", None, "stated")}


def test_replacing_a_number_without_a_year_is_linked_only_if_it_is_certain() -> None:
    StandardFactory(number="GB/T 20-2000")
    StandardFactory(number="GB/T 21-2020", replaces=["GB/T 20"])
    assert edges(kind="replaces", origin="stated") == {("GB/T 21—2020", "GB/T 20—2000", "stated")}

    StandardFactory(number="GB/T 20-2010")

    assert edges(kind="replaces", origin="stated") == {("GB/T 21—2020", None, "stated")}


def test_who_states_it_does_not_matter_and_it_may_come_first() -> None:
    old = StandardFactory(number="GB 8923-1988")
    old.relations.add(StandardRelation(kind="replaced_by", target_number="GB/T 8923.1-2011"))
    old.save()
    assert edges(kind="replaces") == set()

    new = StandardFactory(number="GB/T 8923.1-2011")

    assert edges(kind="replaces") == {("GB/T 8923.1—2011", "GB 8923—1988", "inverse")}
    assert Standard.objects.with_status().get(pk=old.pk).status == "replaced"
    new.unpublish()
    assert edges(kind="replaces") == set()


def test_a_stated_succession_is_not_inferred_once_more() -> None:
    old = StandardFactory(number="GB/T 30-2000")
    old.relations.add(StandardRelation(kind="replaced_by", target_number="GB/T 30-2010", extent="part"))
    old.save()
    StandardFactory(number="GB/T 30-2010")

    assert edges(kind="replaces") == {("GB/T 30—2010", "GB/T 30—2000", "inverse")}
    assert Standard.objects.with_status().get(pk=old.pk).status == "current"


def test_a_double_number_leads_to_its_record_but_is_not_an_edge_to_itself() -> None:
    record = StandardFactory(number="GB/T 24001-2016")
    record.aliases.create(number="ISO 14001:2015")
    record.relations.create(kind="adopts", target_number="ISO 14001:2015", degree="IDT")
    record.save()
    citing = StandardFactory(number="GB/T 100-2020")
    citing.relations.create(kind="cites", target_number="ISO 14001:2015")
    citing.save()

    assert edges(kind="adopts") == {("GB/T 24001—2016", None, "stated")}
    assert edges(kind="cites") == {("GB/T 100—2020", "GB/T 24001—2016", "stated")}


def test_a_touch_costs_the_same_for_one_record_and_for_many(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    ids = [StandardFactory(number=f"GB/T {n}-{year}").pk for n in range(900, 910) for year in (2001, 2020)]

    with django_assert_max_num_queries(18):
        services.touch(ids[:1])
    with django_assert_max_num_queries(18):
        services.touch(ids)
