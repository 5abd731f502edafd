"""Where stations are and are not: site selection, layout, expiries."""

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from django.core.exceptions import ValidationError

from wagtail import hooks as wagtail_hooks

from onestop.catalogue.organisations import expiring, hooks, layout
from onestop.catalogue.organisations.choices import BasisKind, Decision, Kind, Status
from onestop.catalogue.organisations.models import Equipment, Laboratory, Organisation, SiteSelection
from onestop.tests.factories import network

pytestmark = pytest.mark.django_db
MONDAY = network.MONDAY
WORDS = {name: "示例" for each in SiteSelection.CRITERIA for name in (each, f"{each}_evidence")}


@pytest.mark.clause("4.1.1.3")
@pytest.mark.parametrize("blank", WORDS)
def test_each_of_the_five_criteria_and_its_evidence_is_mandatory(blank: str) -> None:
    selection = SiteSelection(organisation=network.station(), **(WORDS | {blank: ""}))

    with pytest.raises(ValidationError) as refused:
        selection.full_clean()
    assert set(refused.value.message_dict) == {blank}


@pytest.mark.clause("4.1.1.3")
def test_a_decision_has_its_day_and_name_and_is_archived() -> None:
    selection = SiteSelection(organisation=network.station(), decision=Decision.APPROVED, **WORDS)
    with pytest.raises(ValidationError) as refused:
        selection.full_clean()
    assert "decision" in refused.value.message_dict

    selection.decided_on, selection.decided_by = MONDAY, "示例"
    selection.full_clean()
    selection.save()
    selection.transport = "改了"
    with pytest.raises(ValidationError, match="已经决定并归档"):
        selection.full_clean()


@pytest.mark.clause("4.1.1.3")
def test_a_county_with_enterprises_and_no_station_is_a_gap() -> None:
    network.station()

    def enterprises(codes: list[str]) -> tuple[str, dict[str, int]]:
        return "企业", dict.fromkeys(codes, 0) | {"650522": 12}

    with wagtail_hooks.register_temporarily(hooks.REGION_FIGURES, enterprises):
        rows = {county.region.code: county for county in layout.layout(MONDAY)}
    assert set(rows) == {"650502", "650521", "650522"}
    assert rows["650522"].is_gap
    assert rows["650522"].figures["企业"] == 12
    assert not rows["650502"].is_gap
    assert [county.region.short_name for county in layout.gaps(MONDAY)] == ["巴里坤", "伊吾"]


@pytest.mark.clause("4.1.1.3")
def test_the_numbers_of_the_layout_are_direct_counts() -> None:
    centre = network.centre()
    network.station(centre)
    network.station(centre, region=network.region("650502001"))
    network.station(centre, region=network.region("650521"), status=Status.PLANNED)
    notice = {"basis_kind": BasisKind.NOTICE, "notice_starts_on": MONDAY, "notice_ends_on": MONDAY}
    network.station(centre, region=network.region("650521"), **notice)
    network.station(centre, region=network.region("650522"), basis_until=MONDAY - dt.timedelta(days=1))
    network.outlet(centre)

    for county in layout.layout(MONDAY):
        here = Organisation.objects.running(MONDAY).filter(region__code__startswith=county.region.code)
        assert county.stations == here.filter(kind=Kind.STATION).count()
        assert county.outlets == here.filter(kind=Kind.OUTLET).count()
    assert [(each.stations, each.planned) for each in layout.layout(MONDAY)] == [(2, 0), (0, 2), (0, 0)]


@pytest.mark.clause("4.1.1.3")
def test_the_distance_is_that_to_the_nearest_working_place() -> None:
    seat = network.region("650521")
    network.centre(longitude=seat.longitude, latitude=seat.latitude)

    distances = {county.region.short_name: county.nearest_km for county in layout.layout(MONDAY)}
    assert distances["巴里坤"] == 0
    assert 93 < distances["伊州"] < 97
    Organisation.objects.update(status=Status.SUSPENDED)
    assert {county.nearest_km for county in layout.layout(MONDAY)} == {None}


def test_the_layout_asks_a_few_questions_however_many_places(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    centre = network.centre()
    for _each in range(8):
        network.station(centre)
    with django_assert_num_queries(4):  # places, counties, and the two columns that requests bring
        layout.layout(MONDAY)


def days(count: int) -> dt.date:
    return MONDAY + dt.timedelta(days=count)


@pytest.mark.clause("4.1.1.2")
@pytest.mark.parametrize(
    ("left", "step"), [(-1, 0), (0, 7), (1, 7), (7, 7), (8, 30), (30, 30), (31, 90), (90, 90)]
)
def test_certificates_alert_ninety_thirty_and_seven_days_before_their_end(left: int, step: int) -> None:
    network.certificate(network.centre(), valid_until=days(left))

    (found,) = expiring.expiring(MONDAY)
    assert (found.kind, found.days, found.step) == ("qualification", left, step)


@pytest.mark.clause("4.1.1.2")
def test_what_ends_later_or_never_is_no_alert() -> None:
    centre = network.centre()
    network.certificate(centre, valid_until=days(91))
    network.certificate(centre, number="2")

    assert expiring.expiring(MONDAY) == []
    assert len(expiring.expiring(MONDAY, within=91)) == 1


@pytest.mark.clause("3.3")
@pytest.mark.clause("4.1.1.6")
def test_bases_and_calibrations_alert_too_the_most_urgent_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    station = network.station(basis_until=days(20))
    laboratory = Laboratory.objects.create(organisation=station, name="x")
    device: dict[str, Any] = {"laboratory": laboratory, "name": "天平"}
    Equipment.objects.create(**device, serial="1", calibrated_until=days(-3))
    Equipment.objects.create(**device, serial="2", calibrated_until=None)
    Equipment.objects.create(**device, serial="3", calibrated_until=days(-3), status="scrapped")
    network.certificate(station, valid_until=days(5))

    with django_assert_num_queries(3):
        found = expiring.expiring(MONDAY)
    assert [(each.kind, each.days) for each in found] == [
        *[("calibration", -3), ("calibration", -1), ("qualification", 5), ("basis", 20)]
    ]
    assert [each.sentence for each in found][2:] == ["还有 5 天", "还有 20 天"]
    assert found[0].sentence == "已过期 3 天"
    assert {each.organisation for each in found} == {station}


def test_alerts_are_those_of_the_own_rows() -> None:
    station, other = network.station(), network.station()
    network.certificate(station, valid_until=MONDAY)
    network.certificate(other, valid_until=MONDAY)
    user = network.account("station", "服务站负责人", station, "station_head")

    assert [each.organisation for each in expiring.expiring(MONDAY, user=user)] == [station]
