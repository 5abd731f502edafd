"""The admin bears the platform's mark, not that of the software it is made with."""

import re

import pytest
from bs4 import BeautifulSoup

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    chief = get_user_model().objects.create_superuser("chief", "chief@example.org", "a password of this test")
    client.force_login(chief)
    return client


def test_the_admin_bears_the_mark_and_the_name_of_the_platform(staff: Client) -> None:
    html = staff.get("/admin/").content.decode()
    name = settings.WAGTAIL_SITE_NAME
    assert re.search(rf'branding-logo><img [^>]*onestop/img/logo[^>]* alt="{name}">', html)
    assert re.findall(r'<link rel="[^"]*icon"[^>]*>', html) == re.findall(
        r"<link [^>]*onestop/img/logo[^>]*>", html
    )
    assert f" - {name}</title>" in html
    assert "guide.wagtail.org" not in html


def test_a_page_that_is_not_there_says_so_under_our_mark(staff: Client) -> None:
    answer = staff.get("/admin/nothing-of-this-name/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "onestop/img/logo" in html
    assert "agtail" not in BeautifulSoup(html[html.index("<main") :], "html.parser").get_text()


def test_the_button_on_public_pages_bears_it_too(staff: Client) -> None:
    html = staff.get("/").content.decode()
    assert re.search(r'id="wagtail-userbar-trigger"[^>]*>\s*<img [^>]*onestop/img/logo', html)


def test_signing_in_is_not_commented_upon(client: Client) -> None:
    get_user_model().objects.create_user("somebody", password="a password of this test")
    data = {"login": "somebody", "password": "a password of this test"}
    answer = client.post("/accounts/login/?next=/robots.txt", data)
    assert answer.status_code == 302
    assert "messages" not in client.cookies
    assert not client.session.get("_messages")
