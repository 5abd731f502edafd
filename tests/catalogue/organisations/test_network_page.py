"""``/network/`` and the pages of organisations: what visitors read, and what they never do."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail import hooks as wagtail_hooks

from onestop.catalogue.organisations import hooks, panels
from onestop.catalogue.organisations.choices import BasisKind, Kind, Post, Status
from onestop.catalogue.organisations.listing import Listing, seconds_until
from onestop.catalogue.organisations.models import ChangedDay, Organisation, Shift
from onestop.site.look.parts import Link
from onestop.site.page_cache import bump
from onestop.tests.factories import network

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def page() -> None:
    network.network_page()


def soup(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def listed(client: Client, query: str = "") -> list[str]:
    return [link.get_text() for link in soup(client, f"/network/{query}").select(".places h3 a")]


@pytest.mark.clause("4.1.1.1")
def test_the_list_has_all_three_layers_and_filters_by_kind_and_county(client: Client) -> None:
    network.whole_network()
    network.provider(name="检验所")

    assert listed(client) == ["中心", "巴里坤站", "网点", "检验所"]
    assert listed(client, "?kind=station") == ["巴里坤站"]
    assert listed(client, "?county=650522") == ["网点"]
    assert listed(client, "?kind=centre&county=650522") == []
    assert "没有符合这些条件" in soup(client, "/network/?kind=centre&county=650522").get_text()


@pytest.mark.clause("4.1.1.1")
def test_townships_belong_to_their_county(client: Client) -> None:
    network.centre(name="镇里的中心", region=network.region("650502100"))

    assert listed(client, "?county=650502") == ["镇里的中心"]


@pytest.mark.clause("4.1.1.1")
def test_the_list_alone_says_everything_and_the_map_asks_nobody(client: Client) -> None:
    centre, station, _outlet = network.whole_network()

    html = soup(client, "/network/")
    item = html.select_one(".places li")
    assert centre.address in item.get_text()
    assert centre.phone in item.get_text()
    drawing = html.select_one(".map svg")
    assert drawing["aria-hidden"] == "true"
    assert [pin["href"] for pin in drawing.select("a")] == ["/network/centre-1/", "/network/station-2/"]
    assert {link["tabindex"] for link in drawing.select("a")} == {"-1"}
    assert not html.select("img[src^=http], script[src^=http], iframe")
    assert [pin["title"] for pin in drawing.select("a")] == [centre.name, station.name]


def test_what_the_address_does_not_know_is_left_out_and_said(client: Client) -> None:
    network.whole_network()

    assert len(listed(client, "?kind=castle&county=999999&open=maybe")) == 3
    assert "看不懂" in soup(client, "/network/?kind=castle").get_text()


def test_open_now_and_the_choices_count_what_they_would_leave() -> None:
    centre, _station, _outlet = network.whole_network()
    network.office_hours(centre)
    moment = timezone.make_aware(dt.datetime.combine(network.MONDAY, dt.time(11)))

    listing = Listing({"open": "1"}, moment)
    assert [row.organisation for row in listing.rows] == [centre]
    assert listing.seconds == 300
    assert [(each.title, each.count) for each in Listing({}, moment).kinds] == [
        *[("全部", 3), ("服务中心", 1), ("服务站", 1), ("服务网点", 1)]
    ]
    assert Listing({}, moment).open_choice.count == 1
    assert Listing({}, moment + dt.timedelta(hours=9)).open_choice.count == 0


@pytest.mark.parametrize(("left", "seconds"), [(10_000, 300), (42, 42), (0, 1), (-5, 1)])
def test_a_page_is_kept_no_longer_than_what_it_says_holds(left: int, seconds: int) -> None:
    now = timezone.now()
    assert seconds_until(now + dt.timedelta(seconds=left), now) == seconds


@pytest.mark.parametrize("status", [Status.PLANNED, Status.REVOKED])
def test_what_is_in_preparation_or_closed_down_has_no_page(client: Client, status: str) -> None:
    place = network.provider(status=status, name="不公开的机构")

    assert client.get(place.get_absolute_url()).status_code == 404
    assert listed(client) == []
    assert client.get("/network/does-not-exist/").status_code == 404


def questions(client: Client, path: str) -> int:
    bump()
    client.get(path)  # makes the row of the site settings, which ends the generation
    client.get(f"{path}?once-more")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{path}?not-kept-yet").status_code == 200
    return len(queries.captured_queries)


def test_the_list_asks_at_most_twelve_questions_whatever_the_rows(client: Client) -> None:
    centre, *_others = network.whole_network()
    few = questions(client, "/network/")
    for _each in range(10):
        network.office_hours(network.station(centre))
    assert questions(client, "/network/") == few
    assert few <= 12


@pytest.mark.django_db(transaction=True)
def test_the_page_of_an_organisation_asks_at_most_twelve_questions(client: Client) -> None:
    """Outside a transaction, as visitors are: what is worked out once a generation is kept."""
    _centre, station, _outlet = network.whole_network()
    network.furnish(station)
    network.office_hours(station)

    assert questions(client, station.get_absolute_url()) <= 12


@pytest.mark.clause("4.1.1.2")
def test_the_centres_page_shows_window_address_hours_telephone(client: Client) -> None:
    centre = network.centre(directions="一楼左手边")
    network.office_hours(centre)
    person = network.staff_member(centre, name="不公开的姓名")
    Shift.objects.create(
        organisation=centre,
        staff=person,
        window="1 号窗口",
        day=timezone.localdate(),
        starts=dt.time(10),
        ends=dt.time(14),
    )

    text = soup(client, centre.get_absolute_url()).get_text()
    for words in (centre.address, centre.phone, "一楼左手边", "1 号窗口", "周一至周五", "10:00–14:00"):
        assert words in text
    assert "不公开的姓名" not in text


@pytest.mark.clause("3.3")
def test_a_stations_page_shows_its_basis_and_its_notice(client: Client) -> None:
    today = timezone.localdate()
    station = network.station(
        basis_kind=BasisKind.NOTICE,
        notice_starts_on=today - DAY,
        notice_ends_on=today,
        notice_text="拟设立服务站，现予公示。",
    )
    page = soup(client, station.get_absolute_url())
    text = page.get_text()
    assert "公示中" in text
    assert "在此之前这里不受理" in text
    assert station.basis_number in text
    assert page.select_one(f'a[href="{station.get_absolute_url()}notice/"]')

    notice = soup(client, f"{station.get_absolute_url()}notice/").get_text()
    assert "拟设立服务站，现予公示。" in notice
    assert f"{today - DAY:%Y-%m-%d}" in notice
    assert f"{today:%Y-%m-%d}" in notice
    assert "正在公示" in notice


@pytest.mark.clause("3.3")
def test_who_acts_on_no_notice_has_no_notice_page(client: Client) -> None:
    assert client.get(f"{network.centre().get_absolute_url()}notice/").status_code == 404


@pytest.mark.clause("3.3")
def test_a_station_whose_basis_has_ended_says_so_in_a_banner(client: Client) -> None:
    station = network.station(basis_until=timezone.localdate() - DAY)
    network.office_hours(station)

    page = soup(client, station.get_absolute_url())
    assert "暂停受理" in page.select_one(".notice--bad").get_text()
    assert "暂不受理" in page.get_text()


def test_the_reason_of_a_suspension_is_read_by_visitors(client: Client) -> None:
    centre = network.centre(status=Status.SUSPENDED, status_reason="搬迁，12 月恢复")

    assert "搬迁，12 月恢复" in soup(client, centre.get_absolute_url()).get_text()


@pytest.mark.clause("3.2")
def test_guidance_and_assessment_stand_on_the_stations_page(client: Client) -> None:
    station = network.station()
    station.stationguidances.create(
        day=network.MONDAY, by_name="示例", subject="一次性告知怎么写", text="内部记录"
    )
    station.stationassessments.create(
        day=network.MONDAY,
        by_name="示例",
        outcome="passed",
        findings="内部情况",
        period_from=network.MONDAY - DAY,
        period_until=network.MONDAY,
    )

    text = soup(client, station.get_absolute_url()).get_text()
    assert "一次性告知怎么写" in text
    assert "合格" in text
    assert "内部" not in text


@pytest.mark.clause("4.1.1.4")
def test_an_outlet_shows_its_elements_and_hides_its_contact_without_consent(client: Client) -> None:
    outlet = network.outlet(address="保密路 9 号", phone="0902-0000099")

    for path in ("/network/", outlet.get_absolute_url(), f"/api/v1/organisations/{outlet.slug}/"):
        body = client.get(path).content.decode()
        assert "保密路" not in body
        assert "0000099" not in body
    text = soup(client, outlet.get_absolute_url()).get_text()
    assert "计量、标准、检验检测" in text
    assert outlet.key_enterprise_basis in text

    Organisation.objects.filter(pk=outlet.pk).update(contact_is_public=True)
    assert "保密路 9 号" in soup(client, outlet.get_absolute_url()).get_text()


@pytest.mark.clause("4.1.2.2")
def test_a_name_is_shown_only_if_the_person_agrees(client: Client) -> None:
    station = network.station()
    head = network.staff_member(station.parent, Post.CENTRE_HEAD, name="主任甲")

    text = soup(client, station.get_absolute_url()).get_text()
    assert "由中心代管" in text
    assert "主任甲" not in text
    head.name_is_public = True
    head.save()
    assert "主任甲" in soup(client, station.parent.get_absolute_url()).get_text()


def test_certificates_say_whether_they_are_valid_and_where_to_check(client: Client) -> None:
    provider = network.provider()
    network.certificate(provider, number="旧证", valid_until=timezone.localdate() - DAY)
    network.certificate(provider, number="新证", official_url="https://example.org/cma")

    rows = soup(client, provider.get_absolute_url()).select(".certificates li")
    assert ["新证" in rows[0].get_text(), "旧证" in rows[1].get_text()] == [True, True]
    assert rows[0].select_one("a")["href"] == "https://example.org/cma"
    assert rows[0].select_one(".badge").get_text() == "有效"
    assert rows[1].select_one(".badge").get_text() == "已失效"


@pytest.mark.clause("4.1.1.1")
def test_services_of_other_apps_are_shown_where_they_are_offered(client: Client) -> None:
    centre = network.centre()

    def offered(ids: list[int], _day: dt.date) -> dict[int, list[Link]]:
        return {pk: [Link("计量检定", "/services/x/")] for pk in ids}

    with wagtail_hooks.register_temporarily(hooks.SERVICES_OFFERED, offered):
        page = soup(client, centre.get_absolute_url())
        answer = client.get(f"/api/v1/organisations/{centre.slug}/").json()
    assert page.select_one('.places__services a[href="/services/x/"]').get_text() == "计量检定"
    assert {"name": "计量检定", "url": "http://testserver/services/x/"} in answer["services"]


def test_changed_days_are_announced(client: Client) -> None:
    centre = network.centre()
    network.office_hours(centre)
    ChangedDay.objects.create(organisation=centre, day=timezone.localdate() + DAY, reason="盘点")

    assert "休息（盘点）" in soup(client, centre.get_absolute_url()).get_text()


def test_search_engines_are_told_what_the_page_says(client: Client) -> None:
    centre, _station, outlet = network.whole_network()
    network.office_hours(centre)

    def data(place: Organisation) -> Any:
        tag = soup(client, place.get_absolute_url()).select_one('script[type="application/ld+json"]')
        return json.loads(tag.string)

    office = data(centre)
    assert office["@type"] == "GovernmentOffice"
    assert office["telephone"] == centre.phone
    assert office["geo"]["longitude"] == 93.52
    assert len(office["openingHoursSpecification"]) == 10
    private = data(outlet)
    assert private["@type"] == "Organization"
    assert not {"telephone", "address", "geo"} & set(private)


def test_samples_say_that_they_are(client: Client) -> None:
    centre = network.centre(is_sample=True)

    assert "示例数据" in soup(client, centre.get_absolute_url()).select_one("h1").get_text()


def test_the_home_page_shows_the_windows_with_the_hours_of_today(client: Client) -> None:
    centre, station, _outlet = network.whole_network()
    suspended = network.station(centre, name="停了的站", basis_until=timezone.localdate() - DAY)
    network.office_hours(centre)

    text = soup(client, "/").select_one("section[aria-labelledby=windows]").get_text()
    assert centre.name in text
    assert station.name in text
    assert suspended.name not in text
    places = panels.WindowPanel("/network/").places
    assert [place.contact.name for place in places] == [centre.name, station.name]


def test_without_a_window_the_home_page_has_no_such_panel(client: Client) -> None:
    network.provider()

    assert soup(client, "/").select_one("section[aria-labelledby=windows]") is None


def test_other_kinds_than_stations_have_the_right_heading(client: Client) -> None:
    network.organisation(Kind.AUTHORITY, name="主管部门")

    assert [each.get_text() for each in soup(client, "/network/").select("h2[id]")] == ["市场监管部门"]


def test_apps_may_add_sections_to_an_organisations_page(client: Client) -> None:
    centre = network.centre()
    asked: list[Organisation] = []

    def nothing(_request: HttpRequest, organisation: Organisation) -> None:
        asked.append(organisation)

    with wagtail_hooks.register_temporarily(hooks.ORGANISATION_SECTIONS, nothing):
        client.get(centre.get_absolute_url())
    assert asked == [centre]
