"""axe finds nothing, and leaves nothing undecided, on any page, narrow and wide, light and dark."""

import pytest
from playwright.sync_api import expect

from django.template.loader import render_to_string

from onestop.tests.factories.browsers import Open, Screen, each_screen

pytestmark = pytest.mark.browser

PAGES = ["/", "/privacy/", "/sitemap/", "/accounts/login/", "/no/such/page/"]


@each_screen
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_public_page(visit: Open, screen: Screen, path: str) -> None:
    visitor = visit(screen.width, screen.scheme)
    visitor.open(path)
    assert visitor.axe() == []


@each_screen
def test_axe_finds_nothing_on_the_style_guide(visit: Open, screen: Screen) -> None:
    visitor = visit(screen.width, screen.scheme, as_user="editor")
    assert visitor.open("/styleguide/").status == 200
    assert visitor.axe() == []


@each_screen
@pytest.mark.parametrize("status", [403, 429, 500])
def test_axe_finds_nothing_on_an_error_page(visit: Open, screen: Screen, status: int) -> None:
    visitor = visit(screen.width, screen.scheme)
    html = render_to_string(f"{status}.html")
    visitor.page.route("**/broken/", lambda route: route.fulfill(status=status, body=html))
    visitor.open("/broken/")
    assert visitor.axe() == []


@each_screen
def test_axe_finds_nothing_in_large_type(visit: Open, screen: Screen) -> None:
    visitor = visit(screen.width, screen.scheme, large=True)
    visitor.open("/")
    assert visitor.axe() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_menu(visit: Open, scheme: str) -> None:
    visitor = visit(390, scheme)
    visitor.open("/about/")
    visitor.page.click("[popovertarget=menu]")
    expect(visitor.page.locator("#menu")).to_be_visible()
    assert visitor.axe() == []


def test_axe_finds_nothing_on_a_form_that_was_refused(visit: Open) -> None:
    visitor = visit(390)
    visitor.open("/accounts/login/")
    visitor.page.click("main form [type=submit]")
    expect(visitor.page.locator(".form__errors")).to_be_visible()
    assert visitor.axe() == []
