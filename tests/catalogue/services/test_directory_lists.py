"""The directory with nothing in it, with few services, with many."""

import pytest

from django.test import Client

from onestop.catalogue.services import listing
from onestop.tests.factories.services import directory, page, service, titles

pytestmark = pytest.mark.django_db


def test_an_empty_directory_is_no_error(client: Client) -> None:
    directory()
    assert "没有找到合适的服务" in page(client).get_text()


def test_important_items_come_first_then_the_clauses(client: Client) -> None:
    service(title="甲", slug="a", clause="4.2.4.1")
    service(title="乙", slug="b", clause="4.2.4.3", important=True)
    assert titles(page(client)) == ["乙", "甲"]


def test_many_services_are_paged(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 3)
    for number in range(4):
        service(title=f"检定 {number}", slug=f"v{number}")
    first = page(client)
    assert len(titles(first)) == 3
    second = page(client, page="2")
    assert len(titles(second)) == 1
    assert first.select_one(".pager a")["href"] == "/services/?page=2"
