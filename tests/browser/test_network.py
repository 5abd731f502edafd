"""The network in a real browser: axe, distance for who allows it, no script, narrow windows, paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from onestop.catalogue.organisations import demo
from onestop.catalogue.organisations.models import Organisation
from onestop.tests.factories.browsers import Open

pytestmark = pytest.mark.browser
PAGES = {
    "network": "/network/",
    "narrowed": "/network/?kind=station&county=650521",
    "nothing": "/network/?kind=centre&county=650522",
    "unknown": "/network/?kind=castle",
    "centre": "/network/centre/",
    "station": "/network/balikun-station/",
    "suspended": "/network/yiwu-station/",
    "outlet": "/network/mining-outlet/",
    "institution": "/network/cement-testing/",
    "notice": "/network/balikun-station/notice/",
}
BALIKUN = {"longitude": 93.016, "latitude": 43.598}


def places() -> None:
    """Load the demo's network, one of its stations suspended."""
    demo.load(lambda _line: None)
    suspended = Organisation.objects.filter(slug="yiwu-station")
    suspended.update(status="suspended", status_reason="示例：搬迁，暂停受理")


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    return places


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(visit: Open) -> None:
    visitor = visit()
    found = {}
    for name, path in PAGES.items():
        visitor.open(path)
        found[name] = visitor.faults()
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_who_allows_it_sees_the_nearest_first(visit: Open) -> None:
    visitor = visit(permissions=["geolocation"], geolocation=BALIKUN)
    visitor.open("/network/")
    first = visitor.page.locator(".places h3 a").first
    expect(first).to_have_text("一站式质量服务中心（示例）")

    visitor.page.get_by_role("button", name="离我近的排前面").click()
    expect(first).to_have_text("巴里坤服务站（示例）")
    expect(visitor.page.locator(".places__far").first).to_contain_text("公里")
    expect(visitor.page.locator("#distance [role=status]")).to_contain_text("不会发送")


def test_who_refuses_keeps_the_list(visit: Open) -> None:
    visitor = visit(permissions=[])
    visitor.open("/network/")
    visitor.page.get_by_role("button", name="离我近的排前面").click()

    expect(visitor.page.locator("#distance [role=status]")).to_contain_text("名单不变")
    expect(visitor.page.locator(".places h3 a").first).to_have_text("一站式质量服务中心（示例）")


@pytest.mark.clause("4.1.1.1")
def test_without_a_script_the_list_does_everything(visit: Open) -> None:
    visitor = visit(390, javascript=False)
    visitor.open("/network/")
    expect(visitor.page.get_by_role("button", name="离我近的排前面")).to_have_count(0)

    visitor.page.get_by_role("link", name="巴里坤 2").click()
    expect(visitor.page.locator(".places h3 a")).to_have_count(2)
    visitor.page.get_by_role("link", name="巴里坤服务站（示例）").click()
    expect(visitor.page.locator("h1")).to_contain_text("巴里坤服务站（示例）")
    expect(visitor.page.get_by_text("0902-0000003").first).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/network/", "/network/balikun-station/", "/network/balikun-station/notice/"]
)
def test_on_paper_nothing_is_cut_and_nothing_of_the_screen_is_left(visit: Open, path: str) -> None:
    visitor = visit(794)
    visitor.open(path)
    visitor.page.emulate_media(media="print")

    assert visitor.sideways() == 0
    for hidden in (".menu", ".choices", "button", ".searchbox"):
        for element in visitor.page.locator(hidden).all():
            expect(element).to_be_hidden()


def test_on_a_phone_the_words_have_the_row_and_the_state_stands_below(visit: Open) -> None:
    visitor = visit(390)
    visitor.open("/network/")
    row = visitor.page.locator(".places > li:has(> .badge)").first
    words, state = row.locator("> div").bounding_box(), row.locator("> .badge").bounding_box()
    assert words is not None
    assert state is not None
    assert state["y"] >= words["y"] + words["height"]


def test_on_a_phone_each_row_of_the_staff_is_a_card_with_every_word_in_sight(visit: Open) -> None:
    visitor = visit(390, as_user="admin")
    for path in ("/admin/ending/", "/admin/network/layout/", "/admin/catalogue/organisation/"):
        visitor.open(path)
        cells = visitor.page.locator("table.register tbody tr").first.locator("td").all()
        boxes = [box for cell in cells if (box := cell.bounding_box())]
        assert all(box["x"] + box["width"] <= 390 for box in boxes), path
        ends = [box["y"] + box["height"] for box in boxes[:-1]]
        assert all(box["y"] >= end for box, end in zip(boxes[1:], ends, strict=True)), path
    buttons = visitor.page.locator(".register ul.actions").first.bounding_box()
    assert buttons is not None
    assert buttons["y"] + buttons["height"] <= boxes[1]["y"], "the buttons lie on the value below them"
