"""Which requests the page cache answers and which answers it keeps, decided without rendering anything."""

import pytest

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils.cache import patch_cache_control, patch_vary_headers

from onestop.site.page_cache import skip
from onestop.site.page_cache.coding import coding_for
from onestop.site.page_cache.policy import MAX_QUERY, Asked, keepable, seconds_to_keep

factory = RequestFactory()


def test_a_reading_request_has_a_key() -> None:
    assert Asked().key(factory.get("/standards/?q=a")) == ("http", "testserver", "/standards/", "q=a", "")
    assert Asked().key(factory.head("/")) == Asked().key(factory.get("/"))


@pytest.mark.parametrize(
    "request_",
    [
        factory.post("/"),
        factory.get("/", headers={"authorization": "Bearer x"}),
        factory.get("/", headers={"cookie": "sessionid=abc"}),
        factory.get("/", headers={"cookie": "type=large; sessionid=abc"}),
        factory.get("/", headers={"cookie": "messages=W10"}),
        factory.get("/?q=" + "x" * MAX_QUERY),
        factory.get("/", headers={"cookie": "type=" + "x" * 40}),
        factory.get("/static/site.css"),
        factory.get("/media/images/a.webp"),
    ],
    ids=[
        "post",
        "authorization",
        "session",
        "session last",
        "message",
        "long query",
        "long cookie",
        "static",
        "media",
    ],
)
def test_a_request_that_must_be_rendered_has_no_key(request_) -> None:
    assert Asked().key(request_) is None


def test_pages_differ_by_scheme_host_query_and_the_cookie_of_large_type() -> None:
    requests = [
        factory.get("/"),
        factory.get("/", secure=True),
        factory.get("/", headers={"host": "localhost"}),
        factory.get("/?page=2"),
        factory.get("/", headers={"cookie": "type=large"}),
    ]
    assert len({Asked().key(request) for request in requests}) == len(requests)


def test_a_foreign_cookie_changes_nothing() -> None:
    assert Asked().key(factory.get("/", headers={"cookie": "Hm_lvt=1; csrftoken=x"})) == Asked().key(
        factory.get("/")
    )


def test_a_plain_page_is_kept() -> None:
    response = HttpResponse("x")
    patch_vary_headers(response, ["Cookie"])
    assert keepable(factory.get("/"), response)


def _with_cookie(response: HttpResponse) -> HttpResponse:
    response.set_cookie("csrftoken", "x")
    return response


def _with_headers(**headers: str) -> HttpResponse:
    return HttpResponse("x", headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("x", status=404),
        HttpResponse("x", status=302),
        _with_cookie(HttpResponse("x")),
        StreamingHttpResponse(iter([b"x"])),
        FileResponse(b"x"),
        _with_headers(Cache_Control="private"),
        _with_headers(Cache_Control="max-age=0, no-cache, no-store, must-revalidate, private"),
        _with_headers(Cache_Control="no-store"),
        _with_headers(Content_Encoding="gzip"),
        _with_headers(Vary="Cookie, Accept"),
        _with_headers(Vary="*"),
    ],
    ids=["404", "302", "cookie", "stream", "file", "private", "never", "no-store", "coded", "accept", "any"],
)
def test_an_answer_that_is_not_for_everybody_is_not_kept(response) -> None:
    assert not keepable(factory.get("/"), response)


def test_a_view_can_keep_its_answer_out() -> None:
    request = factory.get("/")
    skip(request)
    assert not keepable(request, HttpResponse("x"))


def test_an_answer_with_a_nonce_is_not_kept() -> None:
    request = factory.get("/")
    request._csp_nonce = "abc"
    assert not keepable(request, HttpResponse("x"))


def test_a_view_can_shorten_the_time_but_not_lengthen_it(settings) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    short, long = HttpResponse("x"), HttpResponse("x")
    patch_cache_control(short, max_age=60)
    patch_cache_control(long, max_age=6000)
    assert [seconds_to_keep(one) for one in (short, long, HttpResponse("x"))] == [60, 600, 600]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, identity; q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, gzip;q=0", ""),
        ("identity", ""),
        ("BR", "br"),
        ("sabre", ""),
        ("\x00;;,,q=", ""),
    ],
)
def test_the_coding_is_one_that_the_client_accepts(accepted, coding) -> None:
    assert coding_for(accepted) == coding
