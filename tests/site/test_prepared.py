"""A prepared query gives what its queryset would, and is compiled once."""

import datetime as dt
import threading
from typing import Any

import pytest

from django.db import connection
from django.db.models import BigIntegerField, CharField, Count, DateField, F, Value
from django.db.models.query import QuerySet
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page, Site

from onestop.site.prepared import Parameter, Prepared, PreparedByKeys
from onestop.tests.factories.site_pages import home_page, info_page

pytestmark = pytest.mark.django_db


def by_slug() -> "QuerySet[Any, Any]":
    """Return the pages with a slug."""
    return Page.objects.filter(slug=Parameter("slug", CharField()))


def test_it_gives_the_rows_of_its_queryset_for_each_value() -> None:
    pages = [info_page("甲", "a"), info_page("乙", "b")]
    prepared = Prepared(by_slug)
    assert [[each.pk for each in prepared(slug=slug)] for slug in ("a", "b", "c")] == [
        [pages[0].pk],
        [pages[1].pk],
        [],
    ]


def test_models_come_with_their_relations_and_annotations() -> None:
    home = home_page()
    prepared = Prepared(
        lambda: (
            Site.objects.filter(root_page=Parameter("page", BigIntegerField()))
            .select_related("root_page")
            .annotate(pages=Count("root_page"), mark=Value("x"))
        )
    )
    (site,) = prepared(page=home.pk)
    with CaptureQueriesContext(connection) as captured:
        assert (site.root_page.title, site.pages, site.mark) == (home.title, 1, "x")
    assert not captured.captured_queries


def test_it_is_compiled_once_and_runs_one_query_each_time() -> None:
    home = home_page()
    made: list[int] = []

    def make() -> "QuerySet[Any, Any]":
        made.append(1)
        return by_slug().values_list("title")

    prepared = Prepared(make)
    with CaptureQueriesContext(connection) as captured:
        assert [prepared(slug=home.slug), prepared(slug="none")] == [[(home.title,)], []]
    assert (len(made), len(captured.captured_queries)) == (1, 2)


def test_values_are_converted_and_never_become_sql() -> None:
    info_page("甲", "a")
    since = Prepared(
        lambda: Page.objects.filter(
            slug=Parameter("slug", CharField()), first_published_at__date__gte=Parameter("day", DateField())
        )
    )
    assert len(since(slug="a", day=dt.date(2020, 1, 1))) == 1
    assert since(slug="a", day=dt.date(9999, 1, 1)) == []
    assert since(slug="a' OR '1'='1", day=dt.date(2020, 1, 1)) == []


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Prepared(by_slug)()


def test_a_union_can_be_prepared() -> None:
    home = home_page()
    hosts = Site.objects.values_list("hostname", flat=True)
    prepared = Prepared(
        lambda: (
            by_slug().order_by().values_list("slug").union(Site.objects.order_by().values_list("hostname"))
        )
    )
    assert set(prepared(slug=home.slug)) == {(home.slug,), *((host,) for host in hosts)}


def test_another_thread_compiles_its_own() -> None:
    prepared = Prepared(by_slug)
    prepared(slug="a")
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.append(hasattr(prepared.local, "compiled")))
    thread.start()
    thread.join()
    assert seen == [False]


def test_any_number_of_keys_is_found_with_few_queries_prepared() -> None:
    pages = [info_page(f"页{number}", f"p{number}").pk for number in range(6)]
    some = PreparedByKeys(lambda keys: Page.objects.filter(pk__in=keys).order_by(F("pk").desc()))
    assert some([]) == []
    for count in range(1, 7):
        assert [page.pk for page in some(pages[:count])] == pages[:count][::-1]
    assert sorted(some.prepared) == [1, 2, 4, 8]
