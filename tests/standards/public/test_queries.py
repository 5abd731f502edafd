"""How many questions a page asks the database, whatever the number of rows.

Counted outside a transaction, on a later visit: what only content decides (site, menu, names of classes) is
remembered.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onestop.home.models import InfoPage
from onestop.search.building import build
from onestop.search.engines import get_engine
from onestop.search.pages.document import PageDocument
from onestop.site.page_cache import bump
from onestop.standards.documents import StandardDocument
from onestop.standards.models import StandardDirectoryPage
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.state_files import remove_indexes
from onestop.tests.standards.public.conftest import load

Count = Callable[[str], int]
MOST = 12
"""Of the settled budget; six of them are Wagtail finding the page and who may see it."""


@pytest.fixture
def count(transactional_db: None, client: Client) -> Iterator[Count]:
    """Return how many queries an address needs on a second visit."""
    load()
    build(StandardDocument, get_engine())
    bump()

    def count(path: str) -> int:
        for _warm_up in range(2):
            client.get(path)
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        return len(context)

    yield count
    remove_indexes()


def test_the_whole_directory_is_remembered_but_not_that_its_engine_was_away(
    count: Count, client: Client, settings: Any
) -> None:
    assert count("/standards/") <= 1
    prefix, notice = settings.SEARCH_INDEX_PREFIX, "全文检索暂时不可用"
    settings.SEARCH_INDEX_PREFIX = "nowhere"
    bump()
    answers = [client.get("/standards/").content.decode() for _ in range(2)]
    settings.SEARCH_INDEX_PREFIX = prefix
    answers.append(client.get("/standards/").content.decode())
    assert [notice in answer for answer in answers] == [True, True, False]


def test_what_is_published_is_in_the_whole_directory_at_once(count: Count, client: Client) -> None:
    assert count("/standards/") <= 1
    page = StandardDirectoryPage.objects.get()
    page.introduction = "<p>新的引言</p>"
    page.save_revision().publish()
    assert "新的引言" in client.get("/standards/").content.decode()


def test_a_search(count: Count) -> None:
    paths = [
        "",
        "?q=gbt19012",
        "?q=示例",
        "?q=ISO 10002:2018",
        "?ics=03.120.10",
        "?q=GB 175-2007/XG1",
        "?page=2",
    ]
    counts = {path: count(f"/standards/{path}") for path in paths}
    assert max(counts.values()) <= MOST, counts


def test_a_search_of_the_whole_site(count: Count, client: Client) -> None:
    root = home_page()
    for number in range(6):
        page = InfoPage(
            title=f"示例：顾客满意 GB/T 19012 的第 {number} 问", slug=f"question-{number}", intro="示例"
        )
        root.add_child(instance=page).save_revision().publish()
    build(PageDocument, get_engine())
    bump()
    counts = {text: count(f"/search/?q={text}") for text in ("顾客满意", "GB/T 19012", "gbt19012-2019")}
    assert max(counts.values()) <= MOST, counts
    bump()
    client.get("/search/?q=nothing")  # what all pages have in common is remembered, the rows found are not
    with CaptureQueriesContext(connection) as context:
        shown = client.get("/search/?q=顾客满意").content.decode()
    assert "第 3 问" in shown
    assert 0 < len(context) <= MOST


def test_a_standard(count: Count) -> None:
    slugs = ["gb-t-19012-2019", "db6505-t-101-2021", "gb-175-2007", "gb-t-24001-2016", "gb-t-88002-2001"]
    counts = {slug: count(f"/standards/{slug}/") for slug in slugs}
    assert max(counts.values()) <= MOST, counts
