"""大字版 is a cookie and a link; the style guide and accounts are for staff."""

import pytest

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from onestop.site.roles import EDITORS
from onestop.tests.factories.site_pages import home_page

PASSWORD = "a-password-of-the-tests"


def test_the_switch_sets_a_cookie_that_says_nothing_else_and_leads_back(client: Client) -> None:
    answer = client.get("/type/large/?next=/standards/%3Fq%3D19012")
    assert (answer.status_code, answer["Location"]) == (302, "/standards/?q=19012")
    assert answer.cookies[settings.TYPE_COOKIE].value == "large"
    assert set(answer.cookies) == {settings.TYPE_COOKIE}
    answer = client.get("/type/normal/", headers={"referer": "http://testserver/about/"})
    assert answer["Location"] == "http://testserver/about/"
    assert answer.cookies[settings.TYPE_COOKIE].value == ""


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_the_switch_leads_to_no_other_site(client: Client, target: str) -> None:
    assert client.get("/type/large/", {"next": target})["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_size_is_not_there(client: Client) -> None:
    home_page()
    assert client.get("/type/huge/").status_code == 404


@pytest.mark.django_db
def test_the_switch_is_no_form(client: Client) -> None:
    assert client.post("/type/large/").status_code == 405


@pytest.mark.django_db
def test_the_page_is_large_for_who_chose_it(client: Client) -> None:
    home_page()
    assert 'class="large"' not in client.get("/").content.decode()
    client.cookies[settings.TYPE_COOKIE] = "large"
    html = client.get("/").content.decode()
    assert 'class="large"' in html
    assert "标准字号" in html


@pytest.mark.django_db
def test_the_style_guide_asks_a_visitor_to_sign_in(client: Client) -> None:
    answer = client.get("/styleguide/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_the_style_guide_is_closed_to_who_is_no_staff(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user("visitor"))
    assert client.get("/styleguide/").status_code == 403


@pytest.mark.django_db
def test_the_style_guide_shows_every_component_to_staff(admin_client: Client) -> None:
    html = admin_client.get("/styleguide/").content.decode()
    for block in (
        "ticket",
        "badge",
        "facts",
        "timeline",
        "clock",
        "facets",
        "stepper",
        "table",
        "notice",
        "pager",
    ):
        assert f'class="{block}' in html
    for state in ("current", "upcoming", "replaced", "withdrawn", "unknown", "done", "late"):
        assert f"badge--{state}" in html
    assert "form__errors" in html


@pytest.mark.django_db
def test_staff_signs_in_at_the_sites_own_page_and_comes_to_the_desk(client: Client) -> None:
    user = get_user_model().objects.create_user("wang", password=PASSWORD)
    user.groups.add(Group.objects.get(name=EDITORS))
    html = client.get("/accounts/login/").content.decode()
    assert "手机号码、电子邮箱或用户名" in html
    answer = client.post("/accounts/login/", {"login": "wang", "password": PASSWORD})
    assert answer["Location"] == "/admin/"


@pytest.mark.django_db
def test_the_admin_sends_to_the_same_page(client: Client) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


@pytest.mark.django_db
def test_a_wrong_password_keeps_the_name_and_says_what_to_do(client: Client) -> None:
    html = client.post("/accounts/login/", {"login": "wang", "password": "wrong"}).content.decode()
    assert "form__errors" in html
    assert 'value="wang"' in html


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    home_page()
    html = client.get("/accounts/signup/").content.decode()
    assert 'name="password1"' not in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/"]
)
def test_account_pages_have_the_sites_frame(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert 'class="masthead"' in html
    assert 'class="footer"' in html
    assert html.count("<h1") == 1
