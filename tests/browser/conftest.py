"""A site that runs and a browser that looks at it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from django.conf import settings
from django.contrib.auth.models import Group, Permission

from onestop.home.demo import create_accounts, create_pages
from onestop.site.roles import EDITORS, REVIEWERS
from onestop.tests.factories.browsers import PASSWORD, Open, Visitor, running_chromium
from onestop.tests.factories.needs import lacking, missing
from onestop.tests.factories.site_pages import home_page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the machine's Chromium."""
    if reason := missing("browser"):
        lacking(reason)
    with pytest.MonkeyPatch.context() as patch, running_chromium() as started:
        # Playwright runs an event loop in this thread; Django would refuse to talk to the database beside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture
def site(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, transactional_db: None, live_server: LiveServer
) -> str:
    """Serve the site with its first pages and accounts; return its address."""
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    home_page()
    create_pages()
    for name in (EDITORS, REVIEWERS):  # a transactional test before this one has emptied the tables
        group, _new = Group.objects.get_or_create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    create_accounts(lambda _line: None)
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
