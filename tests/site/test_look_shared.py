"""Lists that nobody narrowed down are remembered, and show at once what an editor does."""

import datetime as dt
from typing import Any

import pytest

from django.test import Client
from django.utils import timezone

from wagtail.models import PageViewRestriction

from onestop.catalogue.organisations.models import OpeningHours, Organisation
from onestop.home.institutions.models import Objective
from onestop.home.models import ColumnPage, ProcessPage
from onestop.requests.filing.pages import ConsultationPage
from onestop.site.look.shared import Lasting, unasked, unasked_for
from onestop.site.page_cache import bump
from onestop.tests.factories import network
from onestop.tests.factories.columns import (
    article,
    below,
    column,
    faq,
    institution,
    institution_index,
    question,
)
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.training import event

pytestmark = pytest.mark.django_db(transaction=True)

OPENS, CLOSES = dt.time(0), dt.time(23, 59)


def seen(client: Client, path: str, *words: str) -> list[bool]:
    """Return which of ``words`` stand on a page, which is asked for twice: the second time from memory."""
    client.get(path)
    html = client.get(path).content.decode()
    return [word in html for word in words]


def test_columns_questions_and_training_show_at_once_what_is_published(client: Client) -> None:
    notices = column("notices", title="通知公告")
    first, faqs = article(notices, title="甲则", slug="a"), faq()
    asked, training = question("怎么问", slug="q"), event("乙培训")
    bump()
    paths = {"/notices/": "甲则", faqs.url: "怎么问", "/training/": "乙培训"}
    assert all(seen(client, path, word) == [True] for path, word in paths.items())
    for page in (first, asked, training):
        page.title = f"新{page.title}"
        page.save_revision().publish()
    assert all(seen(client, path, f"新{word}") == [True] for path, word in paths.items())
    second = article(notices, title="丙则", slug="c")
    assert seen(client, "/notices/", "丙则") == [True]
    assert seen(client, second.url, first.title) == [True], "the page beside it"
    PageViewRestriction.objects.create(page=first, restriction_type="login")
    assert seen(client, "/notices/", first.title, "丙则") == [False, True]
    assert seen(client, second.url, first.title) == [False]


def test_objectives_rules_and_the_ways_to_ask_show_at_once_what_changes(client: Client) -> None:
    page, asked = institution_index(), question("怎么问", slug="q")
    below(home_page(), ConsultationPage(title="咨询", slug="requests"))
    rules = institution(timezone.localdate())
    aim = Objective.objects.create(year=2026, indicator="按时办结率", target=95, unit="%", owner="中心")
    bump()
    assert seen(client, page.url, "按时办结率", "窗口服务规范", "95") == [True, True, True]
    assert seen(client, "/requests/", "怎么问") == [True]
    Objective.objects.filter(pk=aim.pk).update(target=97)
    rules.title = "换了名字的规范"
    rules.save()
    asked.title = "换了问法"
    asked.save_revision().publish()
    assert seen(client, page.url, "97", "窗口服务规范", "换了名字的规范") == [True, False, True]
    assert seen(client, "/requests/", "怎么问", "换了问法") == [False, True]


def test_the_flow_shows_at_once_what_an_editor_writes_below_it(client: Client) -> None:
    page = below(home_page(), ProcessPage(title="服务流程", slug="process"))
    bump()
    assert seen(client, "/process/", "新的说明") == [False]
    page.body = [("text", "<p>新的说明</p>")]
    page.save_revision().publish()
    assert seen(client, "/process/", "新的说明") == [True]


def test_the_network_shows_at_once_what_changes(client: Client) -> None:
    network.network_page()
    centre, station, _outlet = network.whole_network()
    bump()
    assert seen(client, "/network/", centre.name, station.name, "23:59") == [True, True, False]
    weekday = timezone.localdate().weekday()
    OpeningHours.objects.filter(organisation=centre).delete()
    OpeningHours.objects.create(
        organisation=centre, weekday=weekday, opens=dt.time(0), closes=dt.time(23, 59)
    )
    assert seen(client, "/network/", "23:59") == [True]
    assert seen(client, centre.get_absolute_url(), "23:59") == [True]
    Organisation.objects.filter(pk=station.pk).update(name="换了名字的站")
    assert seen(client, "/network/", station.name, "换了名字的站") == [False, True]
    assert seen(client, centre.get_absolute_url(), "换了名字的站") == [True]


def test_a_narrowed_list_and_a_draft_are_made_for_one_reader(rf: Any) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    bump()
    plain, narrowed, preview = rf.get("/"), rf.get("/?q=x"), rf.get("/")
    preview.is_preview = True
    assert [unasked(request, "part", make) for request in (plain, plain, narrowed, preview)] == [1, 1, 2, 3]
    assert unasked(plain, "part", make) == 1


def test_what_a_clock_ends_is_made_anew_then(rf: Any) -> None:
    now, made = timezone.now(), iter(range(9))

    def make(seconds: int) -> Lasting[int]:
        return Lasting(next(made), now + dt.timedelta(seconds=seconds))

    bump()
    request = rf.get("/")
    assert [unasked_for(request, "long", lambda: make(600)).part for _ in range(2)] == [0, 0]
    assert 590 < unasked_for(request, "long", lambda: make(600)).seconds <= 600
    assert Lasting("over", now - dt.timedelta(seconds=5)).seconds == 1


def test_the_preview_of_a_column_is_not_shown_to_readers(client: Client, admin_client: Client) -> None:
    page = column("notices", title="通知公告")
    article(page, title="甲则", slug="a")
    bump()
    draft = ColumnPage.objects.get(pk=page.pk)
    draft.title = "还没有发布的标题"
    draft.save_revision()
    shown = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "还没有发布的标题" in shown
    assert seen(client, "/notices/", "还没有发布的标题", "甲则") == [False, True]
