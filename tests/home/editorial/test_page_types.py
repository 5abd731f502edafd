"""Every type of page as machines and search engines read it, with the content of the demo."""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from django.test import Client

from wagtail.models import Page, get_page_models

from onestop.catalogue.organisations.models import NetworkPage, Organisation
from onestop.catalogue.services.models import ServiceItemPage
from onestop.home.articles.entry import Entry
from onestop.home.columns.base import Column
from onestop.home.models import TrainingEventPage, TrainingIndexPage
from onestop.standards.models import StandardDirectoryPage
from onestop.tests.factories.columns import article, column
from onestop.tests.factories.site_pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.clause("4.1.3")]
TYPES = [model for model in get_page_models() if model is not Page]
EVERY_PAGE = {"description", "viewport", "SiteName", "SiteDomain"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
COLUMN = {"ColumnName", "ColumnType"}
TYPES_OF_DATA = {Entry: "Article", ServiceItemPage: "GovernmentService", TrainingEventPage: "EducationEvent"}


def page_of(client: Client, address: str) -> BeautifulSoup:
    """Return the page at ``address``."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def tags(page: BeautifulSoup, by: str = "name") -> dict[str, str]:
    """Return the filled meta tags of ``page``."""
    found = page.select(f"meta[{by}][content]")
    return {str(tag[by]): str(tag["content"]) for tag in found if tag["content"]}


def data_types(page: BeautifulSoup) -> set[str]:
    """Return the types of all JSON-LD of ``page``; what cannot be read fails the test."""
    kinds: set[str] = set()
    for script in page.select('script[type="application/ld+json"]'):
        content: Any = json.loads(script.string or "")
        for each in content if isinstance(content, list) else [content]:
            nodes = each.get("@graph", [each])
            assert "@context" in each
            kinds |= {kind for node in nodes for kind in _kinds(node)}
    return kinds


def _kinds(node: dict[str, Any]) -> Iterable[str]:
    kind = node["@type"]
    return kind if isinstance(kind, list) else [kind]


def must_have(model: type[Page]) -> set[str]:
    """Return the meta tags of 国办发〔2017〕47号 for a kind of page."""
    if issubclass(model, (Column, StandardDirectoryPage, TrainingIndexPage, NetworkPage)):
        return EVERY_PAGE | COLUMN
    if issubclass(model, (Entry, ServiceItemPage, TrainingEventPage)):
        return EVERY_PAGE | ARTICLE
    return EVERY_PAGE


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_each_type_of_page_can_be_scheduled_and_commented_on(model: type[Page]) -> None:
    form = model.get_edit_handler().get_form_class()
    assert {"go_live_at", "expire_at"} <= set(form.base_fields)
    assert "comments" in form.formsets


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_each_type_of_page_names_itself_completely(client: Client, model: type[Page]) -> None:
    page = model.objects.live().public().first()
    if page is None:
        pytest.skip("the demo has no page of this type")
    html = page_of(client, page.get_url())
    assert len(html.select("h1")) == 1
    (canonical,) = html.select('link[rel="canonical"]')
    assert urlsplit(canonical["href"]).path == page.get_url()
    assert must_have(model) - set(tags(html)) == set()
    shared = tags(html, "property")
    assert urlsplit(shared["og:url"]).path == page.get_url()
    assert {"og:title", "og:type", "og:site_name", "og:description"} - set(shared) == set()
    assert len(html.select('meta[property="og:title"]')) == 1
    expected = {kind for base, kind in TYPES_OF_DATA.items() if issubclass(model, base)}
    if html.select_one(".breadcrumb"):
        expected.add("BreadcrumbList")
    assert expected - data_types(html) == set()


@pytest.mark.usefixtures("demo")
def test_an_organisation_names_itself_completely(client: Client) -> None:
    place = Organisation.objects.public().first()
    html = page_of(client, place.get_absolute_url())
    (canonical,) = html.select('link[rel="canonical"]')
    assert str(canonical["href"]).endswith(place.get_absolute_url())
    assert tags(html, "property")["og:title"] == place.name
    assert data_types(html) > {"BreadcrumbList"}


@pytest.mark.usefixtures("demo")
def test_the_site_map_lists_every_public_page_and_no_other(client: Client) -> None:
    draft, private = Page.objects.live().public().order_by("-path")[:2]
    Page.objects.filter(pk=draft.pk).update(live=False)
    private.view_restrictions.create(restriction_type="login")
    listed = set(re.findall(r"<loc>https?://[^/<]+([^<]*)</loc>", _site_map(client)))
    public = {page.get_url() for page in Page.objects.live().public().exclude(depth=1)}
    assert public - listed == set()
    assert {draft.get_url(), private.get_url()} & listed == set()


def _site_map(client: Client) -> str:
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>https?://[^/<]+([^<]*)</loc>", index)
    return "".join(client.get(part).content.decode() for part in parts)


def test_robots_know_the_site_map_and_stay_out_of_the_admin(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "/sitemap.xml" in text


def test_a_new_address_of_a_page_is_reached_from_the_old_one(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = article(title="一篇文章", slug="old")
    page.slug = "new"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get("/notices/old/")
    assert (answer.status_code, answer["Location"]) == (301, "/notices/new/")


def test_a_page_that_moves_is_reached_from_where_it_was(client: Client) -> None:
    page = article(title="一篇文章", slug="moved")
    target = column("publicity", title="质量宣传")
    page.move(target, pos="last-child")
    answer = client.get("/notices/moved/")
    assert (answer.status_code, answer["Location"]) == (301, "/publicity/moved/")


def test_a_filtered_or_turned_page_has_the_address_of_the_whole(client: Client) -> None:
    article(title="一篇文章", slug="one")
    html = page_of(client, "/notices/?page=1&year=2026")
    (canonical,) = html.select('link[rel="canonical"]')
    assert canonical["href"] == "http://testserver/notices/"


def test_an_address_in_chinese_is_written_as_a_browser_asks_for_it(client: Client) -> None:
    html = page_of(client, article(title="一篇文章", slug="一篇").url)
    (canonical,) = html.select('link[rel="canonical"]')
    assert canonical["href"] == "http://testserver/notices/%E4%B8%80%E7%AF%87/"
    assert tags(html, "property")["og:url"] == canonical["href"]


def test_what_is_not_found_has_no_address_to_list(client: Client) -> None:
    home_page()
    html = client.get("/no/such/page/").content.decode()
    assert "canonical" not in html
    assert "og:title" not in html
