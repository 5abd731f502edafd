"""Publishing and ending by the clock: one page that may not go public keeps nothing else from it."""

import datetime as dt
from typing import Any

import pytest

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from wagtail.models import Page

from onestop.home import models
from onestop.home.demo import create_accounts
from onestop.home.editorial.models import SiteFinding
from onestop.tests.factories.columns import TEXT, article, column
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
