"""Rows of results are remembered, and show at once what an editor does."""

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import PageViewRestriction

from onestop.search.building import build
from onestop.search.engines import get_engine
from onestop.search.pages.document import PageDocument
from onestop.site.page_cache import bump
from onestop.tests.factories.columns import question
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.state_files import remove_indexes

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_result_is_read_once_and_changes_with_its_page(client: Client) -> None:
    home_page()
    page = question("计量器具怎么检定", slug="q")
    build(PageDocument, get_engine())
    client.get("/")  # makes what a first visit makes
    bump()

    def found() -> tuple[bool, bool, int]:
        with CaptureQueriesContext(connection) as context:
            html = client.get("/search/", {"q": "计量器具检定"}).content.decode()
        asked = sum('FROM "search_pagetext"' in query["sql"] for query in context.captured_queries)
        return f"/faq/{page.slug}/" in html, "换了" in html, asked

    assert [found() for _ in range(2)] == [(True, False, 1), (True, False, 0)]
    page.title = "计量器具检定，换了问法"
    page.save_revision().publish()
    assert found()[:2] == (True, True)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert found()[0] is False
    remove_indexes()
