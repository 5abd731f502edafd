"""The lines of the admin's first page about cases: those that wait, and those that are watched."""

import datetime as dt
from typing import Any

import pytest

from django.contrib.auth import get_user
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from onestop.catalogue.organisations.models import StaffMember
from onestop.requests.desks import day, month, standing, turns
from onestop.requests.filing import refusing
from onestop.requests.serving import escalating
from onestop.requests.supervision.models import Dispute, Rectification
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.site.desk.tasks import Task, Urgency
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
QUEUE = "/admin/requests/cases/"


def tasks(user: Any) -> list[Task]:
    """Return the lines of an account."""
    request = RequestFactory().get("/")
    request.user = user
    return list(day.tasks(request))


def due(case: ServiceRequest, days: int) -> ServiceRequest:
    """Let a case be due in some days."""
    case.stage, case.stage_since = Stage.ACCEPT, timezone.now() - dt.timedelta(days=9)
    case.stage_due_on = timezone.localdate() + dt.timedelta(days)
    case.save()
    return case


def test_what_waits_leads_to_the_case_with_how_late_it_is() -> None:
    late, today = due(make.case(Status.SUBMITTED), -3), due(make.case(Status.SUBMITTED), 0)
    found = tasks(network.account("window", roles.WINDOW, late.office))
    urls = [reverse("requests_case_desk", args=[case.number]) for case in (late, today)]
    assert [(task.url, task.urgency) for task in found] == [
        (urls[0], Urgency.OVERDUE),
        (urls[1], Urgency.TODAY),
    ]


@pytest.mark.clause("4.3.4.1")
def test_a_clock_that_stands_still_names_no_day_that_is_over(client: Client) -> None:
    stopped, asked = due(make.case(Status.SAMPLE), -4), due(make.case(Status.RETURNED), 4)
    asked.stage = Stage.GAPS
    asked.save()
    day_of = {case: f"{case.stage_due_on:%Y-%m-%d}" for case in (stopped, asked)}
    said = {case: standing.sentence(case) for case in (stopped, asked)}
    assert [(day_of[case] in words, "停表" in words) for case, words in said.items()] == [
        (False, True),
        (True, True),
    ]
    client.force_login(network.account("station", roles.STATION_HEAD, stopped.office))
    rows = client.get(f"{QUEUE}?view=open").context["rows"]
    (row,) = [str(dict(cells)["due"]) for _state, cells in rows if str(stopped.number) in str(cells)]
    assert "停表" in row
    assert day_of[stopped] not in row


@pytest.mark.clause("4.3.2.3")
def test_the_head_is_asked_about_the_proposal_and_not_about_the_request() -> None:
    case = due(make.case(Status.SUBMITTED), 1)
    head = network.account("head", roles.CENTRE_HEAD, network.centre())
    clerk = Actor.of(network.account("window", roles.WINDOW, case.office), case)
    refusing.propose_refusal(case.pk, clerk, {"reason": "超出范围", "other_way": "请找知识产权局"})
    url = reverse("requests_case_desk", args=[case.number])
    (title,) = [task.title for task in tasks(head) if task.url == url]
    assert "决定是否不予受理" in title


def test_the_rest_is_one_line_that_leads_to_the_queue() -> None:
    station = network.station()
    for _number in range(day.MOST + 3):
        due(make.case(Status.SUBMITTED, office=station), 1)
    found = tasks(network.account("window", roles.WINDOW, station))
    assert len(found) == day.MOST + 1
    assert (found[-1].count, found[-1].number) == (3, day.MOST + 3)
    assert found[-1].url.endswith("?view=mine")


@pytest.mark.clause("4.3.2.3")
def test_what_came_to_an_outlet_waits_for_it(client: Client) -> None:
    outlet = network.outlet()
    case = due(make.case(Status.SUBMITTED, office=outlet), 1)
    user = network.account("outlet", roles.OUTLET, outlet)
    (line,) = tasks(user)
    assert line.url == reverse("requests_case_desk", args=[case.number])
    client.force_login(user)
    page = client.get(line.url)
    assert page.context["first"].name == "hand_over"  # it accepts none itself (matrix 5.3)
    for words in (str(line.title), page.content.decode()):
        assert "转给服务站或服务中心" in words
        assert "决定受不受理" not in words
    assert [view["label"] for view in client.get(QUEUE).context["views"] if view["is_chosen"]] == ["轮到我"]


def test_nothing_of_others() -> None:
    due(make.case(Status.SUBMITTED), -3)
    assert tasks(network.account("window", roles.WINDOW, network.station())) == []


@pytest.mark.clause("4.3.3.2")
def test_the_centre_is_told_of_what_was_escalated() -> None:
    case = due(make.case(Status.ESCALATED), 1)
    found = tasks(network.account("head", roles.CENTRE_HEAD, network.centre()))
    assert reverse("requests_case_desk", args=[case.number]) in [task.url for task in found]
    assert "已上报的需求" in [str(task.title) for task in found]


@pytest.mark.clause("4.3.3.2")
def test_what_the_centre_has_taken_over_waits_for_the_centre_and_not_for_the_station() -> None:
    station = network.station()
    window = network.account("window", roles.WINDOW, station)
    hands = StaffMember.objects.get(user=window)
    case = due(make.case(Status.MATCHING, office=station, handler=hands), 1)
    escalating.escalate(case.pk, make.acting(Role.STATION, window), {"reason": "站里没有这项能力"})
    escalating.take_over(case.pk, make.acting(Role.HEAD), {"reason": "由中心来办"})
    case.refresh_from_db()
    url = reverse("requests_case_desk", args=[case.number])
    centre = escalating.centre_of(case)
    assert centre is not None
    agent = network.account("agent", roles.CENTRE_AGENT, centre)
    assert [url in [task.url for task in tasks(user)] for user in (agent, window)] == [True, False]
    assert turns.holder(case) == centre.name


@pytest.mark.clause("5.1")
def test_what_is_to_be_put_right_waits_first_for_whoever_has_to_and_then_for_the_centre(
    client: Client,
) -> None:
    case = due(make.case(Status.RECTIFYING), 3)
    day = timezone.localdate() + dt.timedelta(5)
    days = {"answer_due_on": day, "due_on": day}
    row = Rectification.objects.create(case=case, opened_for="low", office=case.office, **days)
    url = reverse("requests_case_desk", args=[case.number])
    station = network.account("station", roles.STATION_HEAD, case.office)
    elsewhere = network.account("elsewhere", roles.STATION_HEAD, network.station())
    head = network.account("head", roles.CENTRE_HEAD)

    def waits() -> list[bool]:
        return [turns.is_for(user, case) for user in (station, elsewhere, head)]

    assert waits() == [True, False, False]
    assert turns.holder(case) == str(case.office)
    assert url in [task.url for task in tasks(station)]
    client.force_login(station)
    page = client.get(url)
    assert page.context["first"].name == "rectification_answered"
    assert "说明问题原因和整改措施" in page.content.decode()
    row.answered_at, row.cause, row.measure = timezone.now(), "示例", "示例"
    row.save()
    fresh = ServiceRequest.objects.get(pk=case.pk)
    assert waits() == [False, False, True]
    assert turns.holder(fresh) == "服务中心"


@pytest.mark.clause("5.1")
def test_the_authority_sees_where_cases_are_late_and_what_is_to_be_put_right() -> None:
    one, other = network.station(), network.station()
    for days in (-3, -1):
        due(make.case(Status.SUBMITTED, office=one), days)
    due(make.case(Status.SUBMITTED, office=other), -2)
    due(make.case(Status.SUBMITTED, office=other), 4)
    wrong, later = make.case(Status.RECTIFYING, office=one), make.case(Status.RECTIFYING, office=other)
    today = timezone.localdate()
    for case, until in ((wrong, today - dt.timedelta(2)), (later, today + dt.timedelta(2))):
        days = {"answer_due_on": until, "due_on": until}
        Rectification.objects.create(case=case, opened_for="low", office=case.office, **days)
    disputed = make.case(Status.SERVING, office=one)
    Dispute.objects.create(case=disputed, number="JF-1", other_party=one, method="advisory", claim="示例")
    found = {str(task.title): task for task in tasks(network.account("authority", roles.SUPERVISOR))}
    queue = reverse("requests_cases_modeladmin_index")
    first = found[f"超期办件：{one}"]
    assert (first.count, first.url) == (2, f"{queue}?view=late&office={one.pk}")
    assert first.due == today - dt.timedelta(3)
    assert found[f"超期办件：{other}"].count == 1
    assert found[f"整改逾期：{one}"].url == reverse("requests_case_desk", args=[wrong.number])
    register = reverse("requests_rectification_modeladmin_index")
    assert found["另有 1 项整改未完成"].url == f"{register}?progress=running"
    assert found["1 起争议在等对方表态"].url.endswith("?standing=asked")
    assert "超期的需求" not in found  # they stand there by office
    assert "新来的需求，还没有受理" not in found  # that is for the office, until it is late
    assert all(task.urgency != Urgency.WAITING for task in found.values())


@pytest.mark.clause("5.1")
def test_the_lists_of_the_authority_have_what_its_lines_count(client: Client) -> None:
    one, other = network.station(), network.station()
    mine = due(make.case(Status.SUBMITTED, office=one), -3)
    due(make.case(Status.SUBMITTED, office=other), -2)
    client.force_login(network.account("authority", roles.SUPERVISOR))
    line = next(each for each in tasks(get_user(client)) if str(each.title) == f"超期办件：{one}")
    assert [case.number for case in client.get(line.url).context["object_list"]] == [mine.number]


@pytest.mark.clause("5.1")
def test_the_register_shows_which_rectifications_run_are_late_or_finished(client: Client) -> None:
    user = network.account("authority", roles.SUPERVISOR)
    today, found = timezone.localdate(), {}
    for name, until in (("late", -2), ("running", 2), ("closed", -2)):
        case = make.case(Status.RECTIFYING)
        day_of = today + dt.timedelta(until)
        days = {"answer_due_on": day_of, "due_on": day_of}
        row = Rectification.objects.create(case=case, opened_for="low", office=case.office, **days)
        found[name] = row
    Rectification.objects.filter(pk=found["closed"].pk).update(
        closed_at=timezone.now(),
        verified_by=user,
        answered_at=timezone.now(),
        cause="示例",
        measure="示例",
        result="示例",
    )
    client.force_login(user)
    for name, row in found.items():
        page = client.get(f"{reverse('requests_rectification_modeladmin_index')}?progress={name}")
        assert list(page.context["object_list"]) == [row], name


@pytest.mark.clause("4.3.3.2")
def test_every_number_of_the_day_leads_to_a_list_of_so_many_and_counts_nothing_twice(client: Client) -> None:
    centre = network.centre()
    for days in (-3, -2, 4):
        due(make.case(Status.SUBMITTED, office=centre), days)
    for days in (-1, 4):
        due(make.case(Status.SUBMITTED, office=network.station()), days)
    due(make.case(Status.ESCALATED), 4)
    client.force_login(network.account("agent", roles.CENTRE_AGENT, centre))
    found = {task.title: task for task in tasks(get_user(client)) if "?view=" in task.url}
    assert {title: (task.count, task.number) for title, task in found.items()} == {
        "已超期的需求": (1, 3),
        "已上报的需求": (0, 1),
        "新来的需求，还没有受理": (2, 5),
    }
    for task in found.values():
        assert client.get(task.url).context["result_count"] == task.number


def test_the_authority_with_nothing_to_see_finds_no_line_of_requests(client: Client) -> None:
    user = network.account("authority", roles.SUPERVISOR)
    assert tasks(user) == []
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


def test_the_day_of_the_authority_asks_as_often_however_much_there_is(
    django_assert_max_num_queries: Any,
) -> None:
    user = network.account("authority", roles.SUPERVISOR)
    offices = day.MOST + 4
    for _number in range(offices):
        due(make.case(Status.SUBMITTED, office=network.station()), -3)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert len(tasks(user)) == offices


@pytest.mark.parametrize(
    ("role", "reads"),
    [(roles.SUPERVISOR, True), (roles.CENTRE_HEAD, True), (roles.WINDOW, False), (roles.AUDITOR, False)],
)
def test_the_month_stands_in_figures_for_head_and_authority(client: Client, role: str, reads: bool) -> None:
    make.case(Status.SERVING)
    client.force_login(network.account("somebody", role, network.station()))
    page = client.get("/admin/").content.decode()
    assert ("本月数据" in page) == reads
    assert [figure.value for figure in month.shown()] == ["1", "1", "0", "—", "—"]


@pytest.mark.parametrize("role", [roles.SYSTEM_ADMIN, roles.AUDITOR, roles.EDITORS])
def test_who_has_no_desk_has_no_lines(role: str) -> None:
    due(make.case(Status.SUBMITTED), -3)
    assert tasks(network.account("keeper", role)) == []
