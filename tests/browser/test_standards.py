"""The standards in a real browser: axe, the way by keyboard to a citation, no script, narrow windows."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from onestop.search.building import build
from onestop.search.engines import get_engine
from onestop.standards.documents import StandardDocument
from onestop.standards.models import StandardDirectoryPage
from onestop.tests.factories.browsers import Open, Screen, each_screen
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import StandardDirectoryPageFactory, load_vectors

pytestmark = pytest.mark.browser

PAGES = {
    "directory": "/standards/",
    "number": "/standards/?q=gbt19012",
    "words": "/standards/?q=示例&status=unknown&class=national",
    "nothing": "/standards/?q=GB/T 99999-2099",
    "refused": "/standards/?status=gone&page=99",
    "standard": "/standards/gb-t-19012-2019/",
    "amended": "/standards/gb-175-2007/#xg1",
    "not-found": "/standards/gb-t-99999-2099/",
}
PHONE = 600
FOCUSED = "document.activeElement.textContent.trim() || document.activeElement.id"


def register() -> None:
    """Load the register of the test vectors, its index and the directory page."""
    load_vectors()
    if not StandardDirectoryPage.objects.exists():
        StandardDirectoryPageFactory(parent=home_page(), title="查标准", slug="standards", show_in_menus=True)
    build(StandardDocument, get_engine())


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    return register


@each_screen
def test_axe_finds_nothing(visit: Open, screen: Screen) -> None:
    visitor = visit(screen.width, screen.scheme)
    found = {}
    for name, path in PAGES.items():
        visitor.open(path)
        found[name] = visitor.axe()
    visitor.open("/standards/?q=示例")
    for summary in visitor.page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()
    if screen.width < PHONE:
        visitor.page.click(".facets__open")
    found["open facets"] = visitor.axe()
    visitor.open("/standards/")
    visitor.page.type("#q", "gbt19")
    expect(visitor.page.get_by_role("option").first).to_be_visible()
    visitor.page.keyboard.press("ArrowDown")
    # What the open list covers cannot be judged; what it says itself can.
    found["suggestions"] = [line for line in visitor.axe() if line.startswith("violations")]
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_no_page_is_wider_than_its_window(visit: Open, large: bool) -> None:
    wide = {}
    for width in (320, 390, 768, 1280):
        visitor = visit(width, large=large)
        for name, path in PAGES.items():
            visitor.open(path)
            wide[f"{name} {width}"] = visitor.sideways()
    assert {name: pixels for name, pixels in wide.items() if pixels} == {}


def tab_to(page: Any, words: str, most: int = 80) -> None:
    """Press Tab until what is focused says ``words``."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"no way by Tab to {words}")


def test_from_the_home_page_to_a_citation_by_keyboard_alone(visit: Open) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    visitor.open("/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("gbt19012")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=gbt19012")
    tab_to(page, "看这项标准")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/gb-t-19012-2019/")
    tab_to(page, "复制引用")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "GB/T 19012—2019 质量管理 顾客满意 组织投诉处理指南[S]."


def test_a_suggestion_is_taken_by_keyboard(visit: Open) -> None:
    visitor = visit()
    page = visitor.page
    visitor.open("/standards/")
    box = page.get_by_role("combobox")
    box.type("gbt1901")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.input_value() == "gbt1901"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("GB/T 19012—2019")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/gb-t-19012-2019/")


@pytest.mark.parametrize("width", [1280, 390])
def test_without_a_script_everything_works(visit: Open, width: int) -> None:
    visitor = visit(width, javascript=False)
    page = visitor.page
    visitor.open("/standards/")
    page.fill("#q", "示例")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/?q=**")
    if width < PHONE:
        page.click(".facets__open")
    page.locator("#facets a", has_text="团体标准").click()
    page.wait_for_url("**class=group**")
    expect(page.locator(".chip", has_text="团体标准")).to_be_visible()
    page.locator(".hit a").first.click()
    page.wait_for_url("**/standards/t-**")
    expect(page.locator("#citation")).to_contain_text("[S].")
    expect(page.get_by_role("button", name="复制引用")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()
    assert download.value.suggested_filename.endswith(".bib")


def test_on_paper_the_answer_stands_without_buttons(visit: Open) -> None:
    visitor = visit()
    visitor.open("/standards/gb-t-19012-2019/")
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator(".ticket__sentence")).to_be_visible()
    assert [button.is_visible() for button in visitor.page.locator(".button").all()].count(True) == 0
