"""The directory and its pages, the site map, and what the demo's visitor finds."""

import pytest

from django.test import Client

from wagtail.models import Site

from onestop.standards.models import StandardDirectoryPage, StandardPage
from onestop.tests.factories.standards import (
    StandardDirectoryPageFactory,
    StandardFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory() -> StandardDirectoryPage:
    home = Site.objects.get(is_default_site=True).root_page
    page: StandardDirectoryPage = StandardDirectoryPageFactory(parent=home)
    return page


def test_the_directory_serves_records_and_only_published_ones(
    directory: StandardDirectoryPage, client: Client
) -> None:
    public, draft = StandardFactory(), StandardFactory(draft=True)

    assert client.get("/standards/").status_code == 200
    assert client.get(public.get_absolute_url()).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_pages_address_and_title_follow_from_its_standard(directory: StandardDirectoryPage) -> None:
    standard = StandardFactory(number="DB6505/T 101-2021", title="示例：本地标准")

    page: StandardPage = StandardPageFactory(parent=directory, standard=standard, title="别的", slug="other")
    page.full_clean()

    assert (page.title, page.slug) == ("DB6505/T 101—2021 示例：本地标准", "db6505-t-101-2021")
    assert page.standard.get_absolute_url() == directory.get_url() + "db6505-t-101-2021/"


def test_an_unpublished_page_leaves_the_records_plain_page(
    directory: StandardDirectoryPage, client: Client
) -> None:
    page = StandardPageFactory(parent=directory, introduction=[("heading", "示例解读标题")])
    assert "示例解读标题" in client.get(page.standard.get_absolute_url()).content.decode()

    page.unpublish()

    response = client.get(page.standard.get_absolute_url())
    assert response.status_code == 200
    assert "示例解读标题" not in response.content.decode()


def test_there_is_one_directory(directory: StandardDirectoryPage) -> None:
    assert not StandardDirectoryPage.can_create_at(directory.get_parent())


def test_the_site_map_names_published_records(directory: StandardDirectoryPage, client: Client) -> None:
    public, draft = StandardFactory(), StandardFactory(draft=True)

    text = client.get("/sitemap-standards.xml").content.decode()

    assert public.get_absolute_url() in text
    assert draft.get_absolute_url() not in text
