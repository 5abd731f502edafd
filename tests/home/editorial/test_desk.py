"""今天要做的: what editors and reviewers find first."""

import datetime as dt
import re
from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from wagtail.models import Page

from onestop.catalogue.services.models import ServiceItemPage
from onestop.home.demo import create_accounts
from onestop.home.editorial.models import SiteFinding
from onestop.tests.factories.columns import article, column
from onestop.tests.factories.services import service
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.fixture
def home() -> Page:
    """The home page, and an account a role."""
    page = home_page()
    create_accounts(lambda _line: None)
    return page


def desk(name: str) -> str:
    """Return the first page of the admin as ``name`` sees it."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client.get("/admin/").content.decode()


def finding(code: str, weight: str = "warning") -> None:
    """Put a finding there, as the check would."""
    SiteFinding.objects.create(code=code, weight=weight, title="通知公告", message="请看一看")


def test_who_has_nothing_to_do_is_told_so_kindly(home: Page) -> None:
    html = desk("auditor")
    assert "今天要做的" in html
    assert "现在没有要您办的事" in html


def test_each_finding_leads_to_its_list(home: Page) -> None:
    finding("dead_link")
    finding("stale_column")
    finding("empty_column")
    finding("source", "error")
    html = desk("editor")
    for code, words in (
        ("code=dead_link", "1 个官方链接打不开"),
        ("code=stale_column", "1 个栏目半年没有更新"),
        ("code=empty_column", "1 个栏目还是空的"),
        ("weight__exact=error", "有 1 处违反公开网站规则"),
    ):
        assert f'/admin/home/sitefinding/?{code}"' in html
        assert words in html
    for address in ("code=dead_link", "weight__exact=error"):
        client = Client()
        client.force_login(get_user_model().objects.get(username="editor"))
        listed = client.get(f"/admin/home/sitefinding/?{address}").content.decode()
        assert listed.count("请看一看") == 1


def test_an_empty_form_is_one_press_away_for_who_writes(home: Page) -> None:
    notices = column()
    link = f'<a href="/admin/pages/add/home/articlepage/{notices.pk}/">通知公告</a>'
    assert link in desk("editor")
    assert link in desk("reviewer")
    assert "写新的" not in desk("auditor")
    client = Client()
    client.force_login(get_user_model().objects.get(username="editor"))
    for address in re.findall(r'href="(/admin/pages/add/[^"]+)"', desk("editor")):
        assert client.get(address).status_code == 200


def guide_ending(days: int) -> ServiceItemPage:
    """Return a public guide that ends in ``days``."""
    guide = service()
    ServiceItemPage.objects.filter(pk=guide.pk).update(
        valid_to=timezone.localdate() + dt.timedelta(days=days)
    )
    return guide


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (0, True), (30, True), (31, False)])
def test_a_guide_that_ends_within_thirty_days_is_named(home: Page, days: int, shown: bool) -> None:
    guide = guide_ending(days)
    html = desk("editor")
    assert (f"更新办事指南“{guide.title}”" in html) is shown
    if shown:
        assert f"/admin/pages/{guide.pk}/edit/" in html


def test_the_first_page_asks_the_database_little(home: Page, django_assert_max_num_queries: Any) -> None:
    editor = get_user_model().objects.get(username="editor")
    for number in range(5):
        page = article(title=f"文章 {number}", slug=f"a{number}")
        page.save_revision(user=editor)
        page.get_workflow().start(page, editor)
        finding(f"rule{number}", "error")
    client = Client()
    client.force_login(get_user_model().objects.get(username="reviewer"))
    client.get("/admin/")  # the first page after signing in writes the session and learns the columns
    with django_assert_max_num_queries(MOST_QUERIES):
        html = client.get("/admin/").content.decode()
    assert html.count("审核“文章") == 5
