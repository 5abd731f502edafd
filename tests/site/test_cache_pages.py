"""What a reader and a browser get from the page cache."""

import gzip

import brotli
import pytest

from django.test import Client

from wagtail.models import Page

from onestop.site.page_cache import bump
from onestop.tests.factories.site_pages import info_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cache_on(settings) -> None:
    settings.PAGE_CACHE_BYTES = 4_000_000


@pytest.fixture
def page() -> Page:
    return info_page("关于我们", "about-us")


def test_the_second_reader_is_answered_from_memory_without_a_query(
    page, client, django_assert_num_queries
) -> None:
    first = client.get(page.url)
    with django_assert_num_queries(0):
        second = client.get(page.url)
    assert (first["X-Cache"], second["X-Cache"]) == ("miss", "hit")
    assert first.content == second.content
    assert "关于我们" in second.content.decode()


def test_a_hit_has_the_headers_of_the_rendered_page(page, client) -> None:
    first, second = client.get(page.url), client.get(page.url)
    changing = {"X-Cache", "X-Request-ID"}
    assert {k: v for k, v in first.items() if k not in changing} == {
        k: v for k, v in second.items() if k not in changing
    }
    assert "script-src 'self'" in second["Content-Security-Policy"]
    assert "X-Request-ID" not in second, "the number of one request must not be given to another"


def test_a_browser_asks_again_before_it_shows_a_page(page, client) -> None:
    response = client.get(page.url)
    assert response["Cache-Control"] == "private, no-cache"
    assert {part.strip() for part in response["Vary"].split(",")} == {"Cookie", "Accept-Encoding"}


def test_a_browser_that_has_the_page_gets_304(page, client) -> None:
    first = client.get(page.url)
    again = client.get(page.url, headers={"if-none-match": f'"other", {first["ETag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "private, no-cache"


def test_a_rendered_page_that_has_not_changed_is_304_too(page, client) -> None:
    first = client.get(page.url)
    bump()
    again = client.get(page.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["X-Cache"]) == (304, "miss")


@pytest.mark.parametrize(("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_comes_compressed_as_the_client_likes(page, client, coding, decode) -> None:
    plain = client.get(page.url)
    made, kept = (client.get(page.url, headers={"accept-encoding": coding}) for _ in range(2))
    assert made["X-Cache"] == kept["X-Cache"] == "hit"
    assert made["Content-Encoding"] == kept["Content-Encoding"] == coding
    assert decode(kept.content) == plain.content
    assert int(kept["Content-Length"]) == len(kept.content) < len(plain.content) / 2
    assert kept["ETag"] != plain["ETag"], "another coding is another representation"


def test_a_head_request_is_answered_with_the_length_and_no_body(page, client) -> None:
    length = client.get(page.url)["Content-Length"]
    head = client.head(page.url)
    assert (head["X-Cache"], head["Content-Length"], head.content) == ("hit", length, b"")


def test_somebody_signed_in_is_never_answered_from_memory(page, client, admin_user) -> None:
    client.get(page.url)
    signed_in = Client()
    signed_in.force_login(admin_user)
    assert signed_in.get(page.url)["X-Cache"] == "pass"
    assert "wagtail-userbar" not in client.get(page.url).content.decode()


def test_large_type_is_a_page_of_its_own(page, client, settings) -> None:
    client.get(page.url)
    client.cookies[settings.TYPE_COOKIE] = "large"
    first, second = client.get(page.url), client.get(page.url)
    assert (first["X-Cache"], second["X-Cache"]) == ("miss", "hit")
    assert b'class="large"' in second.content


def test_a_page_with_a_form_that_holds_a_token_is_never_kept(client) -> None:
    answers = [client.get("/accounts/login/") for _ in range(2)]
    assert [answer["X-Cache"] for answer in answers] == ["pass", "pass"]
    assert answers[0].context["csrf_token"] != answers[1].context["csrf_token"]


def test_a_page_with_a_token_is_compressed_with_django_s_protection(client) -> None:
    lengths = {
        len(client.get("/accounts/login/", headers={"accept-encoding": "gzip, br"}).content) for _ in range(8)
    }
    assert len(lengths) > 1, "the same length each time would tell about the secret inside (BREACH)"


@pytest.mark.parametrize("path", ["/healthz", "/nothing-here/", "/admin/", "/accounts/login/"])
def test_what_is_not_for_everybody_passes(client, path) -> None:
    assert {client.get(path)["X-Cache"] for _ in range(2)} == {"pass"}


def test_zero_bytes_switch_the_cache_off(page, settings) -> None:
    settings.PAGE_CACHE_BYTES = 0
    client = Client()
    assert {client.get(page.url)["X-Cache"] for _ in range(2)} == {"pass"}


def test_a_folder_that_cannot_be_read_switches_the_cache_off(page, settings, tmp_path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    settings.DATA_DIR = blocked
    client = Client()
    assert {client.get(page.url)["X-Cache"] for _ in range(2)} == {"pass"}
