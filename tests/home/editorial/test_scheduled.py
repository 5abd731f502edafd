"""Publishing and ending by the clock: one page that may not go public keeps nothing else from it."""

import datetime as dt
from typing import Any

import pytest

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, Revision

from onestop.home import models
from onestop.home.demo import create_accounts
from onestop.home.editorial.models import SiteFinding
from onestop.tests.factories.columns import TEXT, article, column
from onestop.tests.factories.services import service
from onestop.tests.home.editorial.test_desk import desk

pytestmark = pytest.mark.django_db
EARLIER = dt.timedelta(hours=1)


def due(title: str, ago: dt.timedelta, **fields: Any) -> models.ArticlePage:
    """Return a draft whose approved time of publication has come."""
    parent = column()
    parent.refresh_from_db()
    given = {"source": "示例来源", "body": TEXT, **fields}
    page = parent.add_child(instance=models.ArticlePage(title=title, live=False, **given))
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now() - ago
    revision.save(update_fields=["approved_go_live_at"])
    return page


def test_a_page_that_may_not_go_public_keeps_no_other_from_it(db: None) -> None:
    create_accounts(lambda _line: None)
    refused = due("没有来源的文章", 2 * EARLIER, source="")
    good = due("到时发布的文章", EARLIER)

    call_command("publish_scheduled")

    good.refresh_from_db()
    refused.refresh_from_db()
    assert (good.live, refused.live) == (True, False)
    # It stays due, and whoever reviews is told what to do about it.
    assert refused.latest_revision.approved_go_live_at is not None
    assert "1 个页面没有按时发布" in desk("reviewer")
    told = SiteFinding.objects.get()
    assert told.page_id == refused.pk
    assert told.address.endswith("contentpath=source")
    assert "请填写来源" in told.message

    # Once it is put right and has gone public, nobody is told any more.
    refused = Page.objects.get(pk=refused.pk).specific
    refused.source = "示例来源"
    refused.save_revision().publish()
    call_command("publish_scheduled")
    assert "没有按时发布" not in desk("reviewer")


def test_a_guide_that_is_not_complete_by_then_is_named_with_what_is_missing(db: None) -> None:
    guide = service()
    guide.result = ""
    revision = guide.save_revision(clean=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - EARLIER)
    call_command("publish_scheduled")
    told = SiteFinding.objects.get()
    assert (told.page_id, told.field) == (guide.pk, "result")


def test_drafts_that_are_not_finished_are_not_published_together(admin_client: Client) -> None:
    parent = column()
    good = article(parent, title="写好的文章", slug="good")
    good.unpublish()
    parent.refresh_from_db()
    bad = parent.add_child(instance=models.ArticlePage(title="没写完的草稿", live=False))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for query, sent in (
        (f"id={good.pk}&id={bad.pk}", {}),
        (f"id={parent.pk}", {"include_descendants": "on"}),
    ):
        answer = admin_client.post(f"{address}?{query}&next=/admin/pages/{parent.pk}/", sent, follow=True)
        assert answer.status_code == 200
        assert "“没写完的草稿”还不能发布：请填写来源" in answer.content.decode()
        assert not models.ArticlePage.objects.live().exists()
    admin_client.post(f"{address}?id={good.pk}", follow=True)
    assert models.ArticlePage.objects.live().get() == good


def test_what_has_ended_is_gone_from_every_list(db: None) -> None:
    create_accounts(lambda _line: None)
    page = article(title="到期下线的文章", slug="over")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - EARLIER)

    call_command("publish_scheduled")

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    client = Client()
    assert client.get("/notices/over/").status_code == 404
    for address in ("/sitemap.xml", "/notices/feed/", "/search/?q=到期下线的文章", "/notices/"):
        html = client.get(address, follow=True).content.decode()
        assert "/over/" not in html, address
