"""A person who does steps of a case in a browser, by the form that the page offers."""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from onestop.tests.factories.browsers import Visitor

SAMPLES = {"number": "80", "date": "2030-01-31", "datetime-local": "", "text": "示例", "textarea": "示例"}


def photograph(visitor: Visitor, name: str, path: str = "") -> None:
    """Keep a picture of the page, where whoever runs the test has named a folder for it.

    Args:
        visitor: Whose browser.
        name: Of the file.
        path: Of the page; what is open when left out.
    """
    folder, page = os.environ.get("ONESTOP_SCREENSHOTS"), visitor.page
    if not folder:
        return
    if path:
        visitor.open(path)
    Path(folder).mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    if "/admin/" in page.url and before:  # the admin scrolls in itself, not in the window
        height = page.evaluate(
            "Math.max(...[...document.querySelectorAll('main, .content')].map(e => e.scrollHeight))"
        )
        page.set_viewport_size({"width": before["width"], "height": min(height + 200, 6000)})
    page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    if before:
        page.set_viewport_size(before)


def do(visitor: Visitor, case: str, action: str, **values: Any) -> None:
    """Open the page of a case, take the step ``action`` there and see that it was taken.

    Args:
        visitor: Who.
        case: Path of the page of the case, ending in a slash.
        action: Name of the step; its link must stand on the page.
        values: Fields of its form; fields of a service record (``f_…``) that are not given get a sample.
    """
    page = visitor.page
    page.goto(visitor.base + case, wait_until="domcontentloaded")
    page.locator(f"a[href$='/do/{action}/']").first.click()
    page.wait_for_url(f"**/do/{action}/", wait_until="domcontentloaded")
    form = page.locator("main form[method=post], .rq-form").first
    for name, value in values.items():
        _fill(form.locator(f"[name={name}]"), value)
    for field in form.locator("[name^=f_]").all():
        if not _has_value(field):
            _fill(field, _sample(field))
    form.locator("[type=submit]").first.click()
    expect(page).not_to_have_url(f"{visitor.base}{case}do/{action}/")


def _has_value(field: Locator) -> bool:
    if field.get_attribute("type") in {"radio", "checkbox"}:
        return field.is_checked()
    return bool(field.input_value())


def _sample(field: Locator) -> Any:
    kind = field.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
    if kind == "select":
        return field.locator("option:not([value=''])").first.get_attribute("value")
    if kind in {"checkbox", "radio"}:
        return True
    name = field.get_attribute("name") or ""
    return "GB/T 19001—2016" if "standards" in name else SAMPLES.get(kind, "示例")


def _fill(field: Locator, value: Any) -> None:
    kind = field.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
    if kind == "radio" and value is not True:
        field.and_(field.page.locator(f"[value='{value}']")).check()
    elif kind in {"radio", "checkbox"}:
        field.first.check()
    elif kind == "file":
        field.first.set_input_files(value)
    elif kind == "select":
        field.first.select_option(_sample(field.first) if value is True else str(value))
    else:
        field.first.fill(str(value))
