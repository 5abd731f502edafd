"""Places of the network where people look for them: the site-wide search, the site map."""

import pytest
from pytest_django import DjangoAssertNumQueries

from django.test import Client

from onestop.catalogue.organisations import searching
from onestop.catalogue.organisations.choices import Kind, Status
from onestop.catalogue.organisations.sitemaps import OrganisationSitemap
from onestop.tests.factories import network

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page() -> None:
    network.network_page()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("巴里坤服务站", "巴里坤站"), ("服务网点", "网点"), ("伊州的服务中心", "中心"), ("检验所", "检验所")],
)
def test_the_search_of_the_site_finds_places_by_name_kind_and_region(
    client: Client, typed: str, first: str
) -> None:
    network.whole_network()
    network.provider(name="检验所")
    network.provider(name="不公开的检验所", status=Status.PLANNED)

    found = searching.find(typed)
    assert found[0].name == first
    assert "不公开的检验所" not in {each.name for each in found}
    assert found[0].get_absolute_url() in client.get("/search/", {"q": typed}).content.decode()


@pytest.mark.parametrize("typed", ["", "？", "x", "量子力学概论"])
def test_what_no_place_is_called_finds_none(typed: str) -> None:
    network.whole_network()

    assert searching.find(typed) == []


def test_the_search_asks_one_question_and_hides_what_an_outlet_hides(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    network.outlet(address="保密路 9 号")
    searching.find("服务站")

    with django_assert_max_num_queries(2):
        assert not [each for each in searching.find("保密路") if each.kind == Kind.OUTLET]


def test_the_site_map_names_public_organisations(client: Client) -> None:
    centre = network.centre()
    hidden = network.provider(status=Status.PLANNED)

    listed = [each.slug for each in OrganisationSitemap().items()]
    assert centre.slug in listed
    assert hidden.slug not in listed
    assert client.get("/sitemap.xml").status_code == 200
