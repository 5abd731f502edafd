"""What the services show elsewhere: home page, standards, organisations, admin lists."""

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.catalogue.services.attachments import services_of_organisations
from onestop.tests.factories.network import centre, organisation
from onestop.tests.factories.services import directory, qualify, service
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import StandardDirectoryPageFactory, StandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_the_home_page_has_the_door_and_the_categories(client: Client) -> None:
    service()
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    assert soup.select_one('.door[href="/services/"]') is not None
    tiles = [(each["href"], each.get_text(" ", strip=True)) for each in soup.select(".service-tiles a")]
    assert tiles == [("/services/?category=metrology", "计量 1 项服务")]


def test_without_services_the_home_page_shows_no_categories(client: Client) -> None:
    directory()
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    assert soup.select_one(".service-tiles") is None


def test_a_standard_names_the_services_that_work_with_it(client: Client) -> None:
    StandardDirectoryPageFactory(parent=home_page())
    new = StandardFactory(number="JJG 1-2019", issued_on=None)
    old = StandardFactory(number="JJG 1-2009", issued_on=None)
    service(title="检定", standards=["JJG 1"])
    service(title="按旧规程检定", slug="old", standards=["JJG 1-2009"])
    shown = {
        standard.pk: "按旧规程检定" in client.get(standard.get_absolute_url()).content.decode()
        for standard in (new, old)
    }
    assert shown == {new.pk: False, old.pk: True}
    assert "用到它的服务" in client.get(new.get_absolute_url()).content.decode()


def test_an_organisation_offers_what_it_may_today() -> None:
    today = timezone.localdate()
    lab, host = organisation("provider"), centre()
    service(lab, host, required_qualification="cma")
    service(host, slug="second", title="咨询")
    qualify(lab, "cma")
    offered = services_of_organisations([lab.pk, host.pk], today)
    assert {pk: [link.title for link in links] for pk, links in offered.items()} == {
        lab.pk: ["计量器具检定"],
        host.pk: ["咨询"],
    }


def test_the_admin_lists_items_by_category_clause_and_validity(admin_client: Client) -> None:
    service()
    service(slug="mark", title="商标咨询", clause="4.2.8.1", valid_to=timezone.localdate())
    address = reverse("service_items:index")
    for query, found in [
        ("clause=4.2.8.1", ["商标咨询"]),
        ("validity=soon", ["商标咨询"]),
        ("validity=valid", ["商标咨询", "计量器具检定"]),
        ("validity=over", []),
        ("kind=metrology&clause=4.2.4.1", ["计量器具检定"]),
    ]:
        soup = BeautifulSoup(admin_client.get(f"{address}?{query}").content, "html.parser")
        assert sorted(each.get_text(strip=True) for each in soup.select("td.title .title-wrapper")) == found


def test_categories_are_edited_as_snippets(admin_client: Client) -> None:
    directory()
    html = admin_client.get(reverse("wagtailsnippets_catalogue_servicecategory:list")).content.decode()
    assert "知识产权" in html
