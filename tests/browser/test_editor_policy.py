"""Wagtail's userbar, preview, checks and side panels under the Content-Security-Policy: nothing is refused.

``visit`` fails a test at whose end a browser has complained; a breach of the policy is such a complaint.
"""

import pytest
from playwright.sync_api import expect

from onestop.home.editorial.models import SiteFinding
from onestop.home.models import InfoPage
from onestop.tests.factories.browsers import Open, Screen, Visitor, each_screen
from onestop.tests.factories.editors import Editor
from onestop.tests.factories.site_pages import info_page

pytestmark = pytest.mark.browser

PANELS = ("status", "preview", "checks", "comments")


@pytest.fixture
def page(site: str) -> InfoPage:
    """A public page with a heading that skips a level, for the checks to find."""
    return info_page(
        "怎样找到我们", "where", intro="三个窗口在哪里", body=[("text", "<h3>跳过一级</h3><p>正文</p>")]
    )


def forget_findings(visitor: Visitor) -> None:
    """Take away what Wagtail's checker itself writes to the console: that it found something."""
    visitor.complaints[:] = [line for line in visitor.complaints if not line.startswith("axe.run results")]


def test_the_userbar_works_on_a_public_page_under_the_strict_policy(visit: Open, page: InfoPage) -> None:
    visitor = visit(as_user="editor")
    answer = visitor.open("/where/")
    assert "unsafe" not in answer.headers["content-security-policy"]
    visitor.page.locator("#wagtail-userbar-trigger").click()
    expect(visitor.page.get_by_role("menuitem", name="编辑本页")).to_be_visible()
    expect(visitor.page.get_by_role("menuitem", name="检查")).to_be_visible()
    marked = visitor.page.get_by_role("complementary", name="显示问题")
    expect(marked).to_be_visible(timeout=20_000)
    forget_findings(visitor)


def test_a_visitor_gets_nothing_of_the_userbar(visit: Open, page: InfoPage) -> None:
    visitor = visit()
    visitor.open("/where/")
    assert "userbar" not in visitor.page.content()


def test_the_editors_panels_open_and_the_checks_run_in_the_preview(visit: Open, page: InfoPage) -> None:
    editor = Editor(visit(as_user="editor"))
    editor.visitor.open(f"/admin/pages/{page.pk}/edit/")
    for name in PANELS:
        editor.panel(name)
    checks = editor.panel("checks")
    expect(
        checks.locator("[data-checks-panel], [data-a11y-result-count], .w-a11y-result__count").first
    ).to_be_visible()
    expect(checks).to_contain_text("跳过", timeout=20_000)
    forget_findings(editor.visitor)


@each_screen
def test_axe_finds_nothing_on_the_desk_and_the_findings(visit: Open, screen: Screen, page: InfoPage) -> None:
    SiteFinding.objects.create(
        code="source", weight="error", page=page, title=page.title, message="请填写来源"
    )
    visitor = visit(screen.width, screen.scheme, as_user="reviewer")
    for address, part in (("/admin/", ".desk"), ("/admin/home/sitefinding/", ".result-list")):
        assert visitor.open(address).status == 200
        expect(visitor.page.locator(part).first).to_be_visible()
        assert visitor.axe(part) == []


@each_screen
def test_axe_finds_nothing_where_a_page_is_edited(visit: Open, screen: Screen, page: InfoPage) -> None:
    visitor = visit(screen.width, screen.scheme, as_user="editor")
    visitor.open(f"/admin/pages/{page.pk}/edit/")
    expect(visitor.page.locator("[contenteditable][aria-labelledby]").first).to_be_visible()
    # What axe cannot decide of Wagtail's own form (a gradient, a place to be) is left to Wagtail.
    assert [found for found in visitor.axe("body") if not found.startswith("incomplete:")] == []
