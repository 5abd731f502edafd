"""What pages have in common is worked out once a generation, and never shared when it should not be."""

from collections.abc import Callable

import pytest

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page, Site

from onestop.site.current_site import twin
from onestop.site.page_cache import bump, remember, remember_for, remember_rows
from onestop.site.page_cache.memory import MOST, MOST_ROWS, Memory
from onestop.tests.factories.site_pages import home_page, info_page

committing = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def counting() -> Callable[[], int]:
    """Return a function that gives how often it has been called."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    return make


@committing
def test_a_value_is_made_once_until_something_is_written() -> None:
    bump()
    make = counting()
    assert [remember("a", make) for _ in range(3)] == [1, 1, 1]
    Group.objects.create(name="any")
    assert [remember("a", make) for _ in range(3)] == [2, 2, 2]


@committing
def test_nothing_is_kept_of_a_transaction_that_may_be_rolled_back() -> None:
    bump()
    make = counting()
    with transaction.atomic():
        assert [remember("b", make) for _ in range(2)] == [1, 2]
    assert remember("b", make) == 3


@committing
def test_a_value_that_a_change_overtakes_is_not_kept() -> None:
    bump()

    def make() -> str:
        bump()
        return "old"

    assert remember("c", make) == "old"
    assert remember("c", lambda: "new") == "new"


@committing
def test_rows_are_made_once_in_whatever_lists_they_stand() -> None:
    bump()
    asked: list[list[int]] = []

    def make(keys: list[int]) -> dict[int, str]:
        asked.append(keys)
        return {key: f"row {key}" for key in keys if key != 4}

    assert remember_rows("rows", [2, 1], make) == ["row 2", "row 1"]
    assert remember_rows("rows", [1, 3, 4], make) == ["row 1", "row 3"]
    assert asked == [[2, 1], [3, 4]]
    Group.objects.create(name="any")
    assert remember_rows("rows", [1], make) == ["row 1"]
    assert asked[2:] == [[1]]


@committing
def test_more_rows_than_are_kept_are_made_again() -> None:
    bump()
    made = counting()
    many = range(MOST_ROWS + 1)
    for _ in range(2):
        assert remember_rows("many", many, lambda keys: {key: made() and key for key in keys}) == [*many]
    assert made() == 2 * len(many) + 1


@committing
def test_nothing_and_false_are_values_too() -> None:
    bump()
    assert remember("d", lambda: None) is None
    assert remember("d", lambda: "not asked") is None


@committing
def test_what_the_clock_changes_is_made_anew_when_its_time_is_over() -> None:
    bump()
    make = counting()
    assert [remember_for("e", lambda: (make(), 60)) for _ in range(2)] == [1, 1]
    assert [remember_for("f", lambda: (make(), 0)) for _ in range(2)] == [2, 3]
    bump()
    assert remember_for("e", lambda: (make(), 60)) == 4


@committing
def test_the_memory_does_not_grow_without_end() -> None:
    bump()
    own = Memory()
    for number in range(3 * MOST):
        own.values()[number] = number
    assert len(own.values()) <= MOST


def queries_for_sites(client: Client) -> int:
    """Return how often the home page asks the database for the site."""
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    return sum('FROM "wagtailcore_site"' in query["sql"] for query in captured.captured_queries)


@committing
def test_a_second_request_knows_its_site_and_a_new_site_is_known_at_once(client) -> None:
    home = home_page()
    client.get("/")
    bump()
    assert [queries_for_sites(client) for _ in range(2)] == [1, 0]
    Site.objects.create(hostname="testserver", port=80, root_page=home, site_name="另一个")
    assert "另一个" in client.get("/").content.decode()


@committing
def test_a_second_request_knows_where_sites_begin_and_a_moved_root_is_seen_at_once(
    client, monkeypatch
) -> None:
    above = info_page("上层", "above")
    below = above.add_child(instance=type(above)(title="下层", slug="below"))
    below.add_child(instance=type(above)(title="底层", slug="deep"))
    asked: list[str] = []
    ask = Site.get_site_root_paths
    monkeypatch.setattr(Site, "get_site_root_paths", lambda: asked.append("") or ask())
    client.get("/above/below/deep/")
    bump()
    counts = []
    for _ in range(2):
        asked.clear()
        assert 'href="/above/below/"' in client.get("/above/below/deep/").content.decode()
        counts.append(len(asked))
    assert counts[0] > counts[1] == 0
    site = Site.objects.get()
    site.root_page = above
    site.save()
    assert 'href="/below/"' in client.get("/below/deep/").content.decode()


def test_a_site_that_is_handed_on_carries_nothing_of_the_request_before() -> None:
    site = Site(pk=1, hostname="a", root_page=Page(pk=2, title="Home"))
    site.root_page.__dict__["specific"] = Page(pk=2, title="Home")
    copied = twin(site)
    assert copied == site
    assert copied.root_page is not site.root_page
    assert copied.root_page.specific is not site.root_page.specific
    copied.root_page.title = copied.root_page.specific.title = "changed"
    assert (site.root_page.title, site.root_page.specific.title) == ("Home", "Home")
