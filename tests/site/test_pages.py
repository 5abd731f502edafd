"""Pages are found and guarded as Wagtail does it, with fewer queries, and as they are now."""

from typing import Any

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page, PageViewRestriction

from onestop.home.models import HomePage, InfoPage
from onestop.site.page_cache import bump
from onestop.site.pages import SitePage, public_only
from onestop.tests.factories.site_pages import home_page, info_page

committing = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def status(client: Client, address: str) -> int:
    """Return the status with which an address is answered."""
    return client.get(address).status_code


def queries_for_pages(client: Client, address: str) -> list[str]:
    """Return what an address asks of Wagtail's tables of pages."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured.captured_queries if "wagtailcore_page" in query["sql"]]


@committing
def test_a_known_section_is_found_and_guarded_without_a_query(client: Client) -> None:
    info_page("关于", "about")
    bump()
    for _time in range(2):  # the first one makes the site settings, which is a change
        client.get("/about/")
    assert queries_for_pages(client, "/about/") == []


@committing
def test_what_editors_do_is_seen_at_once(client: Client) -> None:
    page = info_page("关于", "about")
    bump()
    assert status(client, "/about/") == 200
    page.title = "关于本站"
    page.save_revision().publish()
    assert "关于本站" in client.get("/about/").content.decode()
    page.unpublish()
    assert status(client, "/about/") == 404
    info_page("新的一页", "new")
    assert status(client, "/new/") == 200
    assert status(client, "/none/") == 404


@committing
def test_a_page_deeper_down_is_of_its_own_type(client: Client) -> None:
    parent = info_page("关于", "about")
    child = parent.add_child(instance=InfoPage(title="细则", slug="more"))
    child.save_revision().publish()
    bump()
    assert status(client, "/about/more/") == 200
    assert status(client, "/about/none/") == 404
    child.unpublish()
    assert status(client, "/about/more/") == 404


@committing
def test_a_restricted_page_asks_for_its_password_at_once(client: Client) -> None:
    page = info_page("内部", "inside")
    bump()
    assert status(client, "/inside/") == 200
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert "内部" not in client.get("/inside/").content.decode()
    restriction.delete()
    assert "内部" in client.get("/inside/").content.decode()


@committing
def test_what_is_restricted_leaves_lists_at_once_and_costs_no_query(django_assert_num_queries: Any) -> None:
    page = info_page("内部", "inside")
    below = page.add_child(instance=InfoPage(title="更内部", slug="more"))
    open_page = info_page("内部的公开部分", "inside-and-out")
    listed = InfoPage.objects.filter(pk__in=[page.pk, below.pk, open_page.pk])
    bump()
    assert {each.pk for each in listed.public()} == {page.pk, below.pk, open_page.pk}
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert [each.pk for each in listed.public()] == [open_page.pk]
    assert [each.pk for each in public_only(Page.objects.filter(slug="inside"))] == []
    with django_assert_num_queries(1):
        assert listed.public().count() == 1


@committing
def test_a_request_cannot_change_the_page_of_the_next(client: Client, rf) -> None:
    info_page("关于", "about")
    bump()
    home = HomePage.objects.get(pk=home_page().pk)
    assert isinstance(home, SitePage)
    request = rf.get("/about/")
    first = home.route(request, ["about"]).page
    first.title = "changed"
    second = home.route(request, ["about"]).page
    assert (second.title, second.get_parent().pk) == ("关于", home.pk)
    assert isinstance(Page.objects.get(pk=second.pk).specific, type(second))
