"""What browser tests share: how Chromium is started, the screens that every page is looked at on, axe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright

from onestop.tests.factories.needs import chromium, lacking

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).resolve().parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
AXE_OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
PASSWORD = "a-password-of-the-tests"


@dataclass(frozen=True)
class Screen:
    """A window to look through."""

    width: int
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


SCREENS = [Screen(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
each_screen = pytest.mark.parametrize("screen", SCREENS, ids=str)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Start the machine's Chromium and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A window on the site, and what it complained about.

    Attributes:
        page: Playwright's page.
        base: The site's address.
        complaints: Console errors (a breach of the Content-Security-Policy is one) and failed scripts.
        strangers: Addresses outside the site that a page asked for.
    """

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of" not in text:
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https"} and not url.startswith(self.base):
            self.strangers.append(url)

    def open(self, path: str) -> Response:
        """Open a page of the site and wait until it has loaded."""
        response = self.page.goto(self.base + path)
        assert response is not None
        return response

    def sign_in(self, username: str) -> None:
        """Sign in on the site's own page."""
        self.open("/accounts/login/?next=/robots.txt")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form [type=submit]")
        self.page.wait_for_url(f"{self.base}/robots.txt")

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def axe(self, part: str = "html") -> list[str]:
        """Return what axe finds or cannot decide within ``part``, a line each: rule, impact, where."""
        self.page.evaluate(axe_source())
        result = self.page.evaluate("([part, options]) => axe.run(part, options)", [part, AXE_OPTIONS])
        return [
            f"{kind}: {rule['id']} at {node['target']}: {node['failureSummary']}"
            for kind in ("violations", "incomplete")
            for rule in result[kind]
            for node in rule["nodes"]
        ]


@cache
def axe_source() -> str:
    """Return axe-core, or end the test for want of it."""
    if not AXE.exists():
        lacking("axe-core is not installed: npm ci --prefix tests/browser")
    return AXE.read_text(encoding="utf-8")


Open = Callable[..., Visitor]
"""``visit(width=1280, scheme="light", javascript=True, large=False, as_user=None, **context)``."""
