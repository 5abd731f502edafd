"""Everyday questions lead to the right guide, on the engine in use (issue 4, section 4 point 3)."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from django.db import transaction
from django.test import Client

from onestop.catalogue.demo import load_demo as load_catalogue
from onestop.catalogue.services.finding import find_services
from onestop.home.demo import create_pages
from onestop.search.building import build
from onestop.search.engines import get_engine
from onestop.search.pages.document import PageDocument
from onestop.tests.factories.state_files import remove_indexes

FILE = Path(__file__).with_name("everyday_questions.csv")
FIRST = 3


def questions() -> list[tuple[str, set[str]]]:
    """Return the questions with the slugs that answer them."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return [(row["question"], set(row["expected"].split("|"))) for row in csv.DictReader(rows)]


@pytest.fixture(scope="module")
def _catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the demo catalogue with its index once: forty guides take their time."""
    with django_db_blocker.unblock(), transaction.atomic():
        create_pages()
        load_catalogue(lambda _line: None)
        build(PageDocument, get_engine())
        yield
        transaction.set_rollback(True)
    remove_indexes()


@pytest.fixture
def catalogue(_catalogue: None, db: None) -> None:
    """Give a test the catalogue, whatever it changes."""


@pytest.mark.clause("3.1")
def test_the_right_guide_is_among_the_first_three(catalogue: None) -> None:
    asked = questions()
    assert len(asked) >= 60
    missed = []
    for question, expected in asked:
        found = {entry.url.rstrip("/").rsplit("/", 1)[-1] for entry in find_services(question)[:FIRST]}
        if not expected & found:
            missed.append((question, expected, found))
    assert missed == []


def test_the_api_ranks_alike(client: Client, catalogue: None) -> None:
    first = client.get("/api/v1/services/", {"q": "电梯年检"}).json()["results"][0]
    assert first["url"].endswith("/services/equipment-periodic-inspection/")


def test_one_search_of_the_site_shows_services_first(client: Client, catalogue: None) -> None:
    html = client.get("/search/", {"q": "秤要检定"}).content.decode()
    assert html.index('id="services"') < html.index("/services/compulsory-verification/")
