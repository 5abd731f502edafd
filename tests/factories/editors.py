"""Wagtail's editor as a person uses it: blocks, actions, schedule, what the desk says."""

import datetime as dt
import re
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from onestop.tests.factories.browsers import Visitor

MORE = "更多动作"
PLUS = ".c-sf-add-button"
FIELD_ERROR = "[id$=-errors]:not(:empty)"


def picture_file() -> dict[str, Any]:
    """Return a picture to upload, as a form takes it."""
    content = BytesIO()
    Image.new("RGB", (900, 600), (15, 92, 107)).save(content, "PNG")
    return {"name": "scale.png", "mimeType": "image/png", "buffer": content.getvalue()}


class Editor:
    """Somebody of the staff in front of the admin.

    Args:
        visitor: the window, signed in.
    """

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page
        self.page.set_default_timeout(15_000)

    def block(self, kind: str) -> int:
        """Add a block at the end of the text by its name; return its number."""
        number = int(self.page.input_value("[name=body-count]"))
        self.page.locator(PLUS).last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        expect(self.page.locator(f"[name='body-{number}-type']")).to_have_count(1)
        return number

    def write(self, words: str) -> None:
        """Add a block of text."""
        self.block("文字")
        self.page.locator(".public-DraftEditor-content").last.click()
        self.page.keyboard.type(words)

    def picture(self, alt: str) -> None:
        """Add a block with a picture from one's own computer, described by ``alt``."""
        field = f"body-{self.block('图片')}-value-image"
        self.page.locator(f"#{field}-image-chooser .unchosen button").click()
        dialog = self.page.locator(".modal-dialog")
        dialog.get_by_role("tab", name="上传").click()
        dialog.locator("input[type=file]").set_input_files(picture_file())
        expect(dialog.locator("[name$=-title]")).not_to_have_value("")  # the script names it after the file
        dialog.locator("form:has(input[type=file]) [type=submit]").click()
        expect(self.page.locator(f"#{field}-image")).not_to_have_value("")
        self.page.fill(f"#{field}-alt_text", alt)

    def table(self, caption: str, rows: list[list[str]]) -> None:
        """Add a table; the first of ``rows`` are its headings."""
        field = f"body-{self.block('表格')}-value"
        self.page.fill(f"#{field}-caption", caption)
        grid = self.page.locator(".typed-table-block__wrapper").last
        for number, heading in enumerate(rows[0]):
            grid.locator(".append-column").first.click()
            grid.locator(".add-column-menu").get_by_text("文字").click()
            self.page.fill(f"[name={field}-column-{number}-heading]", heading)
        for number, cells in enumerate(rows[1:]):
            if not self.page.locator(f"[name={field}-cell-{number}-0]").count():
                grid.locator("[data-add-row]").last.click()
            for column, words in enumerate(cells):
                self.page.fill(f"[name={field}-cell-{number}-{column}]", words)

    def standard(self, number: str) -> None:
        """Add a reference to a standard."""
        self.page.fill(f"[name=body-{self.block('标准')}-value-number]", number)

    def act(self, name: str) -> None:
        """Choose ``name`` from the menu of actions at the foot of the form."""
        self.page.get_by_role("button", name=MORE).click()
        self.page.get_by_role("button", name=re.compile(name)).last.click()

    def submit(self) -> None:
        """Hand the page in for review."""
        self.page.get_by_role("button", name=MORE).click()
        with self.page.expect_navigation():
            self.page.locator("button[name=action-submit]").click()

    def errors(self) -> list[str]:
        """Return what the form says beside its fields."""
        said = self.page.locator(FIELD_ERROR).all_inner_texts()
        return [line for line in (" ".join(words.split()) for words in said) if line]

    def schedule(self, opens: dt.datetime, closes: dt.datetime) -> None:
        """Set when the page becomes public and when it ends, in the panel of its status."""
        self.panel("status")
        self.page.get_by_role("button", name="设置计划").click()
        calendar = self.page.locator(".xdsoft_datetimepicker").filter(visible=True)
        for name, moment in (("go_live_at", opens), ("expire_at", closes)):
            self.page.fill(f"[name={name}]", f"{moment:%Y-%m-%d %H:%M}")
            # The calendar opens a moment after its field was entered and lies over the button; a click
            # beside it closes it, but only once it is open.
            expect(calendar).to_have_count(1)
            self.page.get_by_role("heading", name="设置发布计划").click()
            expect(calendar).to_have_count(0)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="保存计划").click()

    def panel(self, name: str) -> Locator:
        """Open a side panel (status, preview, checks, comments) and return it."""
        shown = self.page.locator(f"[data-side-panel={name}]")
        if not shown.is_visible():
            self.page.locator(f"[data-side-panel-toggle={name}]").click()
        expect(shown).to_be_visible()
        return shown

    def desk(self) -> str:
        """Open the first page of the admin and return what is to be done."""
        self.visitor.open("/admin/")
        return self.page.locator(".desk").inner_text()

    def take(self, title: str) -> None:
        """Take up a line of the desk."""
        with self.page.expect_navigation():
            self.page.locator(".desk").get_by_role("link", name=title).click()

    def said(self) -> str:
        """Return the message on top of the page."""
        return self.page.locator(".messages").inner_text()
