"""Pages with words, their index, and nothing left afterwards."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from wagtail.models import Page, Site

from onestop.home.models import InfoPage
from onestop.search.building import build
from onestop.search.engines import Engine, get_engine
from onestop.search.pages.document import PageDocument
from onestop.search.wordlists.models import WordList
from onestop.tests.factories.state_files import remove_indexes

Publish = Callable[..., Page]


@pytest.fixture
def engine(db: None) -> Iterator[Engine]:
    """The engine in use with an empty index of pages."""
    InfoPage.objects.all().delete()
    build(PageDocument, get_engine())
    yield get_engine()
    remove_indexes()


@pytest.fixture
def publish(engine: Engine, django_capture_on_commit_callbacks: Any) -> Publish:
    """Publish an information page: ``publish("title", "intro", "text")``."""

    def make(title: str, intro: str = "", text: str = "", slug: str = "") -> Page:
        root = Site.objects.get(is_default_site=True).root_page
        body = [("text", f"<p>{text}</p>")] if text else []
        page = InfoPage(title=title, slug=slug or f"p{abs(hash(title))}", intro=intro, body=body)
        with django_capture_on_commit_callbacks(execute=True):
            root.add_child(instance=page)
            page.save_revision().publish()
        return page

    return make


@pytest.fixture
def synonyms(db: None) -> None:
    """秤 is called other names too, and some words say nothing."""
    WordList.objects.create(kind="equal", words="秤，衡器、电子秤\n地磅")
    WordList.objects.create(kind="ignored", words="去哪\n怎么\n要\n办")
