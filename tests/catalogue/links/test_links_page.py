"""The page of official links, and the register behind it."""

import pytest

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onestop.catalogue.links import demo
from onestop.catalogue.links.models import ExternalLink
from onestop.site.page_cache import bump
from onestop.tests.factories.site_pages import home_page


def load() -> None:
    home_page()
    demo.load(lambda _line: None)


@pytest.mark.django_db
@pytest.mark.clause("4.2.3.1")
def test_the_four_kinds_of_standards_come_first_each_under_its_heading(client: Client) -> None:
    load()
    html = client.get("/links/").content.decode()
    headings = ["国家标准", "行业标准", "地方标准", "团体标准", "企业标准"]
    places = [html.index(f"<h2>{heading}</h2>") for heading in headings]
    assert places == sorted(places)
    assert 'href="https://ttbz.org.cn/"' in html or 'href="https://www.ttbz.org.cn/"' in html


@pytest.mark.django_db
@pytest.mark.clause("4.2.3.1")
def test_a_number_in_any_spelling_is_taken_along(client: Client) -> None:
    load()
    html = client.get("/links/", {"q": "gbt19012-2019"}).content.decode()
    assert "https://std.samr.gov.cn/search/std?q=GB/T%2019012-2019" in html
    assert 'data-copy="GB/T 19012-2019"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<script>", "示例", "\x00", "9" * 5000])
def test_anything_else_is_answered_in_words(client: Client, text: str) -> None:
    load()
    response = client.get("/links/", {"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main", 1)[1]


@pytest.mark.django_db
def test_an_empty_directory_says_so(client: Client) -> None:
    load()
    ExternalLink.objects.all().delete()
    assert "还没有收录官方网址" in client.get("/links/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_page_asks_the_database_little(client: Client) -> None:
    load()
    bump()
    for _warm_up in range(2):
        client.get("/links/?q=1")
    with CaptureQueriesContext(connection) as context:
        assert client.get("/links/?q=2").status_code == 200
    assert len(context) <= 12


@pytest.mark.django_db
def test_the_register_lists_what_the_last_check_found(client: Client, admin_user: User) -> None:
    load()
    ExternalLink.objects.filter(kind="group").update(
        failures=3, problem="status", http_status=404, checked_at="2026-11-01T00:00:00Z"
    )
    client.force_login(admin_user)
    client.get("/admin/links/")
    with CaptureQueriesContext(connection) as context:
        html = client.get("/admin/links/").content.decode()
    assert "已隐藏，连续 3 次打不开" in html
    assert "404" in html
    assert len(context) <= 20


@pytest.mark.django_db
def test_the_register_refuses_a_script_as_an_address(client: Client, admin_user: User) -> None:
    load()
    client.force_login(admin_user)
    fields = {
        "name": "示例",
        "url": "javascript:alert(1)",
        "kind": "national",
        "order": "1",
        "description": "",
    }
    response = client.post("/admin/links/create/", fields)
    assert response.status_code == 200
    assert not ExternalLink.objects.filter(name="示例").exists()
    fields["url"] = "https://example.org/"
    assert client.post("/admin/links/create/", fields).status_code == 302
    assert ExternalLink.objects.filter(name="示例").exists()
