"""How many questions a page asks the database, whatever the number of rows.

Counted outside a transaction, on a later visit: what only content decides (site, menu, names of classes) is
remembered.
"""

from collections.abc import Callable, Iterator

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


def test_a_search_of_the_whole_site(count: Count) -> None:
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
    assert min(counts.values()) > 0, counts


def test_a_standard(count: Count) -> None:
    slugs = ["gb-t-19012-2019", "db6505-t-101-2021", "gb-175-2007", "gb-t-24001-2016", "gb-t-88002-2001"]
    counts = {slug: count(f"/standards/{slug}/") for slug in slugs}
    assert max(counts.values()) <= MOST, counts
