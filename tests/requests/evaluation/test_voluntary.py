"""Nobody owes an evaluation, so nobody is late with it: on no desk, in no filter (clause 5.2)."""

import datetime as dt

import pytest

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.desks import standing
from onestop.requests.desks.queue import views_of
from onestop.requests.evaluation.models import EvaluationInvitation
from onestop.requests.following.pages import clocks, ical
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import ServiceRequest, SLAPolicy, TimeLimit
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories.requests_evaluation import completed

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.2")]


def asked(days: int) -> ServiceRequest:
    """Return a case whose time for evaluation ends in some days."""
    case = make.case(Status.TO_EVALUATE, stage=Stage.EVALUATE, stage_since=timezone.now())
    case.stage_due_on = timezone.localdate() + dt.timedelta(days)
    case.save()
    return case


@pytest.mark.parametrize("days", [-3, 0, 1])
def test_no_list_calls_it_overdue_or_due(client: Client, days: int) -> None:
    case = asked(days)
    client.force_login(network.account("agent", roles.CENTRE_AGENT, network.centre()))
    index = reverse("requests_cases_modeladmin_index")
    for due in ("late", "today", "soon"):
        assert list(client.get(index, {"view": "all", "due": due}).context["object_list"]) == []
    assert list(client.get(index, {"view": "late"}).context["object_list"]) == []
    assert list(client.get(index, {"view": "all"}).context["object_list"]) == [case]
    rows, today = ServiceRequest.objects.all(), timezone.localdate()
    assert not rows.overdue().exists()
    assert not rows.due_on(case.stage_due_on).exists()
    assert not rows.filter(views_of.late()).exists()
    assert not case.is_overdue(today)
    assert standing.due_of(case).state == ""


@pytest.mark.parametrize(("days", "said"), [(5, "自愿填写"), (-3, "自愿填写")])
def test_the_page_of_staff_says_so_neutrally(client: Client, days: int, said: str) -> None:
    case = asked(days)
    client.force_login(network.account("agent", roles.CENTRE_AGENT, network.centre()))
    page = client.get(reverse("requests_case_desk", args=[case.number])).content.decode()
    assert said in page
    assert f"{case.stage_due_on:%Y-%m-%d}" in page
    for wrong in ("超期", "超过", "逾期"):
        assert wrong not in page
    assert clocks.drawn(case, []) is None


def test_the_link_works_until_the_end_of_the_day_that_is_named() -> None:
    policy = SLAPolicy.objects.create(name="示例时限", valid_from="2026-01-01")
    TimeLimit.objects.create(policy=policy, stage=Stage.EVALUATE, days=15, calendar_days=False)
    case = completed(network.centre(), policy=policy)
    until = timezone.localtime(EvaluationInvitation.objects.get(case=case).expires_at)
    assert until.date() == case.stage_due_on == clock.add_working_days(timezone.localdate(), 15)
    assert until.time() == dt.time(23, 59, 59)


def test_the_enterprise_reads_that_it_may_and_not_that_it_must(client: Client) -> None:
    own = make.enterprise()
    case = asked(5)
    ServiceRequest.objects.update(enterprise=own)
    client.force_login(make.member("own", own))
    room = client.get("/my/").content.decode()
    assert "等您处理" not in room
    assert "自愿" in room
    assert "room__count" not in room
    dates = ical.of_cases([(case, "/x/")], "x").decode()
    assert "等您处理" not in dates.replace("\r\n ", "")
    assert "可以评价" in dates.replace("\r\n ", "")
    client.logout()
    client.post("/requests/track/", {"number": case.number, "tail": make.PHONE[-4:]})
    assert "下一步最晚" not in client.get("/requests/track/").content.decode()
