"""The queue: everybody's own cases, whose turn it is, found by anything, moved together, taken away."""

import csv
import datetime as dt
import io
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.desks.queue.filters import StageFilter
from onestop.requests.enterprises.models import AccessLog, ConsentRecord, Purpose
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.table import TABLE
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db
CODE = "91650502000000001A"


def queue(**asked: str) -> str:
    """Return the address of the queue."""
    pairs = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("requests_cases_modeladmin_index") + (f"?{pairs}" if pairs else "")


def numbers(client: Client, **asked: str) -> list[str]:
    """Return the numbers that a list shows."""
    return [case.number for case in client.get(queue(**asked)).context["object_list"]]


def late(case: ServiceRequest, stage: str = Stage.ACCEPT, days: int = 3) -> ServiceRequest:
    """Let a stage of a case be overdue since some days."""
    case.stage, case.stage_since = stage, timezone.now() - dt.timedelta(days=days + 5)
    case.stage_due_on = timezone.localdate() - dt.timedelta(days=days)
    case.save()
    return case


def offered_to(case: ServiceRequest, provider: Any, outcome: str = Outcome.ASKED) -> Match:
    """Hand a case to an institution."""
    consent = ConsentRecord.objects.create(case=case, purpose=Purpose.HAND_OVER, receiver=provider)
    return Match.objects.create(
        case=case, method=Method.PROVIDER, provider=provider, outcome=outcome, consent=consent
    )


@pytest.fixture
def agent(client: Client) -> Client:
    """An agent of the centre, signed in."""
    client.force_login(network.account("agent", roles.CENTRE_AGENT, network.centre()))
    return client


@pytest.mark.clause("6.3")
def test_a_station_sees_its_own_cases_only(client: Client) -> None:
    mine, other = network.station(), network.station()
    here, _there = make.case(Status.SUBMITTED, office=mine), make.case(Status.SUBMITTED, office=other)
    client.force_login(network.account("station", roles.STATION_HEAD, mine))
    assert numbers(client, view="all") == [here.number]


@pytest.mark.clause("6.3")
def test_an_institution_sees_what_was_handed_to_it(client: Client) -> None:
    provider, other = network.provider(), network.provider()
    mine, theirs, asked = (make.case(Status.OFFERED), make.case(Status.OFFERED), make.case(Status.CONSENT))
    offered_to(mine, provider)
    offered_to(theirs, other)
    offered_to(asked, provider, Outcome.PROPOSED)
    client.force_login(network.account("provider", roles.PROVIDER, provider))
    assert numbers(client, view="all") == [mine.number]
    assert numbers(client) == [mine.number]


@pytest.mark.parametrize("role", [roles.WINDOW, roles.PROVIDER, roles.SUPERVISOR, roles.CENTRE_HEAD])
def test_a_request_is_looked_for_on_the_first_page(client: Client, role: str) -> None:
    place = network.provider() if role == roles.PROVIDER else network.station()
    client.force_login(network.account("somebody", role, place))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    form = page.select_one("form[role=search][method=post]")
    assert form is not None
    assert form["action"] == queue()
    assert form.select_one("[name=csrfmiddlewaretoken]")
    answer = client.post(str(form["action"]), {"q": make.PHONE})
    assert make.PHONE not in answer["Location"]


@pytest.mark.parametrize("role", [roles.EDITORS, roles.AUDITOR, roles.SYSTEM_ADMIN])
def test_who_has_no_desk_is_offered_no_search_for_requests(client: Client, role: str) -> None:
    client.force_login(network.account("somebody", role))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    assert page.select_one("form[role=search][method=post]") is None


def test_begins_with_what_waits_for_the_person(client: Client) -> None:
    station = network.station()
    mine = make.case(Status.SUBMITTED, office=station)
    make.case(Status.RETURNED, office=station)
    make.case(Status.ARCHIVED, office=station)
    client.force_login(network.account("window", roles.WINDOW, station))
    page = client.get(queue())
    assert [case.number for case in page.context["object_list"]] == [mine.number]
    assert {view["label"]: view["count"] for view in page.context["views"]}["未办结"] == 2


def test_what_a_colleague_has_in_hand_does_not_wait_for_me(client: Client) -> None:
    station = network.station()
    case = make.case(Status.ACCEPTED, office=station, handler=network.staff_member(station))
    client.force_login(network.account("window", roles.WINDOW, station))
    assert numbers(client) == []
    assert numbers(client, view="open") == [case.number]


@pytest.mark.clause("4.3.3.2")
def test_what_is_escalated_waits_for_the_centre_at_once(agent: Client) -> None:
    case = make.case(Status.ESCALATED)
    assert numbers(agent) == [case.number]
    assert numbers(agent, view="escalated") == [case.number]


def test_a_proposed_refusal_waits_for_the_head(client: Client) -> None:
    case = make.case(Status.SUBMITTED)
    actor = make.acting(make.Role.STATION, network.account("station", roles.STATION_HEAD, case.office))
    make.events.record(case, "propose_refusal", actor, make.Role.STATION)
    make.case(Status.SUBMITTED)
    client.force_login(network.account("head", roles.CENTRE_HEAD, network.centre()))
    assert numbers(client) == [case.number]
    make.events.record(case, "decline_refusal", make.acting(make.Role.HEAD), make.Role.HEAD)
    assert numbers(client) == []


def test_says_in_words_how_late_a_case_is(agent: Client) -> None:
    case = late(make.case(Status.SUBMITTED))
    page = agent.get(queue(view="late")).content.decode()
    assert case.number in page
    assert "row-late" in page
    assert "超" in page


def test_a_stopped_clock_is_never_late(agent: Client) -> None:
    late(make.case(Status.RETURNED))
    assert numbers(agent, view="late") == []


@pytest.mark.parametrize("filters", [{"group": "received"}, {"turn": "office"}, {"due": "late"}])
def test_narrows_to_what_is_chosen(agent: Client, filters: dict[str, str]) -> None:
    case = late(make.case(Status.SUBMITTED))
    make.case(Status.SERVING)
    assert numbers(agent, view="all", **filters) == [case.number]


def test_every_limit_that_a_step_begins_can_be_looked_for(agent: Client) -> None:
    offered = [value for value, _label in StageFilter.lookups(None, None, None)]  # type: ignore[arg-type]
    begun = {row.stage for row in TABLE.rows.values() if row.stage}
    assert set(offered) == begun
    assert len(offered) == len(begun)
    case = make.case(Status.CONSENT, stage=Stage.CONSENT)
    make.case(Status.SUBMITTED, stage=Stage.ACCEPT)
    assert numbers(agent, view="all", stage=Stage.CONSENT) == [case.number]


def test_an_unknown_filter_shows_all_and_says_so(agent: Client) -> None:
    answer = agent.get(queue(enterprise__memberships__user="1"))
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "typed", ["199 0000 0001", "+86 199-0000-0001", CODE, CODE.lower(), "果业", "农药残留"]
)
def test_finds_by_whatever_is_known(agent: Client, typed: str) -> None:
    case = make.case(Status.ARCHIVED, credit_code=CODE, item_title="农药残留检测")
    make.case(Status.ARCHIVED, phone="19900000009", enterprise_name="示例石材")
    answer = agent.post(queue(), {"q": typed})
    assert typed not in answer["Location"]
    assert [row.number for row in agent.get(answer["Location"]).context["object_list"]] == [case.number]


def test_keeps_what_was_typed_out_of_the_address(agent: Client) -> None:
    address = urlsplit(agent.post(queue(), {"q": make.PHONE})["Location"])
    assert make.PHONE not in address.query
    assert make.PHONE in agent.get(f"{address.path}?{address.query}").content.decode()


def test_a_whole_number_leads_to_its_case(agent: Client) -> None:
    case = make.case(Status.SERVING)
    spelled = str(case.number).lower().replace("-", "")
    answer = agent.post(queue(), {"q": f" {spelled} "})
    assert answer["Location"] == reverse("requests_case_desk", args=[case.number])


@pytest.mark.parametrize("without", ["{0}-{1}-{2}", "{0}-{1}-{2}-", "{1}-{2}", "{1}{2}", "{2}-{3}", "{0}{1}"])
def test_part_of_a_number_finds_it(agent: Client, without: str) -> None:
    case = make.case(Status.SERVING)
    typed = without.format(*str(case.number).split("-"))
    answer = agent.post(queue(), {"q": typed})
    assert [row.number for row in agent.get(answer["Location"]).context["object_list"]] == [case.number]


def test_letters_before_a_number_are_part_of_a_title(agent: Client) -> None:
    case = make.case(Status.SERVING, item_title="ISO9001 认证咨询")
    answer = agent.post(queue(), {"q": "iso9001"})
    assert [row.number for row in agent.get(answer["Location"]).context["object_list"]] == [case.number]


def test_another_offices_number_finds_nothing(client: Client) -> None:
    case = make.case(Status.SERVING, office=network.station())
    client.force_login(network.account("station", roles.STATION_HEAD, network.station()))
    answer = client.post(queue(), {"q": case.number})
    assert list(client.get(answer["Location"]).context["object_list"]) == []


@pytest.mark.parametrize("order", ["5", "-5"])
def test_what_has_no_day_stands_last_whichever_way_it_is_sorted(agent: Client, order: str) -> None:
    without, dated = make.case(Status.SUBMITTED), late(make.case(Status.SUBMITTED))
    assert numbers(agent, view="all", o=order) == [dated.number, without.number]


@pytest.mark.parametrize("role", [roles.SYSTEM_ADMIN, roles.AUDITOR])
def test_tells_who_keeps_the_system_why_there_are_no_cases(client: Client, role: str) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(network.account("keeper", role))
    page = client.get(queue(view="all")).content.decode()
    assert "看不到办件" in page
    assert case.number not in page


def test_an_editor_has_no_list(client: Client) -> None:
    client.force_login(network.account("editor", roles.EDITORS))
    assert client.get(queue()).status_code == 302


@pytest.mark.parametrize("action", ["create/", "edit/{pk}/", "delete/{pk}/"])
def test_no_admin_screen_skips_a_step(agent: Client, action: str) -> None:
    case = make.case(Status.SUBMITTED)
    answer = agent.get(queue() + action.format(pk=case.pk))
    assert answer.status_code in {302, 403, 404}
    assert agent.post(queue() + action.format(pk=case.pk), {"status": "archived"}).status_code in {
        302,
        403,
        404,
    }
    case.refresh_from_db()
    assert case.status == Status.SUBMITTED


def test_hands_several_over_after_asking_once_more(client: Client) -> None:
    station, other = network.station(), network.station()
    cases = [make.case(Status.SUBMITTED, office=station), make.case(Status.SERVING, office=station)]
    client.force_login(network.account("station", roles.STATION_HEAD, station))
    url, chosen = reverse("requests_together"), [case.pk for case in cases]
    asked = client.post(url, {"step": "hand_over", "chosen": chosen})
    assert all(case.number in asked.content.decode() for case in cases)
    given = {"office": other.pk, "reason": "那边更近", "confirmed": "1"}
    client.post(url, {"step": "hand_over", "chosen": chosen, **given})
    offices = list(ServiceRequest.objects.order_by("pk").values_list("office", flat=True))
    assert offices == [other.pk, station.pk]
    said = client.get(queue()).content.decode()
    assert str(cases[1].number) in said


def test_several_steps_lead_back_to_the_list_as_it_was(agent: Client) -> None:
    case, other = make.case(Status.SUBMITTED, office=network.station()), network.station()
    narrowed = queue(view="new", group="received", p="2")
    form = BeautifulSoup(agent.get(narrowed).content, "html.parser").select_one("form#bulk")
    assert form is not None
    url = str(form["action"])
    step = {"step": "hand_over", "chosen": [case.pk]}
    asked = BeautifulSoup(agent.post(url, step).content, "html.parser")
    assert [each["href"] for each in asked.select("a.button-secondary")] == [narrowed]
    done = agent.post(url, {**step, "office": other.pk, "reason": "那边更近", "confirmed": "1"})
    assert done["Location"] == narrowed


def test_nobody_moves_cases_of_others_several_at_once(client: Client) -> None:
    case = make.case(Status.SUBMITTED, office=network.station())
    client.force_login(network.account("station", roles.STATION_HEAD, network.station()))
    given = {"step": "assigned", "chosen": [case.pk], "confirmed": "1"}
    assert client.post(reverse("requests_together"), given)["Location"] == queue()
    case.refresh_from_db()
    assert case.handler is None


def test_a_step_that_is_not_for_several_is_refused(agent: Client) -> None:
    case = make.case(Status.SUBMITTED)
    given = {"step": "return", "chosen": [case.pk], "confirmed": "1", "gaps": "x"}
    assert agent.post(reverse("requests_together"), given).status_code in {302, 403}
    case.refresh_from_db()
    assert case.status == Status.SUBMITTED


@pytest.mark.clause("6.3")
def test_a_list_says_who_took_it_away_when_and_what_for(agent: Client) -> None:
    case = make.case(Status.SUBMITTED)
    answer = agent.post(queue(view="all", export=""), {"purpose": "月度通报", "kind": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "agent" in rows[0][0]
    assert "月度通报" in rows[0][0]
    assert rows[2][0] == case.number
    assert make.PHONE not in answer.content.decode()
    assert AccessLog.objects.get(case=case).reason == "列入清单：月度通报"


def test_a_list_in_a_spreadsheet_is_marked_too(agent: Client) -> None:
    case = make.case(Status.SUBMITTED, enterprise_name="=cmd|示例")
    answer = agent.post(queue(view="all", export=""), {"purpose": "月度通报", "kind": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert "月度通报" in str(sheet["A1"].value)
    assert "月度通报" in sheet.oddHeader.center.text
    assert [sheet["A3"].value, sheet["B3"].value] == [case.number, "'=cmd|示例"]


def test_no_list_without_a_purpose(agent: Client) -> None:
    make.case(Status.SUBMITTED)
    assert agent.get(queue(export="csv")).headers["Content-Type"].startswith("text/html")
    assert agent.post(queue(export=""), {"purpose": "", "kind": "csv"}).status_code == 422
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("role", [roles.WINDOW, roles.SUPERVISOR, roles.OUTLET])
def test_who_may_not_takes_no_list_away(client: Client, role: str) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(network.account("somebody", role, case.office))
    answer = client.post(queue(view="all", export=""), {"purpose": "月度通报", "kind": "csv"})
    assert answer.status_code in {302, 403}
    assert not AccessLog.objects.exists()


@pytest.mark.django_db(transaction=True)  # in a transaction nothing is remembered between queries
@pytest.mark.parametrize("role", [roles.CENTRE_AGENT, roles.STATION_HEAD, roles.PROVIDER, roles.SUPERVISOR])
def test_asks_as_much_of_many_rows_as_of_few(
    client: Client, role: str, django_assert_max_num_queries: Any
) -> None:
    provider = network.provider()
    place = provider if role == roles.PROVIDER else network.station()
    client.force_login(network.account("somebody", role, place))

    def more() -> None:
        for status in (Status.SUBMITTED, Status.OFFERED, Status.SERVING, Status.RETURNED):
            case = late(make.case(status, office=place if role == roles.STATION_HEAD else network.station()))
            if status in {Status.OFFERED, Status.SERVING}:
                offered_to(case, provider)

    more()
    client.get(queue(view="open"))
    for _round in range(2):
        with django_assert_max_num_queries(20):
            client.get(queue(view="open"))
        more()
