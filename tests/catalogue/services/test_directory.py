"""The directory of services: filters, counts, words, bad input, the poster; and the same through the API."""

from collections.abc import Iterator
from typing import Any

import pytest

from django.test import Client

from onestop.catalogue.services.finding import find_services
from onestop.catalogue.services.models import ServiceIndexPage, ServiceItemPage
from onestop.tests.factories.services import page, service, titles, versioned
from onestop.tests.factories.states import staged

pytestmark = pytest.mark.django_db


FEE = {"fee_standard": "按公示价目", "charged_by": "承检机构"}


def load() -> None:
    """Publish three services in two categories."""
    service(title="检定", important=True)
    versioned(title="校准", slug="calibration", keywords="量块", visit=True, charged="provider", **FEE)
    service(title="商标咨询", slug="mark", clause="4.2.8.1", kind="consultation", keywords="注册商标\n起名")


@pytest.fixture(scope="module")
def three(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Three services in two categories."""
    with django_db_blocker.unblock(), staged("three-services", load):
        yield


def test_services_stand_under_their_category(client: Client, three: None) -> None:
    soup = page(client)
    shelves = [each.get_text(strip=True) for each in soup.select(".shelf h2")]
    assert shelves == ["计量", "知识产权"]
    assert titles(soup) == ["检定", "校准", "商标咨询"]
    assert "3 项服务" in soup.select_one("[role=status]").get_text()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"category": "metrology"}, ["检定", "校准"]),
        ({"category": ["metrology", "intellectual-property"]}, ["检定", "校准", "商标咨询"]),
        ({"channel": "visit"}, ["校准"]),
        ({"kind": "consultation"}, ["商标咨询"]),
        ({"fee": "none", "category": "metrology"}, ["检定"]),
        ({"clause": "4.2.4"}, ["检定", "校准"]),
        ({"clause": "4.2.8.1"}, ["商标咨询"]),
        ({"clause": "4.2"}, ["检定", "校准", "商标咨询"]),
        ({"clause": "4.2.80"}, []),
        ({"q": "商标"}, ["商标咨询"]),
        ({"q": "注册商标"}, ["商标咨询"]),
        ({"q": "4.2.4.1"}, ["检定", "校准"]),
        ({"q": "量块", "category": "intellectual-property"}, []),
    ],
)
def test_filters_narrow(client: Client, three: None, query: dict[str, Any], found: list[str]) -> None:
    assert titles(page(client, **query)) == found


def test_counts_say_what_each_choice_would_show(client: Client, three: None) -> None:
    soup = page(client, category="metrology")
    counts = {
        each.get_text(" ", strip=True).rpartition(" ")[0]: each.select_one(".facets__count").get_text()
        for each in soup.select(".facets li a")
    }
    assert counts["计量"] == "2"
    assert counts["知识产权"] == "1"
    assert counts["上门办"] == "1"
    chosen = soup.select_one(".facets [aria-current]")
    assert chosen["href"] == "/services/"
    assert soup.select_one(".chip")["href"] == "/services/"


def test_nothing_found_says_what_to_do(client: Client, three: None) -> None:
    soup = page(client, q="宇宙飞船", category="metrology")
    assert "没有找到合适的服务" in soup.get_text()
    links = [each["href"] for each in soup.select(".services__none a")]
    assert links[:2] == ["/services/?q=%E5%AE%87%E5%AE%99%E9%A3%9E%E8%88%B9", "/services/"]


@pytest.mark.parametrize(
    "query",
    [
        {"category": "nonsense"},
        {"channel": "pigeon"},
        {"clause": "abc"},
        {"clause": "4.2.4.1' OR 1=1"},
        {"kind": ["metrology", "<b>"]},
        {"q": "长" * 201},
        {"q": "\x00"},
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(client: Client, three: None, query: dict[str, Any]) -> None:
    soup = page(client, 400, **query)
    assert "没有采用" in soup.select_one("[role=alert]").get_text()
    assert len(titles(soup)) == 3


@pytest.mark.parametrize("number", ["0", "-1", "2", "abc", "99999999999", "١"])
def test_a_page_that_is_not_there_is_said(client: Client, three: None, number: str) -> None:
    soup = page(client, 404, page=number)
    assert (
        "第" in soup.select_one("[role=alert]").get_text()
        or "没有" in soup.select_one("[role=alert]").get_text()
    )
    assert soup.select_one("[role=alert] a")["href"] == "/services/"


def test_a_private_guide_is_not_listed(client: Client, three: None) -> None:
    item = ServiceItemPage.objects.get(slug="mark")
    item.view_restrictions.create(restriction_type="login")
    assert "商标咨询" not in titles(page(client))
    assert [entry.title for entry in find_services("商标")] == []


def test_the_poster_has_every_service_the_flow_and_the_code(client: Client, three: None) -> None:
    for size in ("a4", "a3"):
        soup = page(client, address="/services/poster/", size=size)
        lines = [each.get_text() for each in soup.select(".poster__shelves li > span:first-child")]
        assert lines == ["检定", "校准", "商标咨询"]
        assert soup.select_one(".poster__way svg.way") is not None
        assert soup.select_one(".poster .qr") is not None
        assert soup.select_one(f'link[href*="poster-{size}"]') is not None
    page(client, 404, "/services/poster/", size="a0")


def test_the_api_ranks_services(client: Client, three: None) -> None:
    body = client.get("/api/v1/services/", {"q": "注册商标"}).json()
    assert body["count"] == 1
    assert body["results"] == [
        {
            "clause": "4.2.8.1",
            "title": "商标咨询",
            "category": "知识产权",
            "url": "http://testserver/services/mark/",
        }
    ]
    assert client.get("/api/v1/services/").json()["count"] == 3
    assert client.get("/api/v1/services/", {"page": 9}).status_code == 404
    assert client.get("/api/v1/services/", {"page": 0}).status_code == 422
    assert client.get("/api/v1/services/", {"q": "x" * 201}).status_code == 422


def test_the_api_has_the_whole_guide(client: Client, three: None) -> None:
    body = client.get("/api/v1/services/calibration/").json()
    assert body["fee"] == {
        "charged": "provider",
        "standard": "按公示价目",
        "basis": "",
        "charged_by": "承检机构",
    }
    assert [step["name"] for step in body["steps"]] == ["提出需求", "受理", "检定", "办结、送达"]
    assert body["materials"][0]["name"] == "器具清单"
    assert body["channels"] == ["online", "window", "visit"]
    assert body["places"]
    assert body["version"] == 1
    assert client.get("/api/v1/services/nonsense/").status_code == 404


def test_there_is_one_directory(three: None) -> None:
    assert ServiceIndexPage.objects.count() == 1
