"""A site that runs and a browser that looks at it."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from onestop.home.demo import create_accounts, create_pages
from onestop.tests.factories.browsers import PASSWORD, Open, Visitor, running_chromium
from onestop.tests.factories.needs import lacking, missing
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.states import staged

expect.set_options(timeout=15_000)  # what a preview takes on a machine with two of everything to do


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the machine's Chromium."""
    if reason := missing("browser"):
        lacking(reason)
    with pytest.MonkeyPatch.context() as patch, running_chromium() as started:
        # Playwright runs an event loop in this thread; Django would refuse to talk to the database beside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


def _begin() -> None:
    """Make the first pages and the accounts."""
    home_page()
    create_pages()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_PASSWORD", PASSWORD)
        create_accounts(lambda _line: None)


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    """Return what puts in place what the tests of a module look at; a module may override it."""
    return lambda: None


@pytest.fixture(scope="module")
def prepared_site(
    request: pytest.FixtureRequest,
    browser: Browser,
    content: Callable[[], None],
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[None]:
    """Let every test of a module begin with the first pages, the accounts and the module's content."""
    name = request.path.stem.removeprefix("test_")
    with django_db_blocker.unblock(), staged("browser", _begin), staged(f"browser-{name}", content):
        yield


@pytest.fixture
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer requests one after the other where all threads of the server share one connection.

    In memory SQLite is one connection for all: what one thread begins, as Wagtail's editor does when it saves
    by itself, another would end.
    """
    if connection.vendor != "sqlite":
        return
    turn, answer = threading.RLock(), WSGIHandler.__call__

    def in_turn(handler: WSGIHandler, environ: dict[str, Any], start_response: Any) -> Any:
        with turn:
            return answer(handler, environ, start_response)

    monkeypatch.setattr(WSGIHandler, "__call__", in_turn)


@pytest.fixture
def site(prepared_site: None, transactional_db: None, one_at_a_time: None, live_server: LiveServer) -> str:
    """Serve the site; return its address."""
    return str(live_server.url)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """Return a function that opens a window; at the end nothing may have complained or asked a stranger."""
    visitors: list[Visitor] = []

    def open_window(
        width: int = 1280,
        scheme: str = "light",
        *,
        javascript: bool = True,
        large: bool = False,
        as_user: str | None = None,
        **options: Any,
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            **options,
        )
        if large:
            context.add_cookies([{"name": settings.TYPE_COOKIE, "value": "large", "url": site}])
        visitor = Visitor(context.new_page(), site)
        visitors.append(visitor)
        if as_user:
            visitor.sign_in(as_user)
        return visitor

    yield open_window
    for visitor in visitors:
        visitor.page.context.close()
    assert [line for visitor in visitors for line in visitor.complaints] == []
    assert [url for visitor in visitors for url in visitor.strangers] == []
