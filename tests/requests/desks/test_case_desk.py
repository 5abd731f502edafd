"""The page of a case in the admin, as each role sees it, and the one view behind all its actions."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.catalogue.organisations.models import Organisation
from onestop.requests.archives import retention
from onestop.requests.enterprises.models import AccessLog
from onestop.requests.filing import services as filing
from onestop.requests.matching import services as matching
from onestop.requests.matching.models import CandidateList
from onestop.requests.serving import services as serving
from onestop.requests.serving.models import RecordKind
from onestop.requests.supervision.models import Dispute
from onestop.requests.workflow import events
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories.requests_matching import (
    AGENT,
    ENTERPRISE,
    laboratory,
    matching_case,
    offered_to,
    person_of,
    served_here,
    taken_by,
)

pytestmark = pytest.mark.django_db
SECRET = "只给工作人员看的话"


def desk(case: ServiceRequest, action: str = "") -> str:
    """Return the address of a case's page, or of one of its actions."""
    if action:
        return reverse("requests_desk_action", args=[case.number, action])
    return reverse("requests_case_desk", args=[case.number])


def office(case: ServiceRequest) -> Organisation:
    """Return the office of a case."""
    assert case.office is not None
    return case.office


@pytest.fixture
def station(client: Client) -> tuple[Client, ServiceRequest, Any]:
    """A submitted case, and the head of its station signed in."""
    case = make.case(Status.SUBMITTED)
    user = network.account("station", roles.STATION_HEAD, office(case))
    client.force_login(user)
    return client, case, user


@pytest.mark.clause("4.3.4.1")
def test_says_who_holds_it_and_what_is_next(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    page = client.get(desk(case)).content.decode()
    assert case.number in page
    assert case.description in page
    assert f"轮到{case.office}" in page
    assert "决定受不受理" in page


def test_shows_the_one_right_next_action_first(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    context = client.get(desk(case)).context
    assert context["first"].name == "accept"
    assert "return" in [action.name for action in context["steps"]]


def test_proposes_nobody_where_nobody_was_found(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _place = station
    ServiceRequest.objects.filter(pk=case.pk).update(status=Status.MATCHING)
    CandidateList.objects.create(case=case, rows=[])
    assert client.get(desk(case)).context["first"].name == "serve_ourselves"
    answer = client.get(desk(case, "propose"))
    page = BeautifulSoup(answer.content, "html.parser")
    assert "没有查到能推荐的机构" in answer.content.decode()
    assert page.select_one("form.rq-form") is None
    ways = [each["href"] for each in page.select("main .rq-buttons a")]
    assert ways == [*(desk(case, name) for name in ("serve_ourselves", "escalate", "look_again")), desk(case)]


@pytest.mark.clause("4.2.5.2")
def test_the_candidates_stay_to_be_read_with_points_and_reasons_by_staff_alone(client: Client) -> None:
    lab, hint = laboratory("甲检测"), laboratory("乙检测", standard="GB/T 5009.3—2016")
    case = matching_case(status=Status.ACCEPTED)
    matching.begin_matching(case.pk, AGENT, {})
    case = offered_to(lab, case)
    client.force_login(network.account("station", roles.STATION_HEAD, office(case)))
    page = client.get(desk(case)).content.decode()
    assert "查找结果" in page
    assert hint.name in page
    assert "其他年版" in page
    client.force_login(person_of(lab).user)
    assert hint.name not in client.get(desk(case)).content.decode()


def test_how_somebody_made_sure_of_a_hint_is_read_by_staff_alone(client: Client) -> None:
    lab = laboratory("乙检测", standard="GB/T 5009.3—2016")
    case = matching_case()
    matching.propose(case.pk, AGENT, {"provider": lab, "how_confirmed": "电话问过，已经扩项"})
    matching.consent(case.pk, ENTERPRISE, {"agree": True})
    client.force_login(network.account("station", roles.STATION_HEAD, office(case)))
    assert "电话问过，已经扩项" in client.get(desk(case)).content.decode()
    client.force_login(person_of(lab).user)
    assert "电话问过，已经扩项" not in client.get(desk(case)).content.decode()


def test_nobody_is_said_to_have_given_back_what_the_enterprise_withdrew(client: Client) -> None:
    case = taken_by(laboratory("甲检测"))
    filing.withdraw(case.pk, ENTERPRISE, {})
    client.force_login(network.account("station", roles.STATION_HEAD, office(case)))
    for url in (desk(case), reverse("requests_desk_print", args=[case.number])):
        page = client.get(url).content.decode()
        assert "企业撤回了需求" in page
        assert "退回原因" not in page


def test_shows_no_contact_unasked(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    page = client.get(desk(case)).content.decode()
    assert make.PHONE not in page
    assert case.contact_name not in page
    assert not AccessLog.objects.exists()


@pytest.mark.clause("6.3")
def test_shows_the_contact_when_asked_and_writes_it_down(
    station: tuple[Client, ServiceRequest, Any],
) -> None:
    client, case, user = station
    url = reverse("requests_desk_contact", args=[case.number])
    assert client.get(url).status_code == 405
    answer = client.post(url)
    assert make.PHONE in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert AccessLog.objects.get().user == user


@pytest.mark.clause("6.3")
def test_offers_no_look_at_a_contact_that_was_erased(client: Client) -> None:
    case = make.case(Status.WITHDRAWN)
    retention.erase_contacts(case.pk, Actor.holder())
    client.force_login(network.account("agent", roles.CENTRE_AGENT, network.centre()))
    page = client.get(desk(case)).content.decode()
    assert "联系方式已删除。" in page
    assert reverse("requests_desk_contact", args=[case.number]) not in page


@pytest.mark.clause("6.3")
def test_asks_the_supervisor_why(client: Client) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(network.account("supervisor", roles.SUPERVISOR))
    url = reverse("requests_desk_contact", args=[case.number])
    assert make.PHONE not in client.post(url, {"reason": ""}).content.decode()
    assert not AccessLog.objects.exists()
    assert make.PHONE in client.post(url, {"reason": "抽查"}).content.decode()
    assert AccessLog.objects.get().reason == "抽查"


@pytest.mark.clause("6.3")
@pytest.mark.parametrize("action", ["", "accept"])
def test_another_offices_case_is_not_there(client: Client, action: str) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(network.account("other", roles.STATION_HEAD, network.station()))
    assert client.get(desk(case, action)).status_code == 404
    assert client.post(desk(case, action)).status_code == 404


@pytest.mark.parametrize("role", [roles.SYSTEM_ADMIN, roles.AUDITOR, roles.EDITORS, ""])
def test_who_has_no_desk_finds_nothing(client: Client, role: str) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(network.account("nobody", role))
    assert client.get(desk(case)).status_code == 404


def test_a_superuser_is_no_reader(admin_client: Client) -> None:
    case = make.case(Status.SUBMITTED)
    assert admin_client.get(desk(case)).status_code == 404


def test_refuses_what_the_role_may_not_do_with_the_reason(
    station: tuple[Client, ServiceRequest, Any],
) -> None:
    client, case, _user = station
    answer = client.post(desk(case, "refuse"), {"reason": "x", "other_way": "y"})
    case.refresh_from_db()
    assert answer.status_code == 403
    assert "您的角色" in answer.content.decode()
    assert case.status == Status.SUBMITTED


def test_refuses_what_is_not_possible_any_more_with_the_reason(client: Client) -> None:
    case = make.case(Status.SERVING)
    client.force_login(network.account("station", roles.STATION_HEAD, office(case)))
    answer = client.post(desk(case, "accept"))
    assert answer.status_code == 409
    assert "服务中" in answer.content.decode()


def test_an_unknown_action_is_not_there(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    assert client.get(desk(case, "delete")).status_code == 404


def test_asking_changes_nothing(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    before = Event.objects.count(), ServiceRequest.objects.values().get()
    for action in ("", "accept", "return", "hand_over", "assigned", "message"):
        assert client.get(desk(case, action)).status_code == 200
    assert (Event.objects.count(), ServiceRequest.objects.values().get()) == before


def test_asks_to_choose_in_words(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    network.station()
    page = BeautifulSoup(client.get(desk(case, "hand_over")).content, "html.parser")
    assert [each.get_text() for each in page.select("select[name=office] option[value='']")] == ["请选择"]


def test_does_an_action_and_leads_back(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    answer = client.post(desk(case, "return"), {"gaps": "营业执照\n样品照片"})
    case.refresh_from_db()
    assert answer["Location"] == desk(case)
    assert case.status == Status.RETURNED


def test_a_second_press_of_the_same_button_does_nothing(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    typed = {"text": SECRET, "press": client.get(desk(case, "noted")).context["press"]}
    for _press in range(2):
        assert client.post(desk(case, "noted"), typed).status_code == 302
    assert Event.objects.filter(case=case, name="noted").count() == 1
    client.post(desk(case, "noted"), {**typed, "press": "another"})
    assert Event.objects.filter(case=case, name="noted").count() == 2
    gaps = {"press": "one", "gaps": "营业执照"}
    assert [client.post(desk(case, "return"), gaps).status_code for _press in range(2)] == [302, 302]


def test_keeps_what_was_typed_when_something_is_missing(
    station: tuple[Client, ServiceRequest, Any],
) -> None:
    client, case, _user = station
    answer = client.post(desk(case, "propose_refusal"), {"reason": "超出范围", "other_way": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "超出范围" in page
    assert Event.objects.filter(name="propose_refusal").count() == 0


def test_leads_to_the_list_once_the_case_is_somebody_elses(
    station: tuple[Client, ServiceRequest, Any],
) -> None:
    client, case, _user = station
    other = network.station()
    answer = client.post(desk(case, "hand_over"), {"office": other.pk, "reason": "在那边更近"})
    assert answer["Location"] == reverse("requests_cases_modeladmin_index")
    assert client.get(desk(case)).status_code == 404


@pytest.mark.clause("6.2")
def test_shows_what_the_service_record_holds(client: Client) -> None:
    case = served_here(clause="4.2.2.2", kind=RecordKind.CONSULTATION)
    serving.fill_in(case.pk, AGENT, {"f_question": "怎么做内审", "f_way": "phone"})
    client.force_login(network.account("head", roles.CENTRE_HEAD))
    page = BeautifulSoup(client.get(desk(case)).content, "html.parser")
    facts = {each.dt.get_text(): each.dd.get_text() for each in page.select("#rq-records ~ dl > div")}
    assert facts["问题"] == "怎么做内审"
    assert facts["方式"] == "电话"
    assert "依据" not in facts


@pytest.mark.clause("4.3.4.1")
def test_says_of_what_each_was_told(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _user = station
    told = BeautifulSoup(client.get(desk(case)).content, "html.parser").select("#rq-notices + ul b")
    assert "新需求" in [each.get_text() for each in told]


def test_notes_of_staff_are_for_staff(client: Client) -> None:
    case = make.case(Status.SUBMITTED)
    head = network.account("head", roles.CENTRE_HEAD)
    events.record(case, "noted", make.acting(make.Role.AGENT, head), make.Role.AGENT, text=SECRET)
    client.force_login(head)
    assert SECRET in client.get(desk(case)).content.decode()


@pytest.mark.clause("5.6")
def test_a_station_reads_the_disputes_of_its_own_cases_and_of_no_others(client: Client) -> None:
    mine, other = network.station(), network.station()
    here, there = (make.case(Status.SERVING, office=place) for place in (mine, other))
    for number, case in (("JF-HERE", here), ("JF-THERE", there)):
        Dispute.objects.create(
            case=case,
            number=number,
            other_party=network.provider(),
            method="advisory",
            claim=f"{number} 的诉求",
        )
    elsewhere = make.case(Status.SERVING, office=mine)
    client.force_login(network.account("station", roles.STATION_HEAD, mine))
    page = client.get(desk(here)).content.decode()
    assert "JF-HERE" in page
    assert "JF-HERE 的诉求" in page
    assert "JF-THERE" not in page
    assert "JF-" not in client.get(desk(elsewhere)).content.decode()
    assert client.get(desk(there)).status_code == 404


@pytest.mark.parametrize("action", ["", "accept", "hand_over"])
def test_a_page_says_what_it_is_once(station: tuple[Client, ServiceRequest, Any], action: str) -> None:
    client, case, _user = station
    page = BeautifulSoup(client.get(desk(case, action)).content, "html.parser")
    (heading,) = page.find_all("h1")
    trail = page.select_one(".w-breadcrumbs")
    assert trail is not None
    assert case.number in trail.get_text()
    assert heading.get_text(strip=True) not in trail.get_text()


@pytest.mark.clause("4.2.4.3")
def test_a_step_is_chosen_by_a_link_and_named_in_the_timeline_by_what_it_was(client: Client) -> None:
    case = served_here(clause="4.2.4.3", kind=RecordKind.AGENCY)
    client.force_login(network.account("chief", roles.CENTRE_AGENT, office(case)))
    url = desk(case, "step")
    asked = BeautifulSoup(client.get(url).content, "html.parser")
    links = {each.get_text(): str(each["href"]) for each in asked.select(".rq-list a")}
    assert links["送出"] == "?step=sent"
    assert not asked.select("form .rq-button, [name^=f_]")
    one = BeautifulSoup(client.get(f"{url}?step=received").content, "html.parser")
    assert [each["name"] for each in one.select("[name^=f_]")] == ["f_person"]
    lacking = client.post(f"{url}?step=received", {"step": "received"})
    assert lacking.status_code == 422
    assert 'name="f_person"' in lacking.content.decode()
    client.post(f"{url}?step=received", {"step": "received", "f_person": "示例经手人", "text": "包装完好"})
    line = BeautifulSoup(client.get(desk(case)).content, "html.parser").select_one(".rq-timeline li")
    assert line is not None
    assert line.b is not None
    assert line.b.get_text() == "收样（从企业收取）"
    assert "示例经手人" in line.get_text()
    assert line.get_text().count("收样") == 1


def test_who_comes_too_late_with_an_extension_is_told_that_the_time_is_over(
    station: tuple[Client, ServiceRequest, Any],
) -> None:
    client, case, _user = station
    over = timezone.localdate() - dt.timedelta(days=3)
    ServiceRequest.objects.filter(pk=case.pk).update(stage=Stage.ACCEPT, stage_due_on=over)
    answer = client.post(desk(case, "extended"), {"days": "1", "reason": "排期"})
    assert answer.status_code == 409
    assert "时限已" in answer.content.decode()


def test_no_other_form_offers_another_step(station: tuple[Client, ServiceRequest, Any]) -> None:
    client, case, _place = station
    ServiceRequest.objects.filter(pk=case.pk).update(status=Status.MATCHING)
    assert "换一个环节" not in client.get(desk(case, "propose")).content.decode()
