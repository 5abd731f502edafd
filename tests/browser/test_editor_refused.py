"""What is locked to an editor, and what a reviewer takes back."""

import pytest
from playwright.sync_api import expect

from django.contrib.auth import get_user_model

from onestop.tests.factories.browsers import Open
from onestop.tests.factories.columns import article
from onestop.tests.factories.editors import Editor

pytestmark = pytest.mark.browser


def test_a_locked_page_is_read_only_for_others(visit: Open, site: str) -> None:
    page = article(title="锁住的文章", slug="locked")
    page.locked, page.locked_by = True, get_user_model().objects.get(username="reviewer")
    page.save(update_fields=["locked", "locked_by"])
    editor = Editor(visit(as_user="editor"))
    editor.visitor.open(f"/admin/pages/{page.pk}/edit/")
    expect(editor.page.locator("main")).to_contain_text("锁定")
    expect(editor.page.get_by_role("button", name="保存草稿")).to_have_count(0)


def test_a_page_that_is_taken_down_is_gone_from_address_and_search(visit: Open, site: str) -> None:
    page = article(title="秤的检定怎样办", slug="scales")
    reviewer, public = Editor(visit(as_user="reviewer")), visit()
    public.open("/search/?q=秤的检定")
    expect(public.page.locator("main").get_by_role("link", name=page.title).first).to_be_visible()
    reviewer.visitor.open(f"/admin/pages/{page.pk}/unpublish/")
    with reviewer.page.expect_navigation():
        reviewer.page.locator("form[action*=unpublish] [type=submit]").click()
    assert public.open("/notices/scales/").status == 404
    public.open("/search/?q=秤的检定")
    expect(public.page.get_by_role("link", name=page.title)).to_have_count(0)


@pytest.mark.parametrize("press", ["Control+s", "mouse"])
def test_words_typed_right_before_the_button_are_saved(visit: Open, site: str, press: str) -> None:
    page = article(title="刚写完的文章", slug="last-words")
    editor = Editor(visit(as_user="editor"))
    editor.visitor.open(f"/admin/pages/{page.pk}/edit/")
    save = editor.page.get_by_role("button", name="保存草稿").bounding_box()
    assert save is not None
    editor.page.locator(".public-DraftEditor-content").last.click()
    editor.page.keyboard.press("Control+End")
    with editor.page.expect_navigation():
        editor.page.keyboard.type("最后几个字")
        if press == "mouse":
            editor.page.mouse.click(save["x"] + save["width"] / 2, save["y"] + save["height"] / 2)
        else:
            editor.page.keyboard.press(press)
    expect(editor.page.locator(".public-DraftEditor-content").last).to_contain_text("最后几个字")
