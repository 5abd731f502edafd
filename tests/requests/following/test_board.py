"""The public board, its table and API: right at once, and without a word of anybody (clause 4.3.4.1)."""

import csv
import datetime as dt
import io
from typing import Any

import pytest

from django.test import Client
from django.utils import timezone

from onestop.requests.following import figures
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Stage, Status, Visibility
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.3.4.1")]

SECRETS = {
    "enterprise_name": "隐名矿业有限公司",
    "contact_name": "欧阳示例",
    "phone": "19900004321",
    "email": "secret@example.org",
    "description": "绝密配方的检测",
    "item_title": "绝密自拟事项",
    "office_reason": "绝密理由",
    "important_reason": "绝密重点",
}
ADDRESSES = ("/progress/", "/progress/progress.csv", "/api/v1/progress/", "/progress/figures/", "/")


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return str(body.decode())


def test_no_name_no_contact_no_word_stands_on_it(client: Client) -> None:
    """4.3.4.1 ③."""
    for status in (Status.SUBMITTED, Status.SERVING, Status.COMPLETED):
        factory.case(status, **SECRETS)
    for address in ADDRESSES:
        text = text_of(client, address)
        assert [value for value in SECRETS.values() if value in text] == [], address
        assert ServiceRequest.objects.latest("pk").number not in text, "the check character is the owner’s"


def test_a_step_is_on_the_board_at_once_with_its_time(client: Client) -> None:
    """4.3.4.1 ②."""
    case = factory.case(Status.SUBMITTED)
    assert "已收到" in text_of(client, "/progress/")
    answer = client.get("/progress/")
    assert "max-age=30" in answer["Cache-Control"], "a kept page is younger than a minute"
    ServiceRequest.objects.filter(pk=case.pk).update(status=Status.SERVING)
    text = text_of(client, "/progress/")
    assert "服务中" in text
    assert f"{timezone.localtime():%Y-%m-%d %H:}" in text


def test_it_lists_open_and_finished_and_totals_are_those_of_the_database(client: Client) -> None:
    """4.3.4.1 ⑤."""
    here, there = network.station(), network.station(name="另一站")
    for office, status in ((here, Status.SERVING), (here, Status.COMPLETED), (there, Status.SERVING)):
        factory.case(status, office=office)
    factory.case(Status.WITHDRAWN, office=there)
    factory.case(Status.DRAFT, office=there)
    factory.case(Status.SERVING, office=there, visibility=Visibility.PARTIES)
    public = ServiceRequest.objects.filter(visibility=Visibility.PUBLIC).exclude(status=Status.DRAFT)
    month = f"{timezone.localdate():%Y-%m}"
    asked = {
        "": public.count(),
        f"office={here.slug}": public.filter(office=here).count(),
        "state=open": public.filter(status=Status.SERVING).count(),
        "state=done": public.filter(status=Status.COMPLETED).count(),
        f"month={month}&office={there.slug}": public.filter(office=there).count(),
    }
    for query, expected in asked.items():
        assert client.get(f"/api/v1/progress/?{query}").json()["count"] == expected, query
        rows = list(csv.reader(io.StringIO(text_of(client, f"/progress/progress.csv?{query}"))))
        assert len(rows) - 1 == expected, query
        assert f"{expected} 件" in text_of(client, f"/progress/?{query}"), query
    assert client.get("/api/v1/progress/?month=2020-01").json()["count"] == 0


def test_a_choice_that_is_not_there_is_said_beside_its_field(client: Client) -> None:
    factory.case(Status.SERVING)
    for query in ("office=nowhere", "month=2026-13", "state=x", "item=%00"):
        answer = client.get(f"/progress/?{query}")
        assert answer.status_code == 400, query
        assert "field__error" in answer.content.decode(), query
        assert client.get(f"/progress/progress.csv?{query}").status_code == 400
    assert client.get("/progress/?page=999").status_code == 200
    assert client.get("/api/v1/progress/?state=x").status_code == 422


def test_marks_say_what_is_late(client: Client) -> None:
    today = timezone.localdate()
    yesterday = today - dt.timedelta(7)
    running: dict[str, Any] = {"stage": Stage.SERVE, "stage_since": timezone.now()}
    factory.case(Status.SERVING, stage_due_on=yesterday, **running)
    factory.case(Status.WAITING, stage_due_on=yesterday, **running)
    factory.case(Status.SERVING, stage_due_on=clock.add_working_days(today, 2), **running)
    factory.case(Status.COMPLETED, completed_at=timezone.now(), promised_on=yesterday)
    factory.case(Status.COMPLETED, completed_at=timezone.now(), promised_on=today)
    factory.case(Status.COMPLETED, completed_at=timezone.now())
    rows = client.get("/api/v1/progress/").json()["results"]
    assert [row["timing"] for row in rows] == [
        *("none", "done_in_time", "done_late", "in_time", "stopped", "overdue")
    ]
    text = text_of(client, "/progress/")
    for words in ("按时", "期限内", "停表"):
        assert words in text


def test_the_figures_of_the_month_have_their_n_and_none_is_a_dash(client: Client) -> None:
    assert "—" in text_of(client, "/progress/")
    today = timezone.localdate()
    for promised in (today, today, today - dt.timedelta(1)):
        factory.case(Status.COMPLETED, completed_at=timezone.now(), promised_on=promised)
    share = figures.in_time(figures.Span.month())
    assert (share.part, share.whole, share.words) == (2, 3, "66.7 %")
    assert "66.7 %" in text_of(client, "/progress/")
    assert figures.Share(0, 0).words == "—"
    assert figures.Share(1, 8).words == "12.5 %"
    assert figures.Share(1, 16).words == "6.3 %", "half up"


def test_three_figures_stand_at_home_once_there_are_any(client: Client) -> None:
    assert figures.of_home() == []
    assert "示例数据" not in text_of(client, "/progress/figures/")
    factory.case(Status.SERVING)
    factory.case(Status.COMPLETED, completed_at=timezone.now(), promised_on=timezone.localdate())
    assert [(each.value, each.note) for each in figures.of_home()] == [
        ("1", ""),
        ("1", ""),
        ("100.0 %", "n = 1"),
    ]
    factory.case(Status.SERVING, is_sample=True)
    assert [each.note for each in figures.of_home()] == ["示例数据", "示例数据", "n = 1 · 示例数据"]
    assert "示例数据" in text_of(client, "/progress/figures/")


def test_the_board_costs_few_queries_however_long_it_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(25):
        factory.case(Status.SERVING if number % 2 else Status.COMPLETED, completed_at=timezone.now())
    client.get("/progress/")
    with django_assert_max_num_queries(12):
        client.get("/progress/")
    with django_assert_max_num_queries(3):
        client.get("/api/v1/progress/")
