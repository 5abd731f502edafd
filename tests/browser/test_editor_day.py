"""An editor's day, from the first word to the page that is gone again, in the browser as a person does it."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from django.core.management import call_command
from django.utils import timezone

from onestop.home.articles.models import ArticlePage
from onestop.home.columns.models import ColumnPage
from onestop.tests.factories.browsers import Open
from onestop.tests.factories.editors import Editor
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import StandardFactory

pytestmark = pytest.mark.browser

TITLE = "秤的检定怎样办"
COMMENT = "请写明在哪里收费。"
TABLE = [["器具", "收费"], ["电子秤", "免费"], ["血压计", "免费"]]


@pytest.fixture
def column(site: str) -> ColumnPage:
    """A column, and the standard that its articles speak of."""
    StandardFactory(number="GB/T 19012-2019")
    page: ColumnPage = home_page().add_child(instance=ColumnPage(title="通知公告", slug="notices"))
    return page


def at(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    """Publish and end what is due at ``moment``, as the clock of the server does."""
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        call_command("publish_scheduled")


def written(editor: Editor, column: ColumnPage) -> None:
    """Write an article with a picture, a table and a standard, all but its source."""
    editor.visitor.open(f"/admin/pages/add/home/articlepage/{column.pk}/")
    editor.page.fill("[name=title]", TITLE)
    editor.page.fill("[name=intro]", "去检定之前要知道的三件事。")
    editor.write("秤要先检定再使用，办理前请看 GB/T 19012—2019。")
    editor.picture("柜台上的一台电子秤")
    editor.table("检定怎样收费", TABLE)
    editor.standard("GB/T 19012—2019")


def handed_in(editor: Editor, column: ColumnPage) -> ArticlePage:
    """Write an article, look at it as on a telephone, hand it in; without a source it is not taken."""
    written(editor, column)
    preview = editor.panel("preview")
    preview.get_by_label("手机预览").check(force=True)
    frame = editor.page.frame_locator("iframe[id*=preview]").first
    expect(frame.locator("h1")).to_have_text(TITLE)
    expect(frame.locator("main")).to_contain_text("血压计")
    # The preview loads anew a moment after the last change: each question waits for it.
    expect(frame.locator("img[alt='柜台上的一台电子秤']")).to_have_count(1)
    expect(frame.locator("html")).to_have_js_property("clientWidth", 375)
    expect(editor.panel("checks")).to_contain_text("发现的问题")
    editor.submit()
    assert editor.errors()[0].startswith("请填写来源")
    assert editor.page.input_value("[name=body-2-value-cell-1-0]") == "血压计"
    editor.page.fill("[name=source]", "示例数据")
    editor.submit()
    assert "已经提交进行审核" in editor.said()
    return ArticlePage.objects.get()


def sent_back_and_reworked(editor: Editor, reviewer: Editor) -> None:
    """The reviewer finds it on the desk and sends it back; the editor finds the comment and puts it right."""
    assert f"审核“{TITLE}”" in reviewer.desk()
    reviewer.take(f"审核“{TITLE}”")
    reviewer.act("请求修改")
    reviewer.page.fill(".modal-dialog [name=comment]", COMMENT)
    with reviewer.page.expect_navigation():
        reviewer.page.locator(".modal-dialog [type=submit]").click()
    assert COMMENT in editor.desk()
    editor.take(f"修改“{TITLE}”")
    editor.page.fill("[name=intro]", "三件事：带什么、去哪里、在窗口收费。")
    editor.submit()
    assert COMMENT not in editor.desk()


def approved_for(reviewer: Editor, opens: dt.datetime, closes: dt.datetime) -> None:
    """The reviewer lets it appear later, for some days."""
    reviewer.desk()
    reviewer.take(f"审核“{TITLE}”")
    reviewer.schedule(opens, closes)
    with reviewer.page.expect_navigation():
        reviewer.act("^批准 和发布$")


@pytest.mark.clause("4.1.3")
def test_an_article_from_the_first_word_to_its_end(
    visit: Open, column: ColumnPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, reviewer = Editor(visit(as_user="editor")), Editor(visit(as_user="reviewer"))
    public = visit(390)
    page = handed_in(editor, column)
    assert not page.live
    sent_back_and_reworked(editor, reviewer)

    # It appears in two days.
    opens = timezone.localtime() + dt.timedelta(days=2)
    closes = opens + dt.timedelta(days=3)
    approved_for(reviewer, opens, closes)
    page.refresh_from_db()
    assert (page.live, page.approved_schedule) == (False, True)
    at(monkeypatch, opens - dt.timedelta(hours=1))
    address = f"/notices/{page.slug}/"
    assert public.open(address).status == 404
    at(monkeypatch, opens + dt.timedelta(hours=1))
    assert public.open(address).status == 200
    expect(public.page.locator("main")).to_contain_text("在窗口收费")
    expect(public.page.locator("main").get_by_role("link", name="GB/T 19012—2019").first).to_be_visible()

    # It is found.
    public.open("/search/?q=秤的检定")
    expect(public.page.locator("main").get_by_role("link", name=TITLE).first).to_be_visible()

    # Two versions are compared.
    first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
    reviewer.visitor.open(f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{last.pk}/")
    compared = reviewer.page.locator("main")
    expect(compared).to_contain_text("来源")
    expect(compared).to_contain_text("在窗口收费")

    # Its day of expiry comes: it is gone from page and search.
    at(monkeypatch, closes + dt.timedelta(hours=1))
    assert public.open(address).status == 404
    public.open("/search/?q=秤的检定")
    expect(public.page.get_by_role("link", name=TITLE)).to_have_count(0)
