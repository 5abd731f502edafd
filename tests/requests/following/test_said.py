"""Words of a case's page that must agree with each other and read as people talk."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from onestop.requests.desks import standing
from onestop.requests.filing.tokens import case_url
from onestop.requests.following.pages import clocks, timelines
from onestop.requests.following.pages.page import sentences_of
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import Event
from onestop.tests.factories import requests as factory

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 11, 27, 2, tzinfo=dt.UTC)
SUNDAY = dt.date(2026, 11, 29)


def test_clock_and_sentence_name_the_same_days_over_on_a_weekend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = factory.case(status=Status.SUBMITTED)
    case.stage, case.stage_since, case.stage_due_on = Stage.ACCEPT, FRIDAY, FRIDAY.date()
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *moment: real(*moment) if moment else SUNDAY)
    clock = clocks.drawn(case, [])
    assert clock is not None
    assert f"{clock.before} {clock.number} {clock.after}" == standing.due_of(case).words
    assert clock.number != "0"


def test_whoever_files_without_an_account_is_the_enterprise_to_the_parties() -> None:
    assert timelines.who(Event(role=Role.VISITOR)) == Role.ENTERPRISE.label


def test_a_date_in_a_text_stays_on_one_line_and_everything_else_is_escaped() -> None:
    page = Template("{% load onestop %}{{ text|unbroken_days|linebreaksbr }}")
    said = page.render(Context({"text": "<b>由 2026-11-27\n顺延"}))
    assert said == '&lt;b&gt;由 <span class="nobr">2026-11-27</span><br>顺延'


def test_what_is_wrong_with_a_field_is_said_as_at_the_window(client: Client) -> None:
    case = factory.case(status=Status.SUBMITTED)
    page = client.post(f"{case_url(case)}do/withdraw/", {"reason": "字" * 5000}).content
    wrong = BeautifulSoup(page, "html.parser").select_one("[role=alert]")
    assert wrong is not None
    assert "请写短一些" in wrong.text


def test_a_day_that_is_over_is_not_promised_any_more() -> None:
    case = factory.case(status=Status.SUBMITTED, stage=Stage.ACCEPT, stage_due_on=timezone.localdate())
    assert "前告诉您" in sentences_of(case, "")[1]
    case.stage_due_on -= dt.timedelta(3)
    assert "已经超期" in sentences_of(case, "")[1]
    assert "前告诉您" not in sentences_of(case, "")[1]


def test_no_day_nought_is_counted() -> None:
    case = factory.case(status=Status.SUBMITTED, stage=Stage.ACCEPT, stage_since=timezone.now())
    case.stage_due_on = clock.add_working_days(timezone.localdate(), 2)
    drawn = clocks.drawn(case, [])
    assert drawn is not None
    assert (drawn.number, drawn.sentence) == ("", "从下一个工作日起算，共 2 个工作日。")
