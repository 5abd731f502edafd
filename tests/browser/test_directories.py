"""Official links, experts and institutions as a visitor with a browser meets them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from onestop.catalogue.experts import demo as experts
from onestop.catalogue.experts.models import Expert
from onestop.catalogue.institutions import demo as institutions
from onestop.catalogue.links import demo as links
from onestop.catalogue.organisations.models import Qualification
from onestop.tests.factories.browsers import Open
from onestop.tests.factories.experts import category

pytestmark = pytest.mark.browser
CODES = ("4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5", "4.2.6", "4.2.7", "4.2.8", "4.2.9")


def samples() -> None:
    """Load the samples of all three."""
    for code in CODES:
        category(code)
    for demo in (links, experts, institutions):
        demo.load(lambda _line: None)


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    return samples


@pytest.fixture
def directories(site: str) -> list[str]:
    """Return the addresses of every kind of page."""
    held = Qualification.objects.filter(kind="cma").first()
    expert = Expert.objects.public().first()
    assert held is not None
    assert expert is not None
    return [
        "/links/?q=gbt19012-2019",
        "/experts/",
        f"/experts/{expert.pk}/",
        "/experts/?standard=GB/T+99999-2020",
        "/institutions/?standard=GB+175-2023&expired=on",
        "/institutions/?kind=certification_body&q=航天",
        f"/institutions/{held.pk}/",
    ]


def test_every_page_is_accessible_and_fits(visit: Open, directories: list[str]) -> None:
    window = visit()
    for path in directories:
        assert window.open(path).status == 200
        assert window.faults() == [], path


def test_a_visitor_finds_who_is_qualified_without_a_script(visit: Open, directories: list[str]) -> None:
    page = visit(390, javascript=False)
    page.open("/institutions/")
    page.page.fill("[name=standard]", "gb175-2023")
    page.page.click("main form button")
    expect(page.page.locator(".bodies")).to_contain_text("有资质")
    page.page.click(".chip")
    expect(page.page).not_to_have_url(re.compile("standard"))


def test_the_words_can_be_copied_where_nothing_was_found(visit: Open, directories: list[str]) -> None:
    window = visit()
    window.open("/institutions/?standard=GB/T+99999-2020")
    button = window.page.locator(".official-card [data-copy]")
    expect(button).to_be_visible()
    assert button.get_attribute("data-copy") == "GB/T 99999-2020"


def test_the_pages_print_on_a4_without_the_forms(visit: Open, directories: list[str]) -> None:
    window = visit(794)
    window.page.emulate_media(media="print")
    for path in directories:
        window.open(path)
        assert window.sideways() <= 0, path
        assert not window.page.locator(".directory-form, .directory-ask").first.is_visible()
