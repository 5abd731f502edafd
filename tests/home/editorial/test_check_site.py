"""The rules of public sites, over the whole site."""

import contextlib
import datetime as dt
import json
from io import StringIO
from typing import Any

import pytest

from django.core.management import CommandError, call_command
from django.utils import timezone

from wagtail.models import Page

from onestop.catalogue.links.models import ExternalLink
from onestop.catalogue.services.models import ServiceProvision, ServiceStep
from onestop.home.articles.models import ArticlePage
from onestop.home.columns.models import ColumnPage
from onestop.home.demo import create_pages
from onestop.home.editorial.checking import check_site
from onestop.home.editorial.checks.rendered import Outline, judge
from onestop.home.editorial.models import SensitiveWord, SiteFinding
from onestop.home.models import HomePage, InfoPage
from onestop.search.pages import texts
from onestop.tests.factories.columns import interpretation, policy
from onestop.tests.factories.services import service

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def home() -> HomePage:
    """The home page with the first pages of a site."""
    return create_pages()


@pytest.fixture
def column(home: HomePage) -> ColumnPage:
    """An empty column."""
    page = ColumnPage(title="通知公告", slug="notes", intro="给企业的通知")
    home.add_child(instance=page)
    return page


def article(column: ColumnPage, **fields: Any) -> ArticlePage:
    """Publish an article in ``column``."""
    values = {
        "title": "一则通知",
        "slug": "one",
        "source": "示例数据",
        "body": [("text", "<p>正文</p>")],
        **fields,
    }
    page = ArticlePage(**values)
    column.add_child(instance=page)
    page.save_revision().publish()
    return page


def codes() -> dict[str, str]:
    """Return what the command finds: code to title."""
    out = StringIO()
    with contextlib.suppress(CommandError):
        call_command("check_site", "--json", stdout=out)
    return {row["code"]: row["title"] for row in json.loads(out.getvalue())}


def test_an_empty_column_is_found_and_a_filled_one_is_not(column: ColumnPage) -> None:
    assert codes()["empty_column"] == "通知公告"
    article(column)
    assert "empty_column" not in codes()


def test_a_column_that_nobody_touched_for_half_a_year_is_found(column: ColumnPage) -> None:
    article(column)
    long_ago = timezone.now() - dt.timedelta(days=200)
    Page.objects.update(last_published_at=long_ago)
    found = codes()
    assert found["stale_column"] == "通知公告"
    assert "stale_site" in found


def test_an_article_without_a_source_is_found_where_it_is_put_right(column: ColumnPage) -> None:
    page = article(column)
    ArticlePage.objects.filter(pk=page.pk).update(source="")
    out = StringIO()
    with pytest.raises(CommandError, match="error"):
        call_command("check_site", "--json", stdout=out)
    row = next(row for row in json.loads(out.getvalue()) if row["code"] == "source")
    assert row["page"] == page.pk
    assert row["edit"] == f"/admin/pages/{page.pk}/edit/#:w:contentpath=source"


def test_what_is_put_right_and_published_is_off_the_desk_at_once(column: ColumnPage) -> None:
    page = article(column)
    other = article(column, slug="two")
    for each, code in ((page, "source"), (column, "stale_column"), (column, "description"), (other, "word")):
        SiteFinding.objects.create(code=code, page=each, weight="warning", message="请看一看")
    page.save_revision().publish()
    assert {(each.page_id, each.code) for each in SiteFinding.objects.all()} == {
        (column.pk, "description"),
        (other.pk, "word"),
    }
    other.unpublish()
    assert SiteFinding.objects.count() == 1


def test_what_is_missing_in_the_rows_of_a_guide_is_found_at_the_rows(home: HomePage) -> None:
    guide = service()
    for rows in (ServiceStep, ServiceProvision):
        rows.objects.filter(item=guide).delete()
    found = {each.field: each.address for each in check_site() if each.page == guide}
    assert found["steps"] == f"/admin/pages/{guide.pk}/edit/#id_steps-FORMS"
    assert found["provisions"] == f"/admin/pages/{guide.pk}/edit/#id_provisions-FORMS"


def test_a_dead_official_link_is_found(home: HomePage) -> None:
    ExternalLink.objects.create(
        name="示例网站", url="https://example.org/", kind="national", failures=1, problem="timeout"
    )
    assert codes()["dead_link"] == "示例网站"


def test_a_link_to_a_page_that_is_not_public_is_found(column: ColumnPage) -> None:
    about = InfoPage.objects.get(slug="about")
    page = article(column, body=[("text", f'<p><a linktype="page" id="{about.pk}">关于</a></p>')])
    assert "hidden_link" not in codes()
    about.unpublish()
    assert codes()["hidden_link"] == page.title


def test_a_link_to_a_policy_that_no_longer_counts_is_found(column: ColumnPage) -> None:
    old = policy(title="旧办法")
    page = article(column, body=[("text", f'<p><a linktype="page" id="{old.pk}">旧办法</a></p>')])
    interpretation(old)
    assert "ended_policy" not in codes()
    old.repealed_on = timezone.localdate()
    old.save_revision().publish()
    assert codes()["ended_policy"] == page.title
    assert SiteFinding.objects.filter(code="ended_policy").count() == 1


def test_a_word_to_avoid_is_found_with_its_advice(column: ColumnPage) -> None:
    SensitiveWord.objects.create(word="最佳", advice="写事实。")
    page = article(column, title="最佳做法")
    texts.write(page)
    out = StringIO()
    call_command("check_site", stdout=out)
    assert "写事实。" in out.getvalue()


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<h1>一</h1><h1>二</h1>", "main_heading"),
        ("<h2>没有一级</h2>", "main_heading"),
        ("<h1>一</h1><h3>三</h3>", "heading_order"),
        ('<h1>一</h1><img src="x.png">', "picture_alt"),
        ("<h1>一</h1>", "meta"),
        ("<h1>一</h1>", "description"),
    ],
)
def test_the_finished_page_is_judged(home: HomePage, html: str, code: str) -> None:
    outline = Outline()
    outline.feed(html)
    assert code in {finding.code for finding in judge(home, outline)}


def test_a_page_in_order_is_not_blamed(home: HomePage) -> None:
    outline = Outline()
    metas = "".join(
        f'<meta name="{n}" content="x">' for n in ("SiteName", "SiteDomain", "viewport", "description")
    )
    outline.feed(f'<title>t</title>{metas}<h1>一</h1><h2>二</h2><h3>三</h3><h2>二</h2><img alt="" src="x">')
    assert list(judge(home, outline)) == []
    assert outline.title == "t"


def test_each_check_replaces_the_findings_of_the_last(column: ColumnPage) -> None:
    codes()
    assert SiteFinding.objects.filter(code="empty_column").count() == 1
    article(column)
    codes()
    assert not SiteFinding.objects.filter(code="empty_column").exists()


def test_a_dry_run_keeps_nothing(column: ColumnPage) -> None:
    call_command("check_site", "--dry-run", stdout=StringIO())
    assert not SiteFinding.objects.exists()


def test_a_page_that_cannot_be_shown_is_found(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(InfoPage, "get_context", broken)
    assert "unreachable" in codes()
