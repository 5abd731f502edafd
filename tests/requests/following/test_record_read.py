"""What is read of a service: its record once it has ended, and what was asked for (matrix 5.3; 6.2)."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.filing import services as filing
from onestop.requests.filing.tokens import case_url
from onestop.requests.matching import services as matching
from onestop.requests.serving import records, services
from onestop.requests.serving.models import RecordKind
from onestop.requests.workflow.choices import Role, Status
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.experts import make_expert
from onestop.tests.factories.requests import acting

pytestmark = [pytest.mark.django_db]

ADVICE = "压榨温度装自动控制"
ASKED = {"standard": make.STANDARD, "product": "哈密瓜干", "parameter": "水分", "equipment": "压力容器"}


def text_of(client: Client, url: str) -> str:
    """Return the words of a page."""
    return BeautifulSoup(client.get(url).content, "html.parser").text


@pytest.mark.clause("4.2.2.1")
@pytest.mark.clause("4.3.3.2")
def test_the_enterprise_reads_the_record_of_its_service_once_it_has_ended(client: Client) -> None:
    case = make.served_here(clause="4.2.2.1", kind=RecordKind.DIAGNOSIS)
    said = {"f_scope": "压榨车间", "f_problems": "温度失控", "f_severity": "severe", "f_advice": ADVICE}
    services.enter(case.pk, make.AGENT, {"text": "到现场看过。"})
    services.fill_in(case.pk, make.AGENT, said)
    assert ADVICE not in text_of(client, case_url(case))
    ended = {"result": "诊断完成", "solved": True, "f_follow_up_on": make.day(20)}
    services.complete(
        case.pk, make.AGENT, {**ended, "charged": True, "charged_by": "示例检测一所", "amount": "300"}
    )
    page = text_of(client, case_url(case))
    for words in (ADVICE, "温度失控", "严重", "质量诊断", "300", "由示例检测一所收取"):
        assert words in page


def test_of_a_service_that_was_cut_short_nobody_says_that_it_was_free() -> None:
    case = make.served_here()
    services.enter(case.pk, make.AGENT, {"text": "看过。"})
    filing.withdraw(case.pk, make.ENTERPRISE, {})
    (record,) = case.records.all()
    assert record.ended_at
    assert records.fee(record) == []


@pytest.mark.clause("4.2.5.2")
def test_what_was_asked_for_exactly_is_read_by_who_is_to_do_it(client: Client) -> None:
    lab = make.laboratory("示例检测一所")
    case = make.offered_to(lab, make.matching_case(details=ASKED))
    client.force_login(make.person_of(lab).user)
    for page in (
        text_of(client, reverse("requests_case_desk", args=[case.number])),
        text_of(client, reverse("requests_desk_print", args=[case.number])),
        text_of(Client(), case_url(case)),
    ):
        for words in ASKED.values():
            assert words in page


@pytest.mark.clause("6.3")
def test_an_expert_to_whom_nothing_was_agreed_does_not_read_it(client: Client) -> None:
    asked: Any = make_expert("示例专家", user=network.account("expert", roles.EXPERT))
    case = make.matching_case(status=Status.ACCEPTED, details=ASKED)
    matching.ask_expert(case.pk, make.AGENT, {"expert": asked.pk, "question": "应当依据哪项标准？"})
    client.force_login(asked.user)
    page = text_of(client, reverse("requests_case_desk", args=[case.number]))
    assert "应当依据哪项标准？" in page
    assert not [words for words in ASKED.values() if words in page]


@pytest.mark.clause("6.2")
def test_a_correction_says_what_it_corrects_and_why_and_what_was_late_is_marked(client: Client) -> None:
    case = make.served_here()
    moment = timezone.now() - dt.timedelta(days=2)
    late = {"text": "收样 3 件", "happened_at": moment, "late_reason": "现场没有网络"}
    wrong = services.enter(case.pk, make.AGENT, late)
    said = {"event": wrong.sequence, "text": "收样 2 件", "reason": "数错了"}
    services.correct(case.pk, acting(Role.HEAD), said)
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    for page in (
        text_of(Client(), case_url(case)),
        text_of(client, reverse("requests_case_desk", args=[case.number])),
        text_of(client, reverse("requests_desk_print_record", args=[case.number, case.records.get().pk])),
    ):
        for words in ("数错了", f"{timezone.localtime(moment):%Y-%m-%d %H:%M}", "现场没有网络", "收样 3 件"):
            assert words in page


@pytest.mark.clause("4.2.6.1")
def test_each_step_stands_on_the_timeline_of_the_enterprise_by_its_own_name(client: Client) -> None:
    case = make.served_here(clause="4.2.6.1")
    said = {"f_inspectors": "王检", "f_finding": "passed", "text": "一次通过"}
    services.take_step(case.pk, make.AGENT, {"step": "inspection", **said})
    page = BeautifulSoup(client.get(case_url(case)).content, "html.parser")
    line = next(each for each in page.select(".timeline li") if "王检" in each.text)
    assert line.select_one("b").text == "现场检验"
    assert line.select_one("p").text == "检验人员：王检；检验结论：合格一次通过"
