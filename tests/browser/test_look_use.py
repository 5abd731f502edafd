"""The frame in use: keyboard, no script, 大字版, narrow windows, print, dark."""

import pytest
from playwright.sync_api import expect

from onestop.tests.factories.browsers import Open
from onestop.tests.factories.site_pages import info_page

pytestmark = pytest.mark.browser

PUBLIC = ["/", "/about/", "/privacy/", "/sitemap/", "/accounts/login/", "/no/such/page/"]
ROOT_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
COUNT_FADES = "window.fades = 0; addEventListener('transitionrun', () => { window.fades += 1 }, true)"
FOCUS = "document.activeElement.id || document.activeElement.className"


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("width", [320, 768])
def test_no_page_is_wider_than_its_window(visit: Open, width: int, large: bool) -> None:
    visitor = visit(width, large=large)
    wide = {}
    for path in PUBLIC:
        visitor.open(path)
        wide[path] = visitor.sideways()
    assert wide == dict.fromkeys(PUBLIC, 0)


def test_the_style_guide_fits_the_narrowest_phone_in_large_type(visit: Open) -> None:
    visitor = visit(320, large=True, as_user="editor")
    visitor.open("/styleguide/")
    assert visitor.sideways() == 0


def test_no_page_fades_from_the_colours_of_the_browser_to_ours(visit: Open) -> None:
    visitor = visit()
    visitor.page.add_init_script(COUNT_FADES)
    visitor.open("/")
    visitor.page.wait_for_load_state("load")
    assert visitor.page.evaluate("window.fades") == 0
    visitor.page.locator("main .button:visible").first.hover()
    visitor.page.wait_for_timeout(200)  # the next frames; a condition to wait for would be refused as eval
    assert visitor.page.evaluate("window.fades") > 0


def test_the_first_tab_stop_leads_past_the_menu_to_the_content(visit: Open) -> None:
    visitor = visit()
    visitor.open("/about/")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate(FOCUS) == "main"


def test_a_question_is_asked_with_the_keyboard_alone(visit: Open) -> None:
    visitor = visit()
    visitor.open("/")
    for _ in range(20):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(FOCUS) == "q":
            break
    visitor.page.keyboard.type("gbt19012")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/search/?q=gbt19012")
    expect(visitor.page.locator("main")).to_have_count(1)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(visit: Open, javascript: bool) -> None:
    visitor = visit(390, javascript=javascript)
    visitor.open("/about/")
    menu = visitor.page.locator("#menu")
    expect(menu).to_be_hidden()
    visitor.page.locator("[popovertarget=menu]").press("Enter")
    expect(menu).to_be_visible()
    visitor.page.keyboard.press("Tab")
    assert menu.evaluate("menu => menu.contains(document.activeElement)")
    visitor.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_menu_is_a_row_on_a_desk(visit: Open) -> None:
    info_page("查进度", "in-the-menu", show_in_menus=True)
    visitor = visit(1280)
    visitor.open("/in-the-menu/")
    expect(visitor.page.locator("#menu [aria-current]")).to_have_text("查进度")
    expect(visitor.page.locator("#menu [aria-current]")).to_be_visible()
    expect(visitor.page.locator("[popovertarget=menu]")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_large_type_is_switched_on_and_off_without_a_script(visit: Open, width: int) -> None:
    visitor = visit(width, javascript=False)
    visitor.open("/privacy/")
    normal = visitor.page.evaluate(ROOT_SIZE)
    visitor.page.click("a[href^='/type/large/']")
    visitor.page.wait_for_load_state()
    assert visitor.page.url.endswith("/privacy/")
    assert visitor.page.evaluate(ROOT_SIZE) >= 1.2 * normal
    smallest = visitor.page.evaluate(
        "Math.min(...[...document.querySelectorAll('main *, footer *')]"
        ".filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 18
    visitor.page.click("a[href^='/type/normal/']")
    visitor.page.wait_for_load_state()
    assert visitor.page.evaluate(ROOT_SIZE) == normal


def test_large_type_takes_the_layout_of_a_narrower_window(visit: Open) -> None:
    columns = "getComputedStyle(document.querySelector('.split')).gridTemplateColumns.split(' ').length"
    normal, large = visit(1100, as_user="editor"), visit(1100, as_user="editor", large=True)
    for visitor in (normal, large):
        visitor.open("/styleguide/")
    assert [normal.page.evaluate(columns), large.page.evaluate(columns)] == [2, 1]


def test_everything_on_the_home_page_is_there_without_a_script(visit: Open) -> None:
    with_script, without = visit(), visit(javascript=False)
    for visitor in (with_script, without):
        visitor.open("/")
    words = [visitor.page.inner_text("body").split() for visitor in (with_script, without)]
    assert words[0] == words[1]


def test_buttons_that_need_a_script_are_hidden_without_one(visit: Open) -> None:
    with_script = visit(as_user="editor")
    without = visit(as_user="editor", javascript=False)
    for visitor in (with_script, without):
        visitor.open("/styleguide/")
    expect(with_script.page.locator("[data-print]").first).to_be_visible()
    expect(without.page.locator("[data-print]").first).to_be_hidden()
    expect(without.page.locator("[data-copy]").first).to_be_hidden()


def test_copying_says_that_it_was_done(visit: Open) -> None:
    visitor = visit(as_user="editor", permissions=["clipboard-read", "clipboard-write"])
    visitor.open("/styleguide/")
    button = visitor.page.locator("[data-copy]").first
    button.click()
    expect(button).to_have_text("已复制")
    assert visitor.page.evaluate("navigator.clipboard.readText()") == "GB/T 19012—2019"


def test_paper_shows_words_in_black_on_white_and_nothing_to_click(visit: Open) -> None:
    visitor = visit(794, "dark")
    visitor.open("/privacy/")
    visitor.page.emulate_media(media="print")
    style = visitor.page.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
    )
    assert style == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for hidden in ("#menu", ".tools", ".searchbox", ".footer nav"):
        expect(visitor.page.locator(hidden).first).to_be_hidden()
    expect(visitor.page.locator(".footer__who")).to_be_visible()


def test_a_dark_system_gets_a_dark_page(visit: Open) -> None:
    brightness = (
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((sum, n) => sum + +n, 0)"
    )
    light, dark = visit(), visit(scheme="dark")
    for visitor in (light, dark):
        visitor.open("/")
    assert light.page.evaluate(brightness) > 650
    assert dark.page.evaluate(brightness) < 120


def test_nothing_moves_for_who_asked_for_stillness(visit: Open) -> None:
    visitor = visit(reduced_motion="reduce")
    visitor.open("/")
    seconds = "[...document.querySelectorAll('*')].map(e => getComputedStyle(e).transitionDuration)"
    assert set(visitor.page.evaluate(seconds)) == {"0s"}


def test_states_keep_their_shapes_in_forced_colours(visit: Open) -> None:
    visitor = visit(as_user="editor", forced_colors="active")
    visitor.open("/styleguide/")
    colours = visitor.page.evaluate(
        "[...document.querySelectorAll('#badge .badge')].map(badge => ["
        "getComputedStyle(badge, '::before').backgroundColor, getComputedStyle(badge).backgroundColor])"
    )
    assert colours
    assert all(shape != behind for shape, behind in colours)


def test_the_days_of_a_clock_differ_where_the_readers_own_colours_replace_ours(visit: Open) -> None:
    visitor = visit(scheme="dark", as_user="editor", forced_colors="active")
    visitor.open("/styleguide/")
    fills = visitor.page.eval_on_selector_all(
        ".clock__days li",
        """all => Object.fromEntries(all.map(each => {
          const {backgroundColor, backgroundImage} = getComputedStyle(each);
          return [each.className, backgroundColor + backgroundImage];
        }))""",
    )
    assert {"is-past", "is-stopped", "is-now"} <= fills.keys()
    assert len(set(fills.values())) == len(fills)
