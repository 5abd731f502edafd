"""What is answered before Django has begun is what Django would have answered."""

from typing import Any

import pytest

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from wagtail.models import Page

from onestop.site.page_cache import bump, front
from onestop.site.page_cache.front import Front
from onestop.tests.factories.site_pages import info_page

pytestmark = pytest.mark.django_db


class Server:
    """Asks a WSGI application, and notes which of the requests reached Django."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        handler = WSGIHandler()

        def django(environ: dict[str, Any], start_response: Any) -> Any:
            self.reached.append(environ["REQUEST_METHOD"])
            return handler(environ, start_response)

        self.front = Front(django)  # type: ignore[arg-type]  # a handler that is looked at

    def get(self, path: str, method: str = "GET", **headers: Any) -> tuple[str, dict[str, str], bytes]:
        """Return status, headers and body."""
        started: list[tuple[str, dict[str, str]]] = []
        environ = getattr(RequestFactory(), method.lower())(path, **headers).environ
        environ["PATH_INFO"] = environ["PATH_INFO"].encode().decode("latin-1")  # as a server gives it
        body = self.front(environ, lambda status, given: started.append((status, dict(given))))
        content = b"".join(body)
        return *started[0], content


@pytest.fixture
def server(settings, monkeypatch) -> Any:
    """A server with a cache of its own, on the connection of the test."""
    settings.PAGE_CACHE_BYTES = 4_000_000
    monkeypatch.setattr(front, "LONG_WAY_SECONDS", 3600.0)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    made = Server()
    made.get("/healthz")  # the first one goes the long way
    made.reached.clear()
    yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def page() -> Page:
    return info_page("关于我们", "about-us")


@pytest.mark.parametrize("coding", ["", "br", "gzip"])
def test_a_hit_is_what_django_sends_and_does_not_reach_it(server, page, coding) -> None:
    accepted = {"HTTP_ACCEPT_ENCODING": coding} if coding else {}
    status, headers, body = server.get(page.url, **accepted)
    assert len(server.reached) == 1
    again = server.get(page.url, **accepted)
    assert len(server.reached) == 1
    assert again[0] == status == "200 OK"
    assert again[2] == body
    assert again[1].pop("X-Cache") == "hit"
    assert {**again[1], "X-Cache": "miss"} == {k: v for k, v in headers.items() if k != "X-Request-ID"}


def test_what_changes_is_seen_at_the_next_request(server, page) -> None:
    server.get(page.url)
    page.title = "关于本站"
    page.save_revision().publish()
    bump()  # inside the test's transaction nothing commits
    assert "关于本站" in server.get(page.url)[2].decode()


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("POST", {}),
        ("GET", {"HTTP_IF_NONE_MATCH": '"any"'}),
        ("GET", {"HTTP_AUTHORIZATION": "Token x"}),
        ("GET", {"HTTP_COOKIE": "sessionid=x"}),
    ],
)
def test_what_is_not_for_everybody_is_djangos(server, page, method, headers) -> None:
    server.get(page.url)
    server.get(page.url, method, **headers)
    assert len(server.reached) == 2


def test_an_address_in_chinese_is_answered_as_django_does(server, page) -> None:
    for path in ("/不在/", "/api/v1/standards/,\U00042828/"):
        assert server.get(path)[0] == "404 Not Found"
    assert len(server.reached) == 2


def test_once_in_a_while_a_request_goes_the_long_way(server, page, monkeypatch) -> None:
    server.get(page.url)
    monkeypatch.setattr(front.time, "monotonic", lambda: 1e12)
    server.get(page.url)
    server.get(page.url)
    assert len(server.reached) == 2


def test_without_a_cache_everything_is_djangos(settings, page) -> None:
    settings.PAGE_CACHE_BYTES = 0
    made = Server()
    assert [made.get("/robots.txt")[0] for _ in range(2)] == ["200 OK", "200 OK"]
    assert len(made.reached) == 2
