"""The register of the test vectors, indexed in the engine in use, once a module."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onestop.standards.searching.asking import Question
from onestop.standards.searching.results import Page
from onestop.standards.searching.service import search
from onestop.tests.factories.standards import load_vectors
from onestop.tests.factories.standards_index import indexed

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The rows of spec 2.3, in the database and in the index."""
    with django_db_blocker.unblock(), indexed("vectors", load_vectors):
        yield


@pytest.fixture
def ask(register: None, db: None) -> Callable[..., Page]:
    """Ask the directory: ``ask("gbt19012", status=["current"])``."""

    def ask(text: str = "", *, page: int = 1, today: dt.date = TODAY, **chosen: Any) -> Page:
        options = {name: chosen.pop(name) for name in ("sort", "all_editions") if name in chosen}
        chosen = {name.rstrip("_"): values for name, values in chosen.items()}
        return search(Question(text=text, chosen=chosen, **options), today, page=page)

    return ask


@pytest.fixture
def engine_away(settings: Any) -> None:
    """No engine answers: there is no index of that name."""
    settings.SEARCH_INDEX_PREFIX = "nowhere"
