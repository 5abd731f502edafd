"""Every page type and every listing of the admin has its number of queries, and none is above the bars.

Read from the code: a page type or a menu entry of ours that is new fails until ``query_pins.csv`` names it.
Counted outside a transaction, on a later visit: what only content decides is remembered.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from wagtail.admin.menu import admin_menu
from wagtail.models import get_page_models

OURS = ("onestop.", "wagtail_modeladmin.")
MOST_OF_A_PAGE, MOST_OF_A_LISTING = 12, 20
PINS = {
    (row["kind"], row["name"]): int(row["queries"])
    for row in csv.DictReader((Path(__file__).parent / "query_pins.csv").open(encoding="utf-8"))
}
"""Today's counts; raise one only with a reason that stands in the commit."""

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]


def queries(client: Client, address: str) -> int:
    for _warm_up in range(2):
        assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as context:
        client.get(address)
    return len(context)


def page_types() -> Iterator[tuple[str, str]]:
    """Yield the types of public pages of ours, each with the address of its first page."""
    for model in get_page_models():
        if model.__module__.startswith("onestop."):
            page = model.objects.live().order_by("path").first()
            yield model._meta.label, page.get_url() if page else ""


def listings(request: Any, menu: Any = admin_menu) -> Iterator[tuple[str, str]]:
    """Yield the pages of ours that the admin's menu leads to, by the names of their addresses."""
    for item in menu.menu_items_for_request(request):
        if hasattr(item, "menu"):
            yield from listings(request, item.menu)
        elif item.url.startswith("/admin/"):
            match = resolve(item.url)
            if match.func.__module__.startswith(OURS) or match.view_name.startswith("wagtailsnippets_"):
                yield match.view_name, item.url


def compare(kind: str, found: dict[str, int], most: int) -> None:
    known = {name: count for (of_kind, name), count in PINS.items() if of_kind == kind}
    assert set(found) == set(known)
    assert max(known.values()) <= most
    more = {name: (count, known[name]) for name, count in found.items() if count > known[name]}
    assert not more, "name: (queries, pinned)"


def test_every_page_type_keeps_its_number_of_queries(client: Client) -> None:
    pages = dict(page_types())
    assert not [name for name, address in pages.items() if not address], "the demo has no such page"
    compare("page", {name: queries(client, address) for name, address in pages.items()}, MOST_OF_A_PAGE)


def test_every_listing_of_the_admin_keeps_its_number_of_queries(client: Client) -> None:
    user = get_user_model().objects.filter(is_superuser=True).order_by("pk").first()
    assert user is not None
    client.force_login(user)
    request = RequestFactory().get("/admin/")
    request.user = user
    found = {name: queries(client, address) for name, address in listings(request)}
    compare("listing", found, MOST_OF_A_LISTING)


def test_every_listing_of_the_admin_bears_any_address(client: Client) -> None:
    user = get_user_model().objects.filter(is_superuser=True).order_by("pk").first()
    assert user is not None
    client.force_login(user)
    request = RequestFactory().get("/admin/")
    request.user = user
    odd = {"p": "x", "page": "-1", "q": "²", "nothing__id": "{}", "o": "-9.x"}
    found = {name: client.get(address, odd).status_code for name, address in listings(request)}
    assert not {name: status for name, status in found.items() if status not in {200, 302, 404}}
