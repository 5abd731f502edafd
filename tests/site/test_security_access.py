"""Sessions, sign-in, limits and files: what a stranger may not do."""

import time
from urllib.parse import urlencode

import pytest

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from wagtail.models import PageViewRestriction

from onestop.site.security import SLIDE_SECONDS
from onestop.site.throttling import ClientThrottle, parse_rate, throttled
from onestop.tests.factories.columns import article

pytestmark = pytest.mark.django_db
factory = RequestFactory()


def test_a_session_that_is_used_lives_on_and_is_written_seldom(
    admin_client, django_assert_num_queries
) -> None:
    admin_client.get("/accounts/password/change/")
    used = admin_client.session["used"]
    admin_client.get("/accounts/password/change/")
    assert admin_client.session["used"] == used
    session = admin_client.session
    session["used"] = used - SLIDE_SECONDS
    session.save()
    answer = admin_client.get("/accounts/password/change/")
    assert admin_client.session["used"] >= used
    assert "sessionid" in answer.cookies


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "status__exact=%00"])
def test_a_nul_in_the_query_of_a_list_is_refused_and_no_fault(admin_client, query) -> None:
    answer = admin_client.get(f"/admin/users/?{query}")
    assert answer.status_code == 400
    assert admin_client.get("/admin/users/?q=a").status_code == 200


def test_a_session_ends_when_it_has_been_idle(admin_client, monkeypatch, settings) -> None:
    assert admin_client.get("/admin/").status_code == 200
    session = admin_client.session
    assert session.get_expiry_age() == settings.SESSION_COOKIE_AGE == 1800
    assert session.get_expire_at_browser_close()
    assert admin_client.cookies["sessionid"]["max-age"] == ""


def test_reading_makes_no_session(client) -> None:
    assert "sessionid" not in client.get("/accounts/login/").cookies


def test_cookies_are_kept_from_scripts_and_other_sites(client) -> None:
    cookie = client.get("/accounts/login/").cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_staff_sign_in_where_attempts_are_limited(client) -> None:
    answer = client.get("/admin/login/?next=/admin/pages/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    assert client.post("/admin/login/", {"username": "admin", "password": "x"}).status_code == 302


def test_nothing_of_the_admin_is_there_for_who_has_no_part_in_it(client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create_user("enterprise"))
    answer = client.get("/admin/requests/cases/HM-20261128-0001-R/", follow=True)
    assert answer.status_code == 404
    assert len(answer.redirect_chain) == 1


def test_a_page_that_is_not_for_everybody_leads_to_the_one_sign_in(client, django_user_model) -> None:
    page = article(title="内部文章", slug="inside")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(page.url, follow=True)
    assert answer.redirect_chain[-1] == (f"/accounts/login/?{urlencode({'next': page.url})}", 302)
    # Wagtail's own form would take a password as often as one likes.
    account = django_user_model.objects.create_user("reader", password="Probe-Tulip-4471")
    sent = {"username": "reader", "password": "Probe-Tulip-4471", "next": page.url}
    client.post("/_util/login/", sent)
    assert "_auth_user_id" not in client.session
    # Whoever is signed in and may not read it is told so, and not sent round for ever.
    client.force_login(account)
    assert client.get("/_util/login/").status_code == 403


def test_an_account_is_closed_after_five_wrong_passwords(admin_user, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
    cache.clear()
    visitor = Client()
    for _ in range(5):
        visitor.post("/accounts/login/", {"login": "admin", "password": "wrong"})
    visitor.post("/accounts/login/", {"login": "admin", "password": "password"})
    assert "_auth_user_id" not in visitor.session
    cache.clear()
    visitor.post("/accounts/login/", {"login": "admin", "password": "password"})
    assert visitor.session["_auth_user_id"] == str(admin_user.pk)


def test_a_form_without_its_token_is_refused_with_a_page_that_says_what_to_do() -> None:
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post("/accounts/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "403_csrf.html" in [template.name for template in answer.templates]


@throttled("trial", "2/m")
def limited(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def ask(address: str, path: str = "/", forwarded: str = "") -> HttpResponse:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return limited(factory.get(path, REMOTE_ADDR=address, headers=headers))


def test_a_view_is_limited_by_the_client(settings) -> None:
    answers = [ask("192.0.2.10") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert "no-store" in answers[2]["Cache-Control"]
    assert ask("192.0.2.11").status_code == 200


def test_a_program_gets_the_refusal_as_json() -> None:
    answers = [ask("192.0.2.12", "/api/v1/x/") for _ in range(3)]
    assert answers[2]["Content-Type"] == "application/json"


def test_a_new_window_lets_the_client_in_again(monkeypatch) -> None:
    throttle = ClientThrottle("window", "1/m")
    now = time.time()
    request = factory.get("/", REMOTE_ADDR="192.0.2.13")
    assert [throttle.allow_request(request) for _ in range(2)] == [True, False]
    monkeypatch.setattr("time.time", lambda: now + 60)
    assert throttle.allow_request(request)


def test_a_forwarded_address_counts_only_behind_a_proxy_of_ours(settings) -> None:
    settings.NINJA_NUM_PROXIES = 0
    assert [ask("192.0.2.14", forwarded=f"198.51.100.{n}").status_code for n in range(3)][-1] == 429
    settings.NINJA_NUM_PROXIES = 1
    forged = [ask("192.0.2.15", forwarded=f"203.0.113.{n}, 198.51.100.9").status_code for n in range(3)]
    assert forged[-1] == 429, "what a client writes in front of the proxy's own entry is not believed"
    apart = [ask("192.0.2.15", forwarded=f"198.51.100.{n + 20}").status_code for n in range(3)]
    assert set(apart) == {200}


@pytest.mark.parametrize("rate", ["", "60", "60/", "60/y", "x/m", "-1/m", "1.5/m"])
def test_a_rate_that_is_none_is_refused_at_the_start(rate) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        parse_rate(rate)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/a.max-800x600.webp", "original_images/a.jpg", "documents/secret.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_a_picture_made_for_the_public_is_served_and_kept_by_browsers(media, client) -> None:
    answer = client.get("/media/images/a.max-800x600.webp")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=2592000"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "original_images/a.jpg",
        "documents/secret.pdf",
        "images/",
        "images/none.webp",
        "images/../documents/secret.pdf",
        "images/%2e%2e/documents/secret.pdf",
    ],
)
def test_no_other_file_is(media, client, path) -> None:
    assert client.get(f"/media/{path}").status_code in {400, 404}
