"""What an editor publishes is seen at the next request, and midnight changes the day."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from onestop.home.models import InfoPage
from onestop.site.page_cache import bump, generation
from onestop.site.page_cache.middleware import PageCacheMiddleware
from onestop.tests.factories.admin_forms import filled_in
from onestop.tests.factories.site_pages import info_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cache_on(settings) -> None:
    settings.PAGE_CACHE_BYTES = 4_000_000


@pytest.fixture
def page() -> InfoPage:
    return info_page("旧标题", "a-page")


@pytest.fixture
def editor(admin_user) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


def in_admin(editor: Client, page: InfoPage, action: str, **changes: str) -> HttpResponse:
    """Fill in the edit form of ``page`` as an editor does, and press a button."""
    url = f"/admin/pages/{page.pk}/edit/"
    form = filled_in(editor.get(url).content, "#page-edit-form")
    # The editor's script draws the blocks of the body; there are none.
    return editor.post(url, {**form, "body-count": "0", **changes, action: "1"})


def test_a_published_change_is_seen_at_the_next_request(
    page, editor, client, django_capture_on_commit_callbacks
) -> None:
    assert [client.get(page.url)["X-Cache"] for _ in range(2)] == ["miss", "hit"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = in_admin(editor, page, "action-publish", title="新标题")
    assert answer.status_code == 302
    after = client.get(page.url)
    assert after["X-Cache"] == "miss"
    assert "新标题" in after.content.decode()
    assert client.get(page.url)["X-Cache"] == "hit"


def test_a_page_that_was_taken_down_is_gone_at_the_next_request(
    page, editor, client, django_capture_on_commit_callbacks
) -> None:
    assert client.get(page.url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/pages/{page.pk}/unpublish/")
    assert client.get(page.url).status_code == 404


def test_an_editor_who_only_looks_on_empties_nothing(
    page, editor, client, django_capture_on_commit_callbacks
) -> None:
    client.get(page.url)
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert client.get(page.url)["X-Cache"] == "hit"


def _answering(act: Callable[[], None]) -> PageCacheMiddleware:
    """Return a cache whose page is made by ``act`` going on meanwhile."""
    made: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(1)
        act()
        return HttpResponse(f"version {len(made)}")

    return PageCacheMiddleware(view)


def test_a_page_rendered_while_an_editor_publishes_is_not_kept() -> None:
    cache = _answering(bump)
    bodies = [cache(RequestFactory().get("/")).content for _ in range(2)]
    assert bodies == [b"version 1", b"version 2"]


def test_a_view_that_fails_is_not_remembered() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    cache = _answering(fail)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            cache(RequestFactory().get("/"))
    assert len(cache.store) == 0


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin"])
def test_the_day_changes_at_local_midnight(monkeypatch, settings, zone) -> None:
    settings.TIME_ZONE = zone
    clock = generation.Clock()

    def day_at(text: str) -> float:
        moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
        monkeypatch.setattr("time.time", moment.timestamp)
        return clock.day()

    evening, night, morning = map(day_at, ("2026-10-24 23:59:59", "2026-10-25 00:00:00", "2026-10-25 09:00"))
    assert evening < night == morning


def test_the_number_on_a_page_is_not_that_of_another_request(page, client) -> None:
    first = client.get(page.url)
    assert re.fullmatch(r"[0-9a-f]{32}", first["X-Request-ID"])
    assert "X-Request-ID" not in client.get(page.url)
