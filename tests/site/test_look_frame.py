"""The frame of a page: what it asks of database, session and cookies, and what it shows."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from wagtail import hooks
from wagtail.models import Page

from onestop.home.models import InfoPage, SiteSettings
from onestop.site.hooks import FOOTER_LINKS
from onestop.site.look.chrome import Chrome, PlainChrome, chrome_for
from onestop.site.look.parts import Link, LinkGroup
from onestop.tests.factories.site_pages import home_page, info_page

ERRORS = ["400", "403", "403_csrf", "404", "405", "429", "500", "503"]


def a_request(path: str = "/", **cookies: str) -> HttpRequest:
    """Return a visitor's request."""
    request = RequestFactory(headers={"host": "localhost"}).get(path)
    request.COOKIES.update(cookies)
    request.user = AnonymousUser()
    return request


@pytest.mark.django_db
def test_menu_and_footer_take_one_query(django_assert_num_queries: Callable[..., Any]) -> None:
    for number in range(5):
        info_page(f"页 {number}", f"page-{number}", show_in_menus=number < 3)
    frame = Chrome(a_request())
    assert frame.site is not None
    frame.menu  # noqa: B018 - fills Wagtail's cache of site addresses
    again = Chrome(a_request())
    assert again.site is not None
    with django_assert_num_queries(1):
        assert [link.title for link in again.menu] == ["页 0", "页 1", "页 2"]
        links = [link.title for link in again.links_to(InfoPage)]
    assert links == ["页 3", "页 4"]


@pytest.mark.django_db
def test_what_several_apps_give_one_title_is_one_column_of_the_footer() -> None:
    columns = [("Late", "c", 70), ("Early", "a", 10), ("Late", "b", 60), ("Empty", "", 1)]
    with ExitStack() as stack:
        for title, link, order in columns:
            group = LinkGroup(title, (Link(link, "/"),) if link else (), order)
            stack.enter_context(hooks.register_temporarily(FOOTER_LINKS, lambda _request, group=group: group))
        found = {
            group.title: "".join(link.title for link in group.links)
            for group in Chrome(a_request()).footer_groups
        }
    assert found["Late"] == "bc"
    assert "Empty" not in found
    assert list(found).index("Early") < list(found).index("Late")


@pytest.mark.django_db
def test_the_menu_marks_the_branch_one_is_in() -> None:
    info_page("查进度", "track", show_in_menus=True)
    info_page("政策", "policy", show_in_menus=True)
    menu = Chrome(a_request("/policy/2026/")).menu
    assert [(link.title, link.current) for link in menu] == [("查进度", False), ("政策", True)]


@pytest.mark.django_db
def test_unpublished_pages_are_in_no_menu() -> None:
    page = info_page("草稿", "draft", show_in_menus=True)
    page.unpublish()
    assert Chrome(a_request()).menu == []


@pytest.mark.django_db
def test_the_frame_is_made_once_a_request() -> None:
    request = a_request()
    assert chrome_for(request) is chrome_for(request)
    assert isinstance(chrome_for(None), PlainChrome)


@pytest.mark.django_db
def test_a_visitor_without_a_session_is_given_none_and_varies_nothing(client: Client) -> None:
    home_page()
    answer = client.get("/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()


@pytest.mark.django_db
def test_who_is_signed_in_finds_the_way_out_and_staff_the_way_to_the_page(admin_client: Client) -> None:
    page = info_page("关于", "about-us")
    html = admin_client.get("/about-us/").content.decode()
    assert "/accounts/logout/" in html
    assert f"/admin/pages/{page.pk}/edit/" in html
    assert "/accounts/login/" not in html


@pytest.mark.django_db
def test_who_is_no_staff_is_shown_no_desk(client: Client) -> None:
    info_page("关于", "about-us")
    client.force_login(get_user_model().objects.create_user("visitor"))
    html = client.get("/about-us/").content.decode()
    assert "/accounts/logout/" in html
    assert "/admin/" not in html


@pytest.mark.django_db
def test_a_breadcrumb_names_the_pages_above_and_marks_this_one(client: Client) -> None:
    parent = info_page("上层", "above")
    child = parent.add_child(instance=type(parent)(title="下层", slug="below"))
    html = client.get(child.get_url()).content.decode()
    trail = html[html.index('class="breadcrumb"') :]
    trail = trail[: trail.index("</nav>")]
    assert [name in trail for name in ("首页", "上层", "下层")] == [True, True, True]
    assert trail.count("<a ") == 2
    assert 'aria-current="page">下层' in trail


@pytest.mark.django_db
def test_empty_marks_are_not_shown_and_filled_ones_are(client: Client) -> None:
    site = Chrome(a_request()).site
    home_page()
    html = client.get("/").content.decode()
    assert "footer__marks" not in html
    assert "None" not in html
    own = SiteSettings.for_site(site)
    own.site_code, own.icp_number, own.police_number = (
        "6505000001",
        "新ICP备00000000号",
        "新公网安备65050000000001号",
    )
    own.report_url = "https://example.org/report"
    own.save()
    html = client.get("/").content.decode()
    assert "网站标识码 6505000001" in html
    assert '<meta name="SiteIDCode" content="6505000001">' in html
    assert 'href="https://beian.miit.gov.cn/"' in html
    assert "webSearch?code=65050000000001" in html
    assert "我为政府网站找错" in html


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_neither_request_nor_database(name: str) -> None:
    html = render_to_string(f"{name}.html")  # a query would fail here: the test has no database
    assert settings.WAGTAIL_SITE_NAME in html
    assert "<h1>" in html
    assert 'href="/"' in html


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_is_served_as_the_views_serve_it_without_database(name: str) -> None:
    request = a_request(type="large", sessionid="whoever")
    html = render_to_string(f"{name}.html", {"plain_frame": True}, request)
    assert 'class="large"' in html
    assert "查标准" in html


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_said_so_in_the_same_look(client: Client) -> None:
    home_page()
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


@pytest.mark.django_db
def test_a_preview_without_ancestors_has_no_breadcrumb() -> None:
    assert "breadcrumb" not in render_to_string("base.html", {"page": Page(title="x", depth=2)})
