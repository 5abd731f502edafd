"""建设自查: the nine pieces of evidence of a centre, machines, laboratory, what apps add."""

import datetime as dt
from typing import Any

import pytest

from django.utils import timezone

from wagtail import hooks as wagtail_hooks
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from onestop.catalogue.organisations import hooks, self_check
from onestop.catalogue.organisations.choices import Decision, EquipmentStatus, Post
from onestop.catalogue.organisations.models import (
    Equipment,
    Facility,
    Laboratory,
    Organisation,
    SiteSelection,
)
from onestop.catalogue.organisations.self_check import Finding, State
from onestop.tests.factories import network

pytestmark = pytest.mark.django_db
MONDAY = network.MONDAY


def gaps(organisation: Organisation) -> list[str]:
    at_hand = self_check.with_rows(Organisation.objects.filter(pk=organisation.pk)).get()
    return [str(finding) for finding in self_check.gaps(at_hand, MONDAY)]


def equipment(place: Organisation, **fields: Any) -> Equipment:
    laboratory, _new = Laboratory.objects.get_or_create(organisation=place, name="示例实验室")
    values = {"name": "天平", "serial": f"{laboratory.equipment.count()}", "calibrated_until": MONDAY}
    return Equipment.objects.create(laboratory=laboratory, **(values | fields))


@pytest.fixture
def whole() -> Organisation:
    """Return a centre that lacks nothing."""
    centre = network.centre()
    network.staff_member(centre, Post.CENTRE_HEAD)
    equipment(centre)
    network.certificate(centre)
    Facility.objects.create(
        organisation=centre,
        base_institution="示例检验检测机构",
        fixed_facilities="三个实验室",
        windows=2,
        sign_photo=Image.objects.create(title="标识", file=get_test_image_file()),
        content_displayed=True,
        process_displayed=True,
        computers=1,
        printers=1,
    )
    return centre


@pytest.mark.clause("4.1.1.2")
def test_a_whole_centre_shows_its_nine_pieces_of_evidence_and_no_gap(whole: Organisation) -> None:
    lines = [finding for finding in self_check.check(whole, MONDAY) if finding.clause == "4.1.1.2"]

    assert [finding.item for finding in lines] == [
        *["基础机构", "固定实验设施", "人员", "设备", "资质", "受理窗口", "标识", "服务内容", "服务流程"]
    ]
    assert all(finding.state is State.FOUND and finding.evidence for finding in lines)
    assert gaps(whole) == []


@pytest.mark.clause("4.1.1.2")
def test_without_the_photograph_of_the_sign_the_self_check_says_so(whole: Organisation) -> None:
    Facility.objects.update(sign_photo=None)

    assert gaps(whole) == ["4.1.1.2 标识 缺"]


@pytest.mark.clause("4.1.1.2")
@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"base_institution": ""}, "4.1.1.2 基础机构 缺"),
        ({"fixed_facilities": ""}, "4.1.1.2 固定实验设施 缺"),
        ({"windows": 0}, "4.1.1.2 受理窗口 缺"),
        ({"content_displayed": False}, "4.1.1.2 服务内容 缺"),
        ({"process_displayed": False}, "4.1.1.2 服务流程 缺"),
    ],
)
def test_each_missing_facility_of_a_centre_is_named(
    whole: Organisation, change: dict[str, Any], gap: str
) -> None:
    Facility.objects.update(**change)

    assert gaps(whole) == [gap]


@pytest.mark.clause("4.1.1.2")
def test_expired_certificates_and_departed_staff_are_no_evidence(whole: Organisation) -> None:
    yesterday = MONDAY - dt.timedelta(days=1)
    whole.qualifications.update(valid_until=yesterday)
    whole.staff.update(ends_on=yesterday)
    Equipment.objects.update(status=EquipmentStatus.STOPPED)

    assert {"4.1.1.2 人员 缺", "4.1.1.2 设备 缺", "4.1.1.2 资质 缺"} <= set(gaps(whole))


def test_a_new_centre_lacks_all_nine() -> None:
    nine = [gap for gap in gaps(network.centre()) if gap.startswith("4.1.1.2")]
    assert len(nine) == 9


@pytest.mark.clause("4.1.1.5")
def test_a_station_without_a_printer_is_not_in_conformity_without_meetings_it_is() -> None:
    station = network.station()
    Facility.objects.create(organisation=station, computers=1, printers=0, has_remote_meeting=False)

    found = {finding.item: finding for finding in self_check.check(station, MONDAY)}
    assert found["打印机"].state is State.MISSING
    assert found["远程会议系统"].state is State.NOTE
    assert found["连网电脑"].state is State.FOUND


@pytest.mark.clause("4.1.1.5")
def test_a_centre_is_not_asked_for_remote_meetings(whole: Organisation) -> None:
    assert "远程会议系统" not in {finding.item for finding in self_check.check(whole, MONDAY)}


@pytest.mark.clause("4.1.1.6")
def test_a_station_without_a_laboratory_is_not_warned() -> None:
    assert not [gap for gap in gaps(network.station()) if gap.startswith("4.1.1.6")]


@pytest.mark.clause("4.1.1.6")
def test_a_laboratory_of_its_own_needs_equipment_with_valid_calibration() -> None:
    station = network.station()
    assert self_check.laboratory_problems(station, MONDAY) == ["没有实验室。"]

    Laboratory.objects.create(organisation=station, name="示例实验室")
    assert self_check.laboratory_problems(station, MONDAY) == ["实验室里没有在用的设备。"]

    balance = equipment(station, serial="A")
    assert self_check.laboratory_problems(station, MONDAY) == []

    tuesday = MONDAY + dt.timedelta(days=1)
    assert self_check.laboratory_problems(station, tuesday) == ["天平 A的检定校准已经失效。"]
    assert balance.is_overdue(tuesday)


@pytest.mark.clause("4.1.1.6")
def test_an_overdue_calibration_is_a_gap_and_missing_ones_too() -> None:
    station = network.station()
    equipment(station, calibrated_until=MONDAY - dt.timedelta(days=1))
    equipment(station, calibrated_until=None)
    equipment(station, calibrated_until=None, needs_calibration=False)
    equipment(station, calibrated_until=None, status=EquipmentStatus.SCRAPPED)

    assert [gap for gap in gaps(station) if "检定校准" in gap] == ["4.1.1.6 有效的检定校准 缺"] * 2
    late = {each.pk for each in Equipment.objects.overdue(MONDAY)}
    assert late == {each.pk for each in Equipment.objects.all() if each.is_overdue(MONDAY)}


@pytest.mark.clause("4.1.1.3")
def test_a_station_needs_an_approved_site_selection() -> None:
    station = network.station()
    assert "4.1.1.3 选址论证 缺" in gaps(station)

    words = {name: "x" for each in SiteSelection.CRITERIA for name in (each, f"{each}_evidence")}
    selection = SiteSelection.objects.create(organisation=station, **words)
    assert "4.1.1.3 选址论证 缺" in gaps(station)
    SiteSelection.objects.filter(pk=selection.pk).update(decision=Decision.APPROVED, decided_on=MONDAY)
    assert "4.1.1.3 选址论证 缺" not in gaps(station)


@pytest.mark.clause("4.1.2.2")
def test_no_head_of_its_own_is_a_note_and_no_fault() -> None:
    station = network.station()
    network.staff_member(station.parent, Post.CENTRE_HEAD, name="示例主任")

    head = next(each for each in self_check.check(station, MONDAY) if each.clause == "4.1.2.2")
    assert (head.state, head.evidence) == (State.NOTE, "由中心代管：示例主任")


@pytest.mark.clause("4.1.1.2")
def test_other_apps_add_their_lines(whole: Organisation) -> None:
    def lines(organisation: Organisation, day: dt.date) -> list[Finding]:
        return [Finding("4.1.1.2", f"{organisation.name} {day:%d}", State.MISSING)]

    with wagtail_hooks.register_temporarily(hooks.SELF_CHECKS, lines):
        assert gaps(whole) == [f"4.1.1.2 {whole.name} 23 缺"]


def test_today_is_the_default() -> None:
    centre = network.centre(basis_until=None)
    assert self_check.check(centre) == self_check.check(centre, timezone.localdate())
