"""Wagtail's admin under its Content-Security-Policy: the browser refuses nothing that an editor needs."""

import pytest
from playwright.sync_api import expect

from onestop.tests.factories.browsers import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STAFF = "admin"
ADDRESSES = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/multiple/add/",
    "/admin/documents/multiple/add/",
    "/admin/reports/site-history/",
    "/admin/workflows/list/",
    "/admin/account/",
]


def test_the_pages_of_the_admin_break_no_rule(visit: Open) -> None:
    visitor = visit(as_user=STAFF)
    for address in ADDRESSES:
        assert visitor.open(address).status == 200, address
        assert visitor.complaints == [], address


def test_an_editor_writes_with_blocks_and_sees_the_preview(visit: Open) -> None:
    from onestop.home.models import InfoPage  # noqa: PLC0415 - the tables are made by the fixture

    page = InfoPage.objects.live().first()
    assert page is not None
    visitor = visit(as_user=STAFF)
    visitor.open(f"/admin/pages/{page.pk}/edit/")
    visitor.page.locator("[data-side-panel-toggle=preview]").click()
    frame = visitor.page.frame_locator("iframe[id*=preview]").first
    expect(frame.locator("h1")).to_contain_text(page.title, timeout=15_000)
    assert visitor.complaints == []


def test_a_date_field_has_its_calendar(visit: Open) -> None:
    visitor = visit(as_user=STAFF)
    visitor.open("/admin/reports/site-history/")
    started = "() => jQuery('input[name=timestamp_from]').data('xdsoft_datetimepicker') !== undefined"
    assert visitor.page.wait_for_function(started), "the field's own inline script has run"
    assert visitor.complaints == []
