"""Who may be what, below whom, where, and on which document."""

import datetime as dt
from typing import Any

import pytest

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from onestop.catalogue.organisations.choices import BasisKind, Element, Kind, Level, Status
from onestop.catalogue.organisations.models import Organisation
from onestop.catalogue.organisations.regions import is_inside, region_prefix
from onestop.tests.factories import network

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TODAY = network.MONDAY
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def refused(organisation: Organisation) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        organisation.full_clean()
    return error.value.message_dict


@pytest.mark.parametrize("kind", [Kind.CENTRE, Kind.STATION, Kind.OUTLET, Kind.PROVIDER, Kind.AUTHORITY])
def test_each_kind_can_be_in_operation_when_it_has_what_it_needs(kind: str) -> None:
    parents = {Kind.STATION: network.centre, Kind.OUTLET: network.station}
    parent = parents[kind]() if kind in parents else None

    assert network.organisation(kind, parent=parent).standing(TODAY) == Status.RUNNING


@pytest.mark.clause("1")
def test_a_station_outside_the_region_of_the_settings_is_refused(settings: Any) -> None:
    station = network.unsaved(Kind.STATION, parent=network.centre(), region=network.foreign_region())

    assert "不在本平台的服务区域" in refused(station)["region"][0]
    settings.REGION_CODE = "650100"
    station.full_clean()


def test_the_prefix_of_a_region_is_its_level() -> None:
    assert region_prefix("650500") == "6505"
    assert region_prefix("650000") == "65"
    assert region_prefix("650521") == "650521"
    assert is_inside("650502001")
    assert not is_inside("659011")


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("status", [Status.RUNNING, Status.NOTICE])
def test_a_centre_without_the_document_that_entrusts_it_cannot_run(status: str) -> None:
    centre = network.unsaved(Kind.CENTRE, basis_kind="", status=status)

    assert "委托文件" in refused(centre)["status"][0]
    centre.status = Status.PLANNED
    centre.full_clean()


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("field", "value"),
    [("basis_number", ""), ("basis_issuer", ""), ("basis_issued_on", None), ("basis_level", "")],
)
def test_the_basis_of_a_centre_must_be_whole(field: str, value: Any) -> None:
    assert field in refused(network.unsaved(Kind.CENTRE, **{field: value}))


@pytest.mark.clause("3.2")
def test_a_centre_is_entrusted_by_the_city_only() -> None:
    assert "basis_kind" in refused(network.unsaved(Kind.CENTRE, basis_kind=BasisKind.AUTHORISED))
    assert "basis_level" in refused(network.unsaved(Kind.CENTRE, basis_level=Level.PROVINCE))


@pytest.mark.clause("3.2")
def test_the_basis_needs_its_document() -> None:
    assert "basis_document" in refused(network.unsaved(Kind.CENTRE, basis_url=""))


@pytest.mark.clause("3.3")
def test_a_station_with_neither_authorisation_nor_notice_is_refused() -> None:
    station = network.unsaved(Kind.STATION, parent=network.centre(), basis_kind="")

    assert "既没有授权也没有公示" in refused(station)["status"][0]


@pytest.mark.clause("3.3")
@pytest.mark.parametrize("level", [Level.PROVINCE, Level.CITY])
def test_a_station_may_be_authorised_by_province_or_city(level: str) -> None:
    station = network.unsaved(Kind.STATION, parent=network.centre(), basis_level=level)
    station.full_clean()
    assert station.basis_level == level


@pytest.mark.clause("3.3")
def test_a_station_on_notice_takes_no_requests_until_the_notice_has_ended() -> None:
    station = network.station(
        basis_kind=BasisKind.NOTICE, notice_starts_on=YESTERDAY, notice_ends_on=TODAY, notice_text="公示"
    )

    assert station.standing(TODAY) == Status.NOTICE
    assert not station.takes_requests(TODAY)
    assert station.takes_requests(TOMORROW)


@pytest.mark.clause("3.3")
def test_a_notice_needs_both_days_in_their_order() -> None:
    fields = {"parent": network.centre(), "basis_kind": BasisKind.NOTICE}

    assert {"notice_starts_on", "notice_ends_on"} <= set(refused(network.unsaved(Kind.STATION, **fields)))
    turned = {**fields, "notice_starts_on": TODAY, "notice_ends_on": YESTERDAY}
    assert "notice_ends_on" in refused(network.unsaved(Kind.STATION, **turned))


@pytest.mark.clause("3.3")
def test_a_station_whose_basis_has_ended_is_suspended_by_rule() -> None:
    station = network.station(basis_until=TODAY)

    assert station.standing(TODAY) == Status.RUNNING
    assert station.standing(TOMORROW) == Status.SUSPENDED
    assert station.status == Status.RUNNING
    assert station not in Organisation.objects.running(TOMORROW)


@pytest.mark.clause("4.1.1.1")
def test_an_outlet_cannot_be_the_parent_of_a_station() -> None:
    outlet = network.outlet()

    assert "服务站的上级应当是服务中心" in refused(network.unsaved(Kind.STATION, parent=outlet))["parent"][0]


@pytest.mark.clause("4.1.1.1")
def test_an_outlet_stands_below_a_station_or_the_centre() -> None:
    centre = network.centre()

    network.unsaved(Kind.OUTLET, parent=centre).full_clean()
    network.unsaved(Kind.OUTLET, parent=network.station(centre)).full_clean()
    assert "parent" in refused(network.unsaved(Kind.OUTLET, parent=network.provider()))
    assert "parent" in refused(network.unsaved(Kind.OUTLET, parent=None))
    assert "parent" in refused(network.unsaved(Kind.CENTRE, parent=centre))


def test_nothing_stands_below_itself() -> None:
    authority = network.organisation(Kind.AUTHORITY)
    authority.parent = authority

    assert "parent" in refused(authority)


@pytest.mark.clause("4.1.1.4")
def test_an_outlet_at_an_enterprise_from_elsewhere_is_refused() -> None:
    outlet = network.unsaved(Kind.OUTLET, parent=network.centre(), enterprise_region=network.foreign_region())

    assert "不在本地" in refused(outlet)["enterprise_region"][0]


@pytest.mark.clause("4.1.1.4")
def test_an_outlet_without_the_list_that_names_its_enterprise_is_refused() -> None:
    outlet = network.unsaved(Kind.OUTLET, parent=network.centre(), key_enterprise_basis="")

    assert "重点企业" in refused(outlet)["key_enterprise_basis"][0]


@pytest.mark.clause("4.1.1.4")
def test_how_many_quality_elements_an_outlet_needs_is_a_setting(settings: Any) -> None:
    two = [Element.METROLOGY, Element.STANDARDS]
    outlet = network.unsaved(Kind.OUTLET, parent=network.centre(), quality_elements=two)

    assert "至少勾选 3 项" in refused(outlet)["quality_elements"][0]
    settings.OUTLET_QUALITY_ELEMENTS = 2
    outlet.full_clean()


def test_a_quality_element_that_does_not_exist_is_refused() -> None:
    outlet = network.unsaved(Kind.OUTLET, parent=network.centre(), quality_elements=["a", "b", "c"])

    assert "quality_elements" in refused(outlet)


def test_whoever_suspends_says_why() -> None:
    assert "status_reason" in refused(network.unsaved(Kind.CENTRE, status=Status.SUSPENDED))


def test_a_wrong_credit_code_is_refused_beside_its_field_and_a_good_one_tidied() -> None:
    assert "credit_code" in refused(network.unsaved(Kind.PROVIDER, credit_code="91350100M000100Y44"))
    provider = network.unsaved(Kind.PROVIDER, credit_code="91350100m000100y43")
    provider.full_clean()
    assert provider.credit_code == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.CENTRE, {"basis_kind": ""}),
        (Kind.STATION, {"basis_kind": BasisKind.ENTRUSTED}),
        (Kind.OUTLET, {"key_enterprise_basis": ""}),
        (Kind.PROVIDER, {"longitude": "93.5"}),
    ],
)
def test_the_database_refuses_what_no_form_would_let_through(kind: str, fields: dict[str, Any]) -> None:
    made = network.unsaved(kind, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("until", [None, YESTERDAY, TODAY, TOMORROW])
@pytest.mark.parametrize(("basis", "ends"), [("authorised", None), ("notice", YESTERDAY), ("notice", TODAY)])
def test_the_standing_in_sql_is_the_standing_in_python(
    status: str, until: dt.date | None, basis: str, ends: dt.date | None
) -> None:
    station = network.unsaved(
        Kind.STATION, status=status, basis_until=until, basis_kind=basis, notice_ends_on=ends
    )
    station.save()

    for day in (YESTERDAY, TODAY, TOMORROW):
        row = Organisation.objects.with_standing(day).get(pk=station.pk)
        assert row.standing_today == station.standing(day)


def test_only_what_is_on_notice_running_or_suspended_is_public() -> None:
    for status in Status.values:
        network.unsaved(Kind.PROVIDER, status=status).save()

    public = set(Organisation.objects.public().values_list("status", flat=True))
    assert public == {Status.NOTICE, Status.RUNNING, Status.SUSPENDED}
