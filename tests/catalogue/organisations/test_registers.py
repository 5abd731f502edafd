"""The registers: found by Chinese words, narrowed, exported, coloured with words, in few queries."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onestop.catalogue.organisations.choices import Kind, Post
from onestop.catalogue.organisations.models import Equipment, Organisation, Qualification, Region
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories.network import REGISTERS, furnish, register_url

pytestmark = pytest.mark.django_db


def names(client: Client, **query: Any) -> list[str]:
    response = client.get(register_url(Organisation, "index"), query)
    assert response.status_code == 200
    return [each.name for each in response.context["object_list"]]


@pytest.fixture
def staff(client: Client) -> Client:
    """Return a browser of the head of the centre."""
    client.force_login(network.account("centre-head", roles.CENTRE_HEAD))
    return client


@pytest.mark.parametrize("model", [*REGISTERS, Region])
def test_a_listing_asks_at_most_twenty_questions_whatever_the_rows(staff: Client, model: Any) -> None:
    def questions() -> int:
        staff.get(register_url(model, "index"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert staff.get(register_url(model, "index")).status_code == 200
        return len(queries.captured_queries)

    centre = network.centre()
    furnish(network.station(centre))
    few = questions()
    for _each in range(6):
        furnish(network.station(centre))
    assert questions() == few
    assert few <= 20


@pytest.mark.one_database
@pytest.mark.parametrize("model", [*REGISTERS, Region])
@pytest.mark.parametrize("action", ["create", "edit", "inspect", "history"])
def test_every_page_of_a_register_can_be_opened(staff: Client, model: Any, action: str) -> None:
    furnish(network.station())
    arguments = [] if action == "create" else [model.objects.order_by("pk").first().pk]

    assert staff.get(register_url(model, action, *arguments)).status_code == 200


def test_a_part_of_a_chinese_name_finds_and_all_words_must_be_there(staff: Client) -> None:
    network.provider(name="哈密市产品质量检验所", address="伊州区示例路")
    network.provider(name="巴里坤计量所")

    assert names(staff, q="质量检验") == ["哈密市产品质量检验所"]
    assert names(staff, q="示例路 检验") == ["哈密市产品质量检验所"]
    assert names(staff, q="计量 检验") == []
    assert names(staff, q="%") == []


def test_filters_narrow_by_kind_county_and_the_standing_of_today(staff: Client) -> None:
    today = timezone.localdate()
    centre = network.centre(name="中心")
    network.station(centre, name="过期站", basis_until=today - dt.timedelta(days=1))
    network.station(
        centre, name="伊吾站", region=network.region("650522"), basis_until=today + dt.timedelta(days=20)
    )

    assert names(staff, kind__exact=Kind.CENTRE) == ["中心"]
    assert names(staff, county="650522") == ["伊吾站"]
    assert names(staff, standing="suspended") == ["过期站"]
    assert names(staff, expiry="over") == ["过期站"]
    assert names(staff, expiry="30") == ["伊吾站"]
    assert names(staff, expiry="7") == []
    assert names(staff, expiry="later") == ["中心"]


@pytest.mark.parametrize(
    "query",
    [
        {"nonsense": "1"},
        {"region__code__startswith": "6"},
        {"staff__user__password__startswith": "p"},
        {"kind__exact__x": "1"},
    ],
)
def test_what_no_filter_offers_shows_the_whole_listing_and_says_so(
    staff: Client, query: dict[str, str]
) -> None:
    response = staff.get(register_url(Organisation, "index"), query, follow=True)

    assert response.status_code == 200
    assert "列表没有这个筛选条件" in response.content.decode()


@pytest.mark.parametrize(
    "query", [{"o": "x.99.-1"}, {"p": "abc"}, {"p": "-7"}, {"expiry": "x"}, {"county": "x"}]
)
def test_other_nonsense_in_the_address_is_no_error(staff: Client, query: dict[str, str]) -> None:
    assert staff.get(register_url(Organisation, "index"), query, follow=True).status_code == 200


@pytest.mark.parametrize("key", ["abc", "9" * 30, "0", "-1"])
@pytest.mark.parametrize("action", ["edit", "inspect", "delete", "history"])
def test_a_row_that_is_not_there_is_404(staff: Client, key: str, action: str) -> None:
    address = register_url(Organisation, action, "1").replace("/1/", f"/{key}/")
    assert staff.get(address).status_code == 404


def test_rows_that_have_ended_are_coloured_and_say_so_in_words(staff: Client) -> None:
    today = timezone.localdate()
    network.certificate(network.centre(), valid_until=today - dt.timedelta(days=3))

    html = staff.get(register_url(Qualification, "index")).content.decode()
    assert "row-late" in html
    assert "✕ 已过期 3 天" in html


@pytest.mark.clause("4.1.1.6")
def test_equipment_with_an_overdue_calibration_is_shown_as_suspended(staff: Client) -> None:
    furnish(network.station())
    Equipment.objects.update(calibrated_until=timezone.localdate() - dt.timedelta(days=1))

    assert "▮▮ 暂停：检定校准失效" in staff.get(register_url(Equipment, "index")).content.decode()


@pytest.mark.clause("3.3")
def test_a_station_suspended_by_rule_says_that_a_rule_did_it(staff: Client) -> None:
    network.station(basis_until=timezone.localdate() - dt.timedelta(days=1))

    html = staff.get(register_url(Organisation, "index")).content.decode()
    assert "▮▮ 暂停" in html
    assert "按规则" in html


def test_the_export_has_the_words_of_the_listing_and_runs_no_formula(staff: Client) -> None:
    network.centre(name="=1+1", address="示例路")

    response = staff.get(register_url(Organisation, "index"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    head, row = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    cells = dict(zip(head, row, strict=True))
    assert (cells["名称"], cells["种类"], cells["地址"]) == ("'=1+1", "服务中心", "示例路")

    response = staff.get(register_url(Organisation, "index"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in sheet[1]] == head
    assert sheet["A2"].value == "'=1+1"


def test_the_export_holds_what_the_person_may_see(client: Client) -> None:
    own, other = network.station(name="自己的站"), network.station(name="别人的站")
    client.force_login(network.account("head", roles.STATION_HEAD, own, Post.STATION_HEAD))

    response = client.get(register_url(Organisation, "index"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert own.name in text
    assert other.name not in text


def test_a_form_that_breaks_a_rule_keeps_what_was_typed_and_says_it_beside_the_field(staff: Client) -> None:
    centre = network.centre()
    address = register_url(Organisation, "edit", centre.pk)
    form = staff.get(address).context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    data.pop("basis_document")
    for prefix in ("hours", "changed_days"):
        data |= {f"{prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        data |= {f"{prefix}-MAX_NUM_FORMS": "1000"}
    data |= {"name": "改了名的中心", "basis_number": "", "is_sample": "", "contact_is_public": ""}

    response = staff.post(address, data)
    assert response.status_code == 200
    assert response.context["form"].errors["basis_number"] == ["请填写文号。"]
    assert "改了名的中心" in response.content.decode()

    assert staff.post(address, {**data, "basis_number": "示例 2 号"}).status_code == 302
    centre.refresh_from_db()
    assert (centre.name, centre.basis_number) == ("改了名的中心", "示例 2 号")


def test_what_a_field_does_not_take_is_said_as_a_person_would(staff: Client) -> None:
    network.centre()
    typed = {"slug": "服务 站", "longitude": "200", "latitude": "北", "website": "samr", "phone": "打不通"}
    first = Organisation.objects.get()
    form = staff.post(register_url(Organisation, "create"), {**typed, "name": first.name}).context["form"]
    assert form.errors["name"] == ["已经有用这个名称的机构。请换一个，或者去改已有的那一条。"]
    assert form.errors["slug"] == ["只能用英文字母、数字、短横线和下划线，例如 yizhou-station。"]
    assert form.errors["longitude"] == ["不能大于 180。"]
    assert form.errors["latitude"] == ["请填数字，例如 120。"]
    assert form.errors["website"] == ["网址没看懂，请写完整，例如 https://www.samr.gov.cn/。"]


@pytest.mark.parametrize("name", ["network_self_checks", "network_layout", "network_roster"])
def test_the_pages_beside_the_registers(staff: Client, name: str) -> None:
    station = network.station()
    network.office_hours(station)
    furnish(station)
    network.certificate(station, number="2", valid_until=timezone.localdate())
    staff.get(reverse(name))

    with CaptureQueriesContext(connection) as queries:
        assert staff.get(reverse(name)).status_code == 200
    assert len(queries.captured_queries) <= 60


@pytest.mark.clause("4.1.1.2")
def test_the_self_check_page_names_each_gap(staff: Client) -> None:
    centre = network.centre()

    html = staff.get(reverse("network_self_checks")).content.decode()
    assert "4.1.1.2 标识 缺" in html
    html = staff.get(reverse("network_self_check", args=[centre.pk])).content.decode()
    assert "✕ 缺，不符合" in html


@pytest.mark.clause("4.1.1.5")
def test_the_self_check_shows_a_missing_printer_red_and_missing_meetings_grey(staff: Client) -> None:
    station = network.station()

    page = BeautifulSoup(staff.get(reverse("network_self_check", args=[station.pk])).content, "html.parser")
    rows = {row.select("td")[1].get_text(): row for row in page.select(".network-table tbody tr")}
    assert rows["打印机"]["class"] == ["row-late"]
    assert "缺，不符合" in rows["打印机"].get_text()
    assert rows["远程会议系统"]["class"] == ["row-off"]
    assert "仅供了解" in rows["远程会议系统"].get_text()


@pytest.mark.clause("4.1.2.3")
def test_the_roster_page_lists_open_hours_without_anybody(staff: Client) -> None:
    network.office_hours(network.station(name="缺人的站"))

    html = staff.get(reverse("network_roster")).content.decode()
    assert "缺人的站" in html
    assert "10:00–14:00" in html


@pytest.mark.clause("4.1.1.3")
def test_the_layout_page_names_the_gaps_and_is_for_the_whole_network(staff: Client) -> None:
    station = network.station()

    html = staff.get(reverse("network_layout")).content.decode()
    assert html.count("空白：没有服务站") == 2
    staff.force_login(network.account("head", roles.STATION_HEAD, station, Post.STATION_HEAD))
    assert staff.get(reverse("network_layout")).status_code in {302, 403}
    assert staff.get(reverse("network_self_checks")).status_code == 200


def test_a_station_cannot_open_the_self_check_of_another(client: Client) -> None:
    own, other = network.station(), network.station()
    client.force_login(network.account("head", roles.STATION_HEAD, own, Post.STATION_HEAD))

    assert client.get(reverse("network_self_check", args=[own.pk])).status_code == 200
    assert client.get(reverse("network_self_check", args=[other.pk])).status_code == 404
