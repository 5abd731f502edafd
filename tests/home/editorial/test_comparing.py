"""Two versions beside each other say in words what changed: no ``None``, no ``True``, no codes."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

from onestop.catalogue.services.models import ServiceStep
from onestop.home.training.models import TrainingMaterial
from onestop.tests.factories.columns import article, policy
from onestop.tests.factories.services import BASIS, versioned
from onestop.tests.factories.training import event

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

VIDEO = {"title": "检定怎样做", "url": "https://video.example.com/1", "transcript": "<p>第一步。</p>"}


def compared(client: Client, page: Page, **changes: Any) -> dict[str, str]:
    """Return what the comparison of a page before and after ``changes`` says, by field."""
    before = page.save_revision()
    for name, value in changes.items():
        setattr(page, name, value)
    after = page.save_revision()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, after.pk])
    rows = BeautifulSoup(client.get(url).content, "html.parser").select("main table.listing tbody tr")
    said = {
        row.select_one(".title").get_text(strip=True).rstrip(":"): row.select_one(".comparison").get_text(
            " ", strip=True
        )
        for row in rows
    }
    for raw in ("None", "True", "False"):
        assert raw not in "".join(said.values()), raw
    return said


def test_a_guide(admin_client: Client) -> None:
    item = versioned()
    kept = {name: value for name, value in BASIS.items() if name != "url"}  # as an import may leave it
    said = compared(
        admin_client,
        item,
        valid_to=dt.date(2027, 1, 31),
        instant=True,
        promised_days=None,
        charged="provider",
        basis=[("basis", {**kept, "text": "第九条全文"})],
        steps=[*item.steps.all(), ServiceStep(name="回访", who="centre", days=0)],
    )
    assert said["有效期至"] == "2027-01-31"
    assert said["即办件"] == "否 是"
    assert said["承诺时限（工作日）"] == "7"
    assert "第九条全文" in said["设定依据"]
    assert said["收费"] == "不收费 机构收费"
    assert "provider" not in str(said)


def test_lines_that_a_form_has_sent_once_more_have_not_changed(admin_client: Client) -> None:
    item = versioned(keywords="送检\n化验")
    assert compared(admin_client, item, keywords="送检\r\n化验", summary="新的一句话").keys() == {
        "一句话说明"
    }
    assert "日常说法" in compared(admin_client, item, keywords="送检\r\n验货")


def test_an_article_with_blocks_of_every_kind(admin_client: Client) -> None:
    notice = {"tone": "wait", "text": "请先预约"}
    page = article(body=[("notice", notice), ("video", VIDEO), ("platform", None)])
    said = compared(
        admin_client,
        page,
        body=[("notice", {**notice, "tone": "bad"}), ("video", {**VIDEO, "minutes": 5})],
        published_at=dt.datetime(2026, 3, 4, 9, 30, tzinfo=timezone.get_default_timezone()),
    )
    assert "2026-03-04 09:30" in said["发布时间"]
    assert "警告" in said["正文"]
    assert "wait" not in said["正文"]


def test_a_part_that_is_new_says_nothing_of_what_was_not_chosen(admin_client: Client) -> None:
    page = event()
    slides = TrainingMaterial(title="讲义", text="第一章")
    said = compared(admin_client, page, materials=[slides])
    assert "讲义" in said["资料"]
    assert "无" not in said["资料"]


def test_a_policy_and_an_event(admin_client: Client) -> None:
    said = compared(admin_client, policy(), repealed_on=dt.date(2026, 5, 1))
    assert list(said.values()) == ["2026-05-01"]
    said = compared(admin_client, event(), quota=None, gives_proof=True)
    assert sorted(said.values()) == ["10", "否 是"]
