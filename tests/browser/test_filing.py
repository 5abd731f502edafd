"""Filing in a real browser: by keyboard alone, on a phone, without a script, with a broken line (4.3.2.1)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from onestop.requests.filing import demo
from onestop.requests.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import columns, network
from onestop.tests.factories.browsers import Open, Visitor
from onestop.tests.factories.services import service

pytestmark = pytest.mark.browser
WORDS = "包装车间有压力表 12 块，去年 12 月检的，快到期了。"
PRESSES = 100
"""Keys beside the words: at a second each, and a hundred signs a minute, it is well below three minutes."""


def _fill() -> None:
    place = network.centre()
    service(place)
    columns.question("压力表多久检一次？")
    demo.load(lambda _line: None)
    network.account("at-the-window", roles.WINDOW, place)


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    """Return what makes an office, a service, a question and somebody at the window."""
    return _fill


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.presses += 1

    def go(self) -> None:
        """Press Enter and wait for the page that comes."""
        with self.page.expect_navigation():
            self.press("Enter")

    def until(self, words: str) -> None:
        """Go on with Tab until what has the focus is called so."""
        focused = "e => (e.labels?.[0] ?? e).textContent.trim()"
        for _ in range(60):
            self.press("Tab")
            if words in self.page.evaluate_handle("document.activeElement").evaluate(focused):
                return
        raise AssertionError(f"no {words} can be reached by Tab at {self.page.url}")

    def write(self, words: str) -> None:
        """Type words."""
        self.page.keyboard.type(words)


@pytest.mark.clause("4.3.2.1")
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_request_is_filed_on_a_phone_by_keyboard_alone_in_three_minutes(
    visit: Open, javascript: bool
) -> None:
    visitor = visit(390, javascript=javascript)
    page = visitor.page
    visitor.open("/requests/new/")
    # Nothing can be asked of a page without a script; what one does there is the same.
    keys = _by_tab(page) if javascript else _by_form(page)
    expect(page.locator("h1")).to_have_text("您的需求我们收到了")
    number = page.locator(".filing-number").inner_text()
    assert ServiceRequest.objects.get(number=number).description == WORDS
    typed = len(WORDS) + len("示例果业有限公司李示例19900000001")
    assert keys.presses <= PRESSES
    assert keys.presses + typed * 60 / 100 < 180


def _by_tab(page: Page) -> Keys:
    keys = Keys(page)
    keys.until("不知道选哪个")
    keys.go()
    keys.until("说说是什么事")
    keys.write(WORDS)
    keys.until("下一步")
    keys.go()
    keys.until("企业")
    keys.write("示例果业有限公司")
    keys.until("我们联系谁")
    keys.write("李示例")
    keys.until("电话")
    keys.write("19900000001")
    keys.until("我已阅读")
    keys.press("Space")
    keys.until("下一步")
    keys.go()
    keys.until("提交需求")
    keys.go()
    return keys


def _by_form(page: Page) -> Keys:
    keys = Keys(page)
    page.get_by_role("link", name="不知道选哪个").press("Enter")
    page.get_by_label("说说是什么事").fill(WORDS)
    page.get_by_role("button", name="下一步").press("Enter")
    for label, words in {"企业": "示例果业有限公司", "我们联系谁": "李示例", "电话": "19900000001"}.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("我已阅读").press("Space")
    page.get_by_role("button", name="下一步").press("Enter")
    page.get_by_role("button", name="提交需求").press("Enter")
    keys.presses = 7
    return keys


@pytest.mark.clause("4.3.2.1")
def test_a_broken_line_and_the_back_button_lose_nothing_and_send_nothing_twice(visit: Open) -> None:
    visitor = visit(390)
    page = visitor.page
    visitor.open("/requests/new/need/?item=")
    page.context.set_offline(True)
    page.get_by_label("说说是什么事").type(WORDS)
    expect(page.locator("#saved")).to_contain_text("网络断了", timeout=15_000)
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("已替您存好", timeout=20_000)
    visitor.complaints.clear()  # the browser's own words about the broken line
    expect(page.locator("#similar")).to_contain_text("压力表多久检一次？")
    visitor.open("/requests/new/")
    page.get_by_role("link", name="接着写").click()
    expect(page.get_by_label("说说是什么事")).to_have_value(WORDS)
    page.get_by_role("button", name="下一步").click()
    for label, words in {"企业": "示例果业有限公司", "我们联系谁": "李示例", "电话": "19900000001"}.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("我已阅读").check()
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/requests/new/check/")
    page.go_back()
    expect(page.get_by_label("我们联系谁")).to_have_value("李示例")
    page.go_forward()
    page.get_by_role("button", name="提交需求").dblclick()
    page.wait_for_url(re.compile("/requests/receipt/"))
    page.wait_for_load_state("networkidle")  # the second press may still be under way
    page.go_back()
    page.wait_for_url(re.compile("/requests/receipt/"))
    assert ServiceRequest.objects.count() == 1


@pytest.mark.clause("4.3.2.1")
def test_a_press_without_a_connection_stays_on_the_page_with_what_was_typed(visit: Open) -> None:
    visitor = visit(390)
    page = visitor.page
    visitor.open("/requests/new/need/?item=")
    expect(page.locator("#saved")).to_have_text("边写边替您存着。")
    page.get_by_label("说说是什么事").fill(WORDS)
    page.context.set_offline(True)
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("#offline")).to_contain_text("现在没有网络")
    expect(page.get_by_label("说说是什么事")).to_have_value(WORDS)
    page.context.set_offline(False)
    visitor.complaints.clear()  # the browser's own words about the broken line
    expect(page.locator("#offline")).to_be_hidden()
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/requests/new/contact/")


@pytest.mark.clause("4.3.2.1")
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_back_forward_and_reload_show_every_screen_that_came_back(visit: Open, javascript: bool) -> None:
    visitor = visit(390, javascript=javascript)
    page = visitor.page
    told = page.locator(".form__errors")
    visitor.open("/requests/new/need/?item=")
    page.get_by_role("button", name="下一步").click()
    expect(told).to_be_visible()
    page.go_back()
    expect(told).to_be_hidden()
    page.go_forward()
    expect(told).to_be_visible()
    page.get_by_label("说说是什么事").fill(WORDS)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/requests/new/contact/")
    page.get_by_label("我们联系谁").fill("李示例")
    page.get_by_role("button", name="下一步").click()
    for move in (page.reload, page.go_back, page.go_forward):
        expect(told).to_be_visible()
        expect(page.get_by_label("我们联系谁")).to_have_value("李示例")
        move()
    expect(page.get_by_label("我们联系谁")).to_have_value("李示例")


@pytest.mark.clause("5.6")
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(
    ("address", "field", "words"),
    [
        ("/complaints/new/", "contact_name", "李示例"),
        ("/requests/track/", "number", "HM-20261128-0001-R"),
        ("/accounts/enterprise/", "contact", "199"),
    ],
)
def test_back_and_forward_find_what_was_refused(
    visit: Open, address: str, field: str, words: str, javascript: bool
) -> None:
    visitor = visit(390, javascript=javascript)
    page = visitor.page
    visitor.open(address)
    typed = page.locator(f"main [name={field}]")
    typed.fill(words)
    page.locator(f"main form:has([name={field}]) button").last.click()
    told = page.locator(".form__errors")
    expect(told).to_be_visible()
    page.reload()
    expect(told).to_be_visible()
    page.go_back()
    expect(told).to_be_hidden()
    page.go_forward()
    expect(told).to_be_visible()
    expect(typed).to_have_value(words)


def test_axe_finds_nothing_on_any_screen(visit: Open) -> None:
    visitor = visit()
    page, found = visitor.page, {}

    def look(name: str) -> None:
        found[name] = visitor.faults()

    for name, path in {
        "column": "/requests/",
        "choose": "/requests/new/?q=检定",
        "track": "/requests/track/",
    }.items():
        visitor.open(path)
        look(name)
    visitor.open("/requests/new/need/?item=")
    page.get_by_role("button", name="下一步").click()
    look("need, wrong")
    page.get_by_label("说说是什么事").fill(WORDS)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="下一步").click()
    look("contact, wrong")
    _contact(page)
    look("check")
    page.get_by_role("button", name="提交需求").click()
    look("receipt")
    number = page.locator(".filing-number").inner_text()
    visitor.open("/requests/track/")
    page.get_by_label("需求编号").fill(number)
    page.get_by_label("后四位").fill("0001")
    page.get_by_role("button", name="查进度").click()
    look("tracked")
    assert {name: faults for name, faults in found.items() if faults} == {}


def _contact(page: Page) -> None:
    for label, words in {"企业": "示例果业有限公司", "我们联系谁": "李示例", "电话": "19900000001"}.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("我已阅读").check()
    page.get_by_role("button", name="下一步").click()


def test_the_receipt_fits_one_sheet(visit: Open) -> None:
    visitor = visit()
    page = visitor.page
    visitor.open("/requests/new/need/?item=")
    page.get_by_label("说说是什么事").fill(WORDS)
    page.get_by_role("button", name="下一步").click()
    _contact(page)
    page.get_by_role("button", name="提交需求").click()
    page.wait_for_url(re.compile("/requests/receipt/"))
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_form_of_staff(visit: Open, width: int) -> None:
    visitor = _at_the_desk(visit, width)
    visitor.page.get_by_role("button", name="登记并打开回执").click()
    expect(visitor.page.get_by_role("alert").first).to_be_visible()
    assert visitor.axe(".filing-desk") == []


def _at_the_desk(visit: Open, width: int) -> Visitor:
    visitor = visit(width, as_user="at-the-window")
    visitor.open("/admin/requests/write-down/")
    return visitor
