"""Everyday questions lead to the right guide, on the engine in use (issue 4, section 4 point 3)."""

import csv
from pathlib import Path

import pytest

from django.test import Client

from onestop.catalogue.services.finding import find_services

FILE = Path(__file__).with_name("everyday_questions.csv")
FIRST = 3


def questions() -> list[tuple[str, set[str]]]:
    """Return the questions with the slugs that answer them."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return [(row["question"], set(row["expected"].split("|"))) for row in csv.DictReader(rows)]


@pytest.fixture
def catalogue(demo_search: None, db: None) -> None:
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
