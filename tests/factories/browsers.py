"""What browser tests share: how Chromium is started, the screens that every page is looked at on, axe."""

import gzip
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright
from pypdf import PdfReader

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
AXE_COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]},
    "resultTypes": ["violations", "incomplete"],
}
SMALL = """least => {
  const words = e => (e.innerText || "").replace(/\\s/g, "");
  const block = e => getComputedStyle(e).display.startsWith("inline") ? block(e.parentElement) : e;
  const marks = "a, button, .sr, .badge, .sample, time";
  const outermost = e => !e.parentElement.closest(marks);
  const spoken = e => [...e.querySelectorAll(marks)].filter(outermost).map(words).join("");
  const amongWords = e => getComputedStyle(e).display === "inline" && words(block(e)) !== spoken(block(e));
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  return [...document.querySelectorAll(pressed)].filter(e => !e.closest(".skip, .sr, svg, wagtail-userbar"))
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .map(e => /checkbox|radio/.test(e.type) ? e.labels[0] ?? e : e)
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.height > 1 && box.height < least - .5 && !amongWords(e))
    .map(([e, box]) => `${e.outerHTML.slice(0, 90)} is ${box.height.toFixed(1)} px high`);
}"""
"""What is lower than a finger or a mouse needs; a link in a sentence has the height of its line."""
TOO_SHORT = "Element content is too short to determine if it is actual text content"
"""What axe says of a single sign, such as a dash in a table."""
AT_REST = "document.getAnimations().forEach(each => { try { each.finish() } catch {} })"
"""Whatever moves has arrived; what moves for ever cannot."""
TEXTS = ("text/html", "text/css", "text/javascript", "application/javascript")
TALL = 4000
"""Height of a window in which nothing that sticks to an edge covers what is behind it."""
PASSWORD = "a-password-of-the-tests"


@dataclass(frozen=True)
class Screen:
    """A window to look through."""

    width: int
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


SCREENS = [Screen(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
Looks = list[tuple[Screen, dict[str, Any]]]
LOOKS: Looks = [
    (Screen(1280, "light"), AXE_OPTIONS),
    (Screen(1280, "dark"), AXE_COLOURS),
    (Screen(390, "light"), AXE_COLOURS),
    (Screen(390, "dark"), AXE_OPTIONS),
]
HANDS: dict[str, dict[str, Any]] = {
    "mouse": {"width": 1280},
    "finger": {"width": 390, "has_touch": True, "is_mobile": True},
}
each_hand = pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
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

    def axe(self, part: str = "html", options: dict[str, Any] = AXE_OPTIONS) -> list[str]:
        """Return what axe finds or cannot decide within ``part``, a line each: rule, impact, where."""
        if not self.page.evaluate("'ourAxe' in window"):  # Wagtail's own button brings another edition
            self.page.evaluate(f"{axe_source()}; window.ourAxe = window.axe")
        result = self.page.evaluate("([part, options]) => ourAxe.run(part, options)", [part, options])
        return [
            f"{kind}: {rule['id']} at {node['target']}: {node['failureSummary']}"
            for kind in ("violations", "incomplete")
            for rule in result[kind]
            for node in rule["nodes"]
            if TOO_SHORT not in node["failureSummary"]
        ]

    def faults(self, part: str = "html", looks: Looks = LOOKS) -> list[str]:
        """Return what is wrong with the page that is open, on every screen; the page is loaded once.

        All rules are asked on two screens, and those that a window or a colour can break on the others.
        """
        found = []
        for screen, options in looks:
            self.page.set_viewport_size({"width": screen.width, "height": TALL})
            self.page.emulate_media(color_scheme=screen.scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            self.page.evaluate(AT_REST)
            found += [f"{screen}: {fault}" for fault in self.axe(part, options)]
            if self.sideways() > 0:
                found.append(f"{screen}: wider by {self.sideways()}")
        return found

    def small(self) -> list[str]:
        """Return which controls are too low: 44 px where there may be a finger, 36 for a mouse alone."""
        finger = self.page.evaluate("matchMedia('(any-pointer: coarse)').matches")
        return list(self.page.evaluate(SMALL, 44 if finger else 36))

    def weight(self, path: str) -> tuple[float, float, int]:
        """Open a page; return the kilobytes of its texts, as such and compressed, and its files."""
        answers: list[Response] = []
        self.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - no built-in
        self.open(path)
        files = [*answers]
        texts = [file.body() for file in files if file.headers.get("content-type", "").startswith(TEXTS)]
        compressed = sum(len(gzip.compress(text)) for text in texts)
        return sum(map(len, texts)) / 1024, compressed / 1024, len(files)

    def sheets(self) -> list[str]:
        """Print the page that is open on A4, as the browser does; return the words of each sheet."""
        paper = PdfReader(BytesIO(self.page.pdf(format="A4", prefer_css_page_size=True)))
        return [unicodedata.normalize("NFKC", "".join(page.extract_text().split())) for page in paper.pages]


@cache
def axe_source() -> str:
    """Return axe-core, or end the test for want of it."""
    if not AXE.exists():
        lacking("axe-core is not installed: npm ci --prefix tests/browser")
    return AXE.read_text(encoding="utf-8")


Open = Callable[..., Visitor]
"""``visit(width=1280, scheme="light", javascript=True, large=False, as_user=None, **context)``."""
