"""Headers of every answer, and pages that keep to them."""

import re

import pytest

from django.test import Client

from onestop.home.demo import create_pages
from onestop.tests.factories.crawl import crawl
from onestop.tests.factories.site_pages import home_page, info_page
from onestop.tests.factories.standards import StandardDirectoryPageFactory, StandardFactory
from onestop.tests.factories.strict_html import offences

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def policy_of(response) -> dict[str, str]:
    """Return the directives of an answer's Content-Security-Policy."""
    directives = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in directives}


@pytest.fixture
def site() -> None:
    """The site's first pages, and a standard."""
    home = home_page()
    create_pages()
    StandardDirectoryPageFactory(parent=home)
    StandardFactory(number="GB/T 19012-2019", title="质量管理 顾客满意 组织投诉处理指南")


PAGES = [
    "/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/api/v1/",
    "/nothing-here/",
    "/standards/?q=GB/T 1",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_allows_nothing_that_is_not_of_the_site(site, client, address) -> None:
    policy = policy_of(client.get(address))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    text = " ".join(policy.values())
    assert "unsafe" not in text
    assert "http" not in text
    assert "*" not in text


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_the_other_headers(site, client, address) -> None:
    response = client.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=(self)" in response["Permissions-Policy"]


def test_no_public_page_has_anything_inline_or_from_elsewhere(site, client) -> None:
    statuses = crawl()
    assert len(statuses) > 8, "the crawl found the site"
    wrong = {}
    for address in [*statuses, *PAGES]:
        response = client.get(address)
        if "html" in response.get("Content-Type", "") and not response.streaming:
            wrong[address] = offences(response.content.decode())
    assert {address: found for address, found in wrong.items() if found} == {}


def test_a_page_for_staff_keeps_to_the_public_policy_too(site, admin_client) -> None:
    response = admin_client.get("/")
    assert policy_of(response)["script-src"] == "'self'"
    assert offences(response.content.decode()) == []


def test_the_admin_gets_what_wagtail_needs_and_nothing_from_outside(site, admin_client) -> None:
    response = admin_client.get("/admin/")
    policy = policy_of(response)
    assert response.status_code == 200
    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert "eval" not in response["Content-Security-Policy"]
    assert not re.search(r"https?:|\*", response["Content-Security-Policy"])


def test_a_draft_may_stand_in_the_editor_s_preview_frame() -> None:
    response = info_page("稿", "draft").make_preview_request()
    assert policy_of(response)["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_an_error_page_is_as_strict(client, settings) -> None:
    answer = Client().get("/", headers={"host": "evil.example.com"})
    assert answer.status_code == 400
    assert offences(answer.content.decode()) == []


def test_a_page_asks_for_tls_in_its_own_requests_in_production_only(client, site) -> None:
    assert "upgrade-insecure-requests" not in client.get("/")["Content-Security-Policy"]


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">',
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        "<script>x()</script>",
        "<style>p{}</style>",
        '<script src="https://cdn.example.com/x.js"></script>',
        '<img src="//pics.example.com/x.png">',
        '<form action="https://elsewhere.example.com/">',
    ],
)
def test_the_scan_itself_finds_what_it_looks_for(html) -> None:
    assert offences(html)


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/json" id="x">{}</script>',
        '<script type="module" src="/static/site.js"></script>',
        '<img src="data:image/png;base64,AA">',
        '<link rel="canonical" href="http://testserver/">',
        '<a href="https://openstd.samr.gov.cn/">x</a>',
    ],
)
def test_the_scan_leaves_what_is_allowed(html) -> None:
    assert offences(html) == []
