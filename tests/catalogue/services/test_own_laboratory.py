"""A service in a laboratory of its own, and what a place needs for its services (4.1.1.2, 4.1.1.6)."""

import pytest
from bs4 import BeautifulSoup

from django.core.exceptions import ValidationError
from django.test import Client

from onestop.catalogue.coverage.findings import not_offered
from onestop.catalogue.organisations import self_check
from onestop.catalogue.organisations.choices import Post
from onestop.catalogue.organisations.models import Equipment, Laboratory, Organisation
from onestop.catalogue.services.models import ServiceProvision
from onestop.tests.factories import network
from onestop.tests.factories.institutions import day
from onestop.tests.factories.services import page, qualify, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def station() -> Organisation:
    return network.station()


def equip(place: Organisation, until: int = 10) -> Equipment:
    room = Laboratory.objects.create(organisation=place, name="示例实验室")
    return Equipment.objects.create(laboratory=room, name="天平", serial="A", calibrated_until=day(until))


def gaps(place: Organisation) -> dict[str, str]:
    found = self_check.gaps(place)
    return {f"{each.clause} {each.item}": each.evidence for each in found if each.clause != "4.1.1.5"}


@pytest.mark.clause("4.1.1.6")
def test_a_laboratory_of_its_own_is_named_only_where_there_is_one_that_can_be_used(
    station: Organisation,
) -> None:
    row = ServiceProvision(
        item=service(station, title="红枣水分检测"), organisation=station, own_laboratory=True
    )
    with pytest.raises(ValidationError) as refused:
        row.clean()
    assert refused.value.message_dict == {"own_laboratory": ["没有实验室。"]}
    balance = equip(station, until=-1)
    with pytest.raises(ValidationError, match="检定校准已经失效"):
        row.clean()
    Equipment.objects.filter(pk=balance.pk).update(calibrated_until=day(0))
    row.clean()
    row.save()
    Equipment.objects.filter(pk=balance.pk).update(calibrated_until=day(-1))
    row.clean()  # what was good when it was named keeps nobody from editing the guide


@pytest.mark.clause("4.1.1.6")
def test_an_overdue_calibration_suspends_what_is_tested_there(client: Client, station: Organisation) -> None:
    item = service(station, title="红枣水分检测", slug="dates")
    item.provisions.update(own_laboratory=True)
    balance = equip(station)
    assert station.name in page(client, address="/services/dates/").select_one(".places").get_text()
    assert list(not_offered(day(0))) == []

    balance.calibrated_until = day(-1)
    balance.save()
    assert "暂时没有机构能办" in page(client, address="/services/dates/").get_text()
    assert [each.text for each in not_offered(day(0))] == [
        f"暂停提供：{station.name}的实验室没有检定校准在有效期内的设备。"
    ]
    assert gaps(station)["4.1.1.6 自有实验室"] == "红枣水分检测：天平 A的检定校准已经失效。"


@pytest.mark.clause("4.1.1.2")
def test_the_self_check_holds_people_and_qualifications_against_the_services(station: Organisation) -> None:
    service(station, title="秤的检定", required_qualification="metrology")
    assert gaps(station)["4.1.1.2 服务事项的人员"] == "有 1 项服务，却没有在岗人员"
    assert gaps(station)["4.1.1.2 计量授权"] == "秤的检定"

    network.staff_member(station, Post.STATION_HEAD)
    qualify(station, "metrology", valid_until=day(0))
    assert not [line for line in gaps(station) if line.startswith("4.1.1.2")]
    line = next(each for each in self_check.check(station) if each.item == "服务事项的条件")
    assert (str(line.state), line.evidence) == ("found", "1 项，都有人员和要求的资质")


@pytest.mark.clause("4.1.1.2")
def test_the_page_of_a_place_says_how_it_goes(client: Client, station: Organisation) -> None:
    network.network_page()

    def flow() -> list[str]:
        soup = BeautifulSoup(client.get(station.get_absolute_url()).content, "html.parser")
        return [each.get_text() for each in soup.select("section[aria-labelledby=flow] b")]

    assert flow() == ["提出需求", "受理", "对接", "办理服务", "拿到结果", "您来评价"]
    station.status = "suspended"
    station.save()
    assert flow() == []
