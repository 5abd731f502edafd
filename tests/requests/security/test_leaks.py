"""A case with seeded secrets goes the whole way; none of them is anywhere it should not be (clause 6.3)."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.enterprises import sms
from onestop.requests.filing import tokens
from onestop.requests.following.models import Notification
from onestop.requests.workflow.tending import tend
from onestop.search.registry import documents
from onestop.tests.factories import crawl, requests_addresses, requests_world
from onestop.tests.factories.requests_world import PHONE, World

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]
APIS = ("/api/v1/openapi.json", "/api/v1/progress/", "/api/v1/progress/?page=1")
PAGES = (
    *("/", "/sitemap.xml", "/robots.txt", "/progress/", "/progress/progress.csv", "/progress/figures/"),
    *(
        "/search/",
        "/privacy/",
        "/requests/new/",
        "/requests/track/",
        "/complaints/new/",
        "/healthz",
        "/no-such/",
    ),
)


class Kept(logging.Handler):
    """Keeps what any logger says, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record, with what hangs on it."""
        self.lines.append(self.format(record) + str(record.__dict__.get("request", "")))


@pytest.fixture(scope="module")
def log(django_db_blocker: Any) -> Iterator[Kept]:
    """What was logged from before the case was filed on."""
    kept, names = Kept(), ("", "django", "django.request", "django.server", "onestop", "onestop.access")
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(kept)
        logger.setLevel(logging.INFO)
    yield kept
    for logger, level in zip(loggers, before, strict=True):
        logger.removeHandler(kept)
        logger.setLevel(level)


@pytest.fixture(scope="module")
def world(log: Kept, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The case at its end, with what waited for the commit sent, and every party's pages opened."""
    mail.outbox = []
    sms.outbox.clear()
    with requests_world.for_a_module(django_db_blocker) as made:
        commit()
        Notification.objects.update(not_before=timezone.now())  # also in quiet hours
        tend()
        visit(made)
        commit()
        made.sent = [
            f"{each.subject}\n{each.body}\n{getattr(each, 'alternatives', ())}" for each in mail.outbox
        ]
        made.sent += [each.text for each in sms.outbox]
        yield made


def commit() -> None:
    """Do what waits for the commit, which never comes in a test that is rolled back."""
    while connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, function, _robust in waiting:
            function()


def visit(world: World) -> None:
    """Open what the parties open, so that pages, caches and logs hold what they would."""
    for who in ("own", "station", "provider", "head"):
        client = Client()
        client.force_login(world.users[who])
        name = "requests_my_case" if who == "own" else "requests_case_desk"
        assert client.get(reverse(name, args=[world.case.number])).status_code == 200
    holder = Client()
    assert holder.get(tokens.case_url(world.case)).status_code == 200
    holder.post("/requests/track/", {"number": world.case.number, "tail": PHONE[-4:]})
    holder.post("/requests/new/need/", {"description": world.secrets[4]})


def found_in(world: World, text: str, *, allowed: tuple[str, ...] = ()) -> list[str]:
    """Return the secrets that stand in a text, as they are or as JSON and addresses write them."""
    escaped = {word: json.dumps(word)[1:-1] for word in world.secrets if word not in allowed}
    return [word for word, other in escaped.items() if word in text or other in text]


def test_the_case_really_holds_them(world: World) -> None:
    assert world.item is not None
    client = Client()
    client.force_login(world.users["own"])
    page = client.get(reverse("requests_my_archive_item", args=[world.case.number])).content.decode()
    assert len(found_in(world, page)) >= 8


def test_nothing_in_any_log(world: World, log: Kept) -> None:
    assert log.lines
    assert not found_in(world, "\n".join(log.lines))


def test_nothing_in_mails_messages_and_notices(world: World) -> None:
    rows = list(Notification.objects.filter(case=world.case).values())
    assert world.sent
    assert rows
    assert not found_in(world, "\n".join(world.sent) + str(rows))


def test_nothing_on_public_pages_and_apis(world: World) -> None:
    client, number = Client(raise_request_exception=False), str(world.case.number).encode()
    pages, numbered = {url: client.get(url) for url in (*PAGES, *APIS)}, False
    assert pages["/progress/"].status_code == pages["/api/v1/progress/"].status_code == 200
    for url, response in pages.items():
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert not found_in(world, body.decode("utf-8", "replace") + str(response.headers)), url
        assert number not in body, url  # its check character is what proves that one holds it
        numbered |= number[:-2] in body
    assert numbered  # the board is public, and has the case


def test_nothing_by_following_links(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def looked(address: str, html: str) -> set[str]:
        seen.append(address)
        assert not found_in(world, html), address
        return links(address, html)

    links = crawl.links
    monkeypatch.setattr(crawl, "links", looked)
    crawl.crawl(limit=40)
    assert len(seen) > 5


def test_nothing_is_found_by_searching_for_it(world: World) -> None:
    client = Client()
    for word in world.secrets:
        half = word[: len(word) * 2 // 3]
        for url in ("/search/", "/api/v1/standards/"):
            body = client.get(url, {"q": half}).content.decode()
            assert word not in body


def test_nothing_in_the_search_index(world: World) -> None:
    names = {document.model().__module__ for document in documents()}
    assert not any("onestop.requests" in name for name in names)
    for document in documents():
        rows = list(document.get_queryset()[:500])
        assert not found_in(world, json.dumps(document.sources(rows), ensure_ascii=False, default=str))


def test_nothing_on_error_pages(world: World) -> None:
    client = Client(raise_request_exception=False)
    urls = requests_addresses.addresses(world) if requests_addresses.furnish(world) is None else {}
    for name in ("requests_case_desk", "requests_file", "requests_my_case", "requests_archive_item"):
        other = Client(raise_request_exception=False)
        other.force_login(world.users["other"])
        for who in (client, other):
            assert not found_in(world, who.get(urls[name]).content.decode()), name


def test_nothing_in_static_and_public_files_and_kept_pages(world: World) -> None:
    private = Path(settings.PRIVATE_ROOT)
    looked = 0
    for place in {Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT)}:
        for path in place.rglob("*"):
            if not path.is_file() or private in path.parents or "sqlite3" in path.name:
                continue
            looked += 1
            content = path.read_bytes()
            assert not [word for word in world.secrets if word.encode() in content], path.name
    assert looked
    assert any(private.rglob("*"))
