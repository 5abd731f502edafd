"""Every kind of public page of the demo: under a finger, on paper, in narrow windows, on a slow line."""

import pytest
from playwright.sync_api import Browser

from onestop.tests.factories.browsers import AXE_COLOURS, LOOKS, Open, Screen, each_hand

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/about/",
    "/about/institution/",
    "/about/institution/window-service/",
    "/policy/",
    "/policy/metrology-law/",
    "/policy/complaints-interim-measures/",
    "/policy/interpretation/complaints-2026/",
    "/publicity/knowledge/",
    "/publicity/knowledge/read-a-number/",
    "/cases/date-grading/",
    "/notices/how-to-read-samples/",
    "/faq/",
    "/process/",
    "/glossary/",
    "/training/",
    "/training/inspectors/",
    "/training/quality-month/",
    "/training/verify/",
    "/search/?q=gbt19012",
    "/standards/",
    "/standards/?q=质量管理",
    "/standards/gb-t-19012-2019/",
    "/standards/db6505-t-022-2023/",
    "/services/",
    "/services/product-testing/",
    "/services/poster/",
    "/network/",
    "/network/centre/",
    "/network/cement-testing/",
    "/links/",
    "/experts/",
    "/institutions/",
    "/progress/",
    "/progress/figures/",
    "/requests/",
    "/requests/new/",
    "/requests/new/need/",
    "/requests/track/",
    "/complaints/new/",
    "/accounts/login/",
    "/sitemap/",
    "/privacy/",
    "/no/such/page/",
]


@pytest.fixture(scope="module")
def prepared_site(browser: Browser, demo_search: None) -> None:
    """Let every test of this file begin with the whole demo and its index."""
    del browser, demo_search


@each_hand
def test_whatever_is_pressed_is_large_enough(visit: Open, hand: dict[str, object]) -> None:
    visitor = visit(**hand)
    found = {}
    for path in PAGES:
        visitor.open(path)
        found[path] = visitor.small()
    assert {path: small for path, small in found.items() if small} == {}


IN_LARGE_TYPE = (
    "/",
    "/standards/gb-t-19012-2019/",
    "/services/product-testing/",
    "/network/centre/",
    "/progress/",
)
A4 = 672
"""Its width between the margins, in pixels."""
EMPTY = 40
"""So many signs or fewer make a sheet that nobody wants to print."""
CUT = """[...document.querySelectorAll("main *:not(.sr)")]
  .filter(e => e.checkVisibility() && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
  .filter(e => getComputedStyle(e).overflowX !== "visible").map(e => e.outerHTML.slice(0, 90))"""
SCREEN_ONLY = (
    *("input[type=search]", ".searchbox", ".facets", ".footer nav"),
    *(".board-form", ".directory-form", ".filters", ".event-filter"),
)
NOT_FOR_PAPER = ", ".join(SCREEN_ONLY)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_on_paper_every_sheet_says_something_and_nothing_is_cut(visit: Open, large: bool) -> None:
    visitor = visit(A4, large=large)
    found = {}
    for path in IN_LARGE_TYPE if large else PAGES:
        visitor.open(path)
        empty = [number for number, words in enumerate(visitor.sheets(), 1) if len(words) <= EMPTY]
        visitor.page.emulate_media(media="print")
        shown = [box for box in visitor.page.locator(NOT_FOR_PAPER).all() if box.is_visible()]
        found[path] = [f"sheet {number} is empty" for number in empty] + visitor.page.evaluate(CUT)
        found[path] += [box.evaluate("e => e.className") for box in shown]
        visitor.page.emulate_media(media="null")
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_paper_has_every_column_of_the_board(visit: Open) -> None:
    visitor = visit()
    visitor.open("/progress/")
    sheet = visitor.sheets()[0]
    headings = visitor.page.locator(".board thead th").all_inner_texts()
    assert [heading for heading in headings if heading not in sheet] == []


@pytest.mark.parametrize("name", ["equipment-registration", "product-testing"])
def test_a_guide_is_the_two_sides_of_one_sheet(visit: Open, name: str) -> None:
    visitor = visit(A4)
    visitor.open(f"/services/{name}/")
    assert len(visitor.sheets()) == 2


@pytest.mark.parametrize("path", ["/", "/network/", "/network/centre/", "/network/fruit-outlet/"])
def test_the_last_sheet_is_not_for_a_few_words(visit: Open, path: str) -> None:
    visitor = visit(A4)
    visitor.open(path)
    assert len(visitor.sheets()[-1]) > 150


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_kinds_of_services_fill_their_rows(visit: Open, width: int) -> None:
    visitor = visit(width)
    visitor.open("/")
    tops = visitor.page.eval_on_selector_all(
        ".service-tiles > *", "all => all.map(each => each.getBoundingClientRect().top)"
    )
    assert len(tops) == 9
    assert {tops.count(top) for top in tops} in ({1}, {3})


@pytest.mark.parametrize("path", ["/standards/", "/services/"])
def test_paper_is_used_to_its_left_edge_where_choices_stand_on_the_screen(visit: Open, path: str) -> None:
    visitor = visit(A4)
    visitor.open(path)
    visitor.page.emulate_media(media="print")
    left = visitor.page.locator("main").bounding_box()
    first = visitor.page.locator(".split--facets .rows").first.bounding_box()
    assert left is not None
    assert first is not None
    assert first["x"] - left["x"] < 1


def test_who_runs_the_site_stands_in_the_head_of_the_first_sheet(visit: Open) -> None:
    visitor = visit()
    visitor.open("/services/")
    sheets = visitor.sheets()
    assert ["主办" in words for words in sheets] == [True] + [False] * (len(sheets) - 1)
    assert [f"{n}/{len(sheets)}" in words for n, words in enumerate(sheets, 1)] == [True] * len(sheets)


READ = (
    *("/about/institution/", "/policy/", "/policy/metrology-law/", "/policy/interpretation/complaints-2026/"),
    *("/publicity/knowledge/", "/publicity/knowledge/read-a-number/", "/cases/date-grading/", "/faq/"),
    *("/process/", "/glossary/", "/sitemap/", "/search/?q=gbt19012"),
)
TABLET = [(Screen(768, "dark"), AXE_COLOURS)]


def test_axe_finds_nothing_on_what_is_read(visit: Open) -> None:
    visitor = visit()
    found = {}
    for path in READ:
        visitor.open(path)
        found[path] = visitor.faults(looks=LOOKS + TABLET)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_no_page_is_wider_than_the_narrowest_window(visit: Open, large: bool) -> None:
    visitor = visit(320, large=large)
    wide = {}
    for path in PAGES:
        visitor.open(path)
        wide[path] = visitor.sideways()
    assert {path: pixels for path, pixels in wide.items() if pixels} == {}


def test_every_page_is_light_enough_for_a_slow_telephone(visit: Open) -> None:
    start = visit()
    start.open("/services/")
    guides = start.page.eval_on_selector_all(".service h3 a", "links => links.map(a => a.pathname)")
    assert len(guides) > 30
    heavy = {}
    for path in {*PAGES, *guides}:
        visitor = visit(390)  # with an empty cache
        whole, compressed, files = visitor.weight(path)
        visitor.page.context.close()
        if whole > 60 or compressed > 15 or files > 10:
            heavy[path] = f"{whole:.1f} KB, {compressed:.2f} KB compressed, {files} files"
    assert heavy == {}


PARTS = [
    *("badge", "button", "card", "chip", "clock", "door", "error", "facets", "facts", "field", "form"),
    *("notice", "pager", "pairs", "searchbox", "searchbox--large", "stepper", "table", "ticket", "timeline"),
    "years",
]
UNDRAWN = """parts => {
  const rules = from => [...from].flatMap(rule => [rule.selectorText ?? "", ...rules(rule.cssRules ?? [])]);
  const drawn = [...document.styleSheets].flatMap(sheet => rules(sheet.cssRules)).join();
  return parts.filter(part => document.getElementsByClassName(part).length)
    .filter(part => !new RegExp(`\\.${part}(?![\\w-])`).test(drawn));
}"""


def test_every_component_of_a_page_has_its_rules_there(visit: Open) -> None:
    visitor = visit()
    found = {}
    for path in PAGES:
        visitor.open(path)
        found[path] = visitor.page.evaluate(UNDRAWN, PARTS)
    assert {path: parts for path, parts in found.items() if parts} == {}
