"""The list, its month and feeds, and the page of an event."""

import datetime as dt
import json
import re

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from django.test import Client
from django.utils import timezone

from onestop.home.articles.topics import Topic
from onestop.home.training import tokens
from onestop.home.training.choices import Kind
from onestop.home.training.models import TrainingMaterial, TrainingStandard
from onestop.tests.factories.standards import StandardFactory, day
from onestop.tests.factories.training import column, event, registered

pytestmark = pytest.mark.django_db


def html_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.clause("4.2.1.1")
def test_upcoming_events_stand_first_and_past_ones_are_folded(client: Client) -> None:
    event("后天的培训", days=2)
    event("下周的培训", days=9)
    event("去年的培训", days=-300)
    html = html_of(client, "/training/")
    assert (
        html.index("后天的培训")
        < html.index("下周的培训")
        < html.index("<details")
        < html.index("去年的培训")
    )


@pytest.mark.clause("4.2.2.4")
@pytest.mark.parametrize("kind", [Kind.DEMONSTRATION, Kind.VISIT, Kind.EXCHANGE])
def test_each_form_of_spreading_experience_can_be_filtered(client: Client, kind: Kind) -> None:
    for each in Kind:
        event(f"活动{each.value}", kind=each, host="示例企业", host_consent=True)
    html = html_of(client, f"/training/?kind={kind.value}")
    listed = html.split("<aside")[0]
    assert [each for each in Kind if f"活动{each.value}" in listed] == [kind]


@pytest.mark.clause("4.2.1.2")
def test_events_are_filtered_by_topic_and_month(client: Client) -> None:
    culture = Topic.objects.get_or_create(slug="culture", defaults={"name": "质量文化"})[0]
    event("文化讲座", topic=culture)
    later = event("另一个月", days=70)
    assert "另一个月" not in html_of(client, "/training/?topic=culture").split("<aside")[0]
    month = timezone.localdate(later.starts_at).strftime("%Y-%m")
    html = html_of(client, f"/training/?month={month}").split("<aside")[0]
    assert "另一个月" in html
    assert "文化讲座" not in html


@pytest.mark.parametrize("query", ["month=never", "month=2026-13", "kind=nothing", "topic=nowhere", "page=x"])
def test_a_filter_that_makes_no_sense_says_so_and_shows_everything(client: Client, query: str) -> None:
    event("还在这里")
    response = client.get(f"/training/?{query}")
    assert response.status_code == (200 if query.startswith("page") else 400)
    html = response.content.decode()
    assert "还在这里" in html
    assert ("field__error" in html) is (response.status_code == 400)


def test_the_month_is_a_table_with_the_event_on_its_day(client: Client) -> None:
    page = event("日历里的培训", sessions=2)
    first = timezone.localdate(page.starts_at)
    html = html_of(client, f"/training/?month={first:%Y-%m}")
    table = html[html.index("month__table") : html.index("</table>")]
    cell = table[table.index(f'datetime="{first}"') :]
    assert "日历里的培训" in cell[: cell.index("</td>")]
    assert table.count('scope="col"') == 7


def test_the_list_says_how_many_places_are_left_and_who_waits(client: Client) -> None:
    page = event(quota=2)
    registered(page, 1)
    assert "还剩 1 个名额" in html_of(client, "/training/")
    registered(page, 2)
    registered(page, 3)
    html = html_of(client, "/training/")
    assert "名额已满，可以候补" in html
    assert "1 人候补" in html


@pytest.mark.clause("4.2.1.3")
def test_the_event_lists_its_standards_with_the_status_of_today(client: Client) -> None:
    StandardFactory(number="GB/T 19001—2008", title="旧版要求")
    StandardFactory(
        number="GB/T 19001—2016",
        title="新版要求",
        issued_on=day(-900),
        effective_on=day(-800),
        replaces=["GB/T 19001—2008"],
    )
    page = event(kind=Kind.STANDARDS)
    for number in ("GB/T 19001—2008", "GB/T 19001", "GB/T 99999—2099"):
        page.standard_links.add(TrainingStandard(number=number))
    page.save_revision().publish()
    html = html_of(client, page.url)
    assert "badge--replaced" in html
    assert "已被 GB/T 19001—2016 代替" in html
    assert html.count("新版要求") >= 1
    assert "badge--current" in html
    assert "本站目录暂无" in html


def test_the_address_of_the_meeting_is_for_participants_only(client: Client) -> None:
    secret = "https://meeting.example.com/room-42"
    page = event(join_url=secret, join_note="会议号 42", place="")
    for path in ("/training/", page.url, f"{page.url}calendar/", "/training/calendar/", "/training/feed/"):
        body = html_of(client, path)
        assert "room-42" not in body
        assert "会议号" not in body


def test_machines_read_the_event(client: Client) -> None:
    page = event("结构化培训")
    html = html_of(client, page.url)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    data = json.loads(found[1])
    assert data["@type"] == "EducationEvent"
    assert data["startDate"] == page.starts_at.isoformat()
    assert data["location"][0]["name"] == "示例会议室"
    assert data["remainingAttendeeCapacity"] == 10
    for tag in ('property="og:title" content="结构化培训"', 'name="ArticleTitle"', 'name="PubDate"'):
        assert tag in html


def test_an_event_that_is_called_off_says_so_everywhere(client: Client) -> None:
    page = event("取消的培训", called_off=True, called_off_note="老师生病，改期另行通知")
    html = html_of(client, page.url)
    assert "老师生病" in html
    assert "EventCancelled" in html
    aside = BeautifulSoup(html, "html.parser").select_one("aside .card")
    assert aside is not None
    assert "活动已取消" in aside.get_text()
    assert aside.select_one("a")["href"] == "/training/"  # type: ignore[index]
    assert "register/" not in html
    assert "STATUS:CANCELLED" in html_of(client, f"{page.url}calendar/")
    assert "<title>取消的培训（已取消）</title>" in html_of(client, "/training/feed/")


def test_the_calendar_feed_holds_every_session_and_reads_back(client: Client) -> None:
    page = event("日历培训", sessions=2)
    event("很久以前", days=-200)
    calendar = Calendar.from_ical(client.get("/training/calendar/").content)
    entries = calendar.walk("VEVENT")
    assert [str(entry["SUMMARY"]) for entry in entries] == ["日历培训"] * 2
    assert entries[0]["DTSTART"].dt == page.session_list[0].starts_at.replace(microsecond=0)
    assert str(entries[0]["URL"]).endswith(page.url)


def test_files_are_named_after_an_event_whose_address_is_chinese(admin_client: Client) -> None:
    page = event(slug="产品标识培训")
    row = registered(page)
    for address in (
        f"{page.url}calendar/",
        f"{tokens.own_url(row)}event.ics",
        f"/admin/training/{page.pk}/export.csv",
    ):
        header = admin_client.get(address)["Content-Disposition"]
        assert header.startswith("attachment; filename*=utf-8''"), address
    calendar = Calendar.from_ical(admin_client.get("/training/calendar/").content)
    assert str(calendar.walk("VEVENT")[0]["url"]).isascii()


def test_the_news_feed_names_event_time_and_place(client: Client) -> None:
    event("订阅里的培训")
    response = client.get("/training/feed/")
    assert response["Content-Type"].startswith("application/rss+xml")
    assert "订阅里的培训" in response.content.decode()
    assert "示例会议室" in response.content.decode()


def test_materials_stand_there_with_their_text(client: Client) -> None:
    page = event(days=-5)
    page.materials.add(TrainingMaterial(title="讲义", text="示例讲义全文"))
    page.save_revision().publish()
    html = html_of(client, page.url)
    assert "讲义" in html
    assert "示例讲义全文" in html


def test_an_event_page_stays_true_only_until_its_next_change(client: Client) -> None:
    page = event(closes_at=timezone.now() + dt.timedelta(seconds=90))
    age = re.search(r"max-age=(\d+)", client.get(page.url)["Cache-Control"])
    assert age is not None
    assert 1 <= int(age[1]) <= 90


def test_drafts_and_private_events_are_nowhere(client: Client) -> None:
    page = event("还没发布的")
    page.unpublish()
    for path in ("/training/", "/training/calendar/", "/training/feed/"):
        assert "还没发布的" not in client.get(path).content.decode()
    assert client.get(page.url or f"{column().url}{page.slug}/").status_code == 404
