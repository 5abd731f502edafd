"""Logs: a line a request, and nothing in them that belongs to a person."""

import io
import json
import logging

import pytest

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from onestop.site.errors import server_error
from onestop.site.logs import (
    JSONFormatter,
    PlainFormatter,
    RequestFilter,
    RequestLogMiddleware,
    redact,
    safe_path,
)
from onestop.site.urls import urlpatterns as site_urlpatterns

handler500 = server_error
PHONE = "13899998888"
SEEDED = [
    PHONE,
    "0902-2256789",
    "zhang.san@example.cn",
    "652201199003071234",
    "91650500MA77ABCD1X",
    "+86 138 9999 8888",
]


def broken(request: HttpRequest, text: str = "") -> HttpResponse:
    """Fail with what was sent in the message, as careless code does."""
    raise ValueError(f"cannot use {text or request.GET.get('q') or request.POST.get('phone')}")


def track(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token)


urlpatterns = [
    path("broken/", broken),
    path("broken/<path:text>/", broken),
    path("evaluate/<token>/", track),
    *site_urlpatterns,
]


@pytest.fixture(params=[JSONFormatter, PlainFormatter], ids=["json", "plain"])
def written(request, settings):
    """What is logged during a test, in each of the two forms, on a site with addresses that fail."""
    settings.ROOT_URLCONF = __name__
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    handler.addFilter(RequestFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("text", SEEDED)
def test_what_belongs_to_a_person_is_masked(text) -> None:
    for line in (
        text,
        f"电话{text}。",
        f"q={text}&page=2",
        f"({text})",
        f"Key (phone)=({text}) already exists.",
    ):
        assert text not in redact(line)
        assert "***" in redact(line)


@pytest.mark.parametrize(
    "text",
    [
        "GB/T 19012—2019",
        "DB6505/T 123-2020",
        "2026-11-22T10:00:00.123Z",
        "/standards/gb-t-19012-2019/",
        "created 4988, updated 0",
        "127.0.0.1:8000",
        "0.123456789",
        "/static/site.55e7cbb9ba48.css",
    ],
)
def test_what_belongs_to_nobody_stays(text) -> None:
    assert redact(text) == text


def test_a_row_that_a_database_quotes_is_masked() -> None:
    assert "张三" not in redact("violates constraint\nDETAIL:  Failing row contains (1, 张三, 哈密).")


@pytest.mark.django_db
@pytest.mark.parametrize("text", SEEDED)
def test_a_seeded_person_never_reaches_the_log(text, written, visitor) -> None:
    assert visitor.get("/broken/", {"q": text}).status_code == 500
    assert visitor.post("/broken/", {"phone": text}).status_code == 500
    assert visitor.get(f"/broken/{text}/").status_code == 500
    assert visitor.get("/nothing/", {"q": text}).status_code == 404
    logged = written.getvalue()
    assert "ValueError" in logged, "the error itself is what a log is for"
    assert text not in logged
    assert text.replace("@", "%40") not in logged


@pytest.mark.django_db
def test_a_query_is_not_logged_at_all(written, visitor) -> None:
    visitor.get("/nothing/", {"q": "某企业"})
    assert "某企业" not in written.getvalue()
    assert "q=" not in written.getvalue()


def test_a_token_in_an_address_is_not_logged(written, visitor) -> None:
    visitor.get("/evaluate/c29tZXRoaW5nLXNlY3JldA/")
    assert "c29tZXRoaW5nLXNlY3JldA" not in written.getvalue()
    assert "/evaluate/***/" in written.getvalue()


def _lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("written", [JSONFormatter], indirect=True)
def test_a_request_is_one_json_line_with_its_number(written, visitor) -> None:
    answer = visitor.get("/evaluate/abc/")
    (line,) = [line for line in _lines(written) if line["logger"] == "onestop.access"]
    assert (line["method"], line["status"], line["level"]) == ("GET", 200, "INFO")
    assert line["request_id"] == answer["X-Request-ID"]
    assert float(str(line["ms"])) >= 0
    assert str(line["time"]).endswith("Z")


@pytest.mark.parametrize("written", [JSONFormatter], indirect=True)
def test_an_error_carries_the_number_of_its_request_and_stays_one_line(written, visitor) -> None:
    answer = visitor.get("/broken/", {"q": "a"})
    (error,) = [line for line in _lines(written) if line["level"] == "ERROR" and "exception" in line]
    assert error["request_id"] == answer["X-Request-ID"]
    assert "Traceback" in str(error["exception"])


def _number(given: str) -> str:
    request = RequestFactory().get("/", headers={"x-request-id": given})
    return str(RequestLogMiddleware(lambda _: HttpResponse())(request)["X-Request-ID"])


def test_a_number_is_taken_from_a_proxy_of_ours_only(settings) -> None:
    settings.TRUSTED_PROXIES = 0
    assert _number("from-outside-1") != "from-outside-1"
    settings.TRUSTED_PROXIES = 1
    assert _number("from-the-proxy-1") == "from-the-proxy-1"
    assert _number("two\nlines") != "two\nlines"


def test_a_secret_in_an_address_is_masked_where_a_middleware_answers_first(rf: RequestFactory) -> None:
    request = rf.get("/training/my/a-signed-token/")  # no resolver_match: no view was asked
    assert safe_path(request) == "/training/my/***/"
    assert safe_path(rf.get("/no/such/place/")) == "/no/such/place/"


@pytest.mark.one_database
@pytest.mark.parametrize(
    "secret",
    [
        "zfNdfbWdtgPUW1mfj8QskdL3LvzoYVRX",
        "36.GPlQGSRyDlc71tvLRFWOSOKeo0DqO-KRUWRV9W1gOY4",
        "8-ditnx2-54ed7e0e5ba8a796a18cd32c4bc24820",
    ],
)
def test_a_secret_is_masked_though_something_stands_behind_it(rf: RequestFactory, secret: str) -> None:
    for start in ("/accounts/invitation/", "/requests/case/", "/evaluate/", "/gone/"):
        for end in ("/x", "/x/", "/。/", "/do/"):
            assert secret not in safe_path(rf.get(f"{start}{secret}{end}"))
    long = "/news/a-long-name-of-a-page-about-quality-in-hami-2026/"
    assert safe_path(rf.get(long)) == long
