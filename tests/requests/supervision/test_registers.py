"""Registers of evaluations, rectifications, archives: each sees exactly what is theirs (matrix 5.3)."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.catalogue.organisations.models import Organisation
from onestop.requests.enterprises import marking
from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.evaluation import services
from onestop.requests.evaluation.models import Channel, Evaluation, EvaluationInvitation
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.supervision import complaining, disputing
from onestop.requests.supervision.models import Rectification
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_archives as archives
from onestop.tests.factories.requests_evaluation import answers, completed

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]


def rated(doer: Organisation, office: Organisation) -> ServiceRequest:
    """Return a case of ``office`` that ``doer`` served and whose every form was answered as low as can be."""
    case = completed(doer, office=office)
    consent = ConsentRecord.objects.create(case=case, purpose=Purpose.HAND_OVER, receiver=doer)
    Match.objects.create(
        case=case, method=Method.PROVIDER, provider=doer, outcome=Outcome.ENDED, consent=consent
    )
    for invitation in EvaluationInvitation.objects.filter(case=case).order_by("-is_main"):
        services.give(invitation.pk, Actor.holder(), answers(1, signed_by="王示例"), Channel.LINK)
    return case


def listed(client: Client, model: str, **asked: Any) -> set[Any]:
    """Return case and organisation of each row that a register shows."""
    page = client.get(reverse(f"requests_{model}_modeladmin_index"), asked)
    found = page.context["object_list"] if page.status_code == 200 else ()
    return {(row.case_id, getattr(row, "doer_id", None) or row.office_id) for row in found}


@pytest.fixture
def world() -> dict[str, Any]:
    """Two institutions that served two cases of the centre, and one of a station."""
    centre = network.centre()
    station, one, other = network.station(centre), network.provider(), network.provider()
    cases = [rated(one, centre), rated(other, centre), rated(other, station)]
    return {"centre": centre, "station": station, "one": one, "other": other, "cases": cases}


def test_who_served_reads_of_the_own_service_alone(client: Client, world: dict[str, Any]) -> None:
    first, _second, _third = world["cases"]
    client.force_login(network.account("provider", roles.PROVIDER, world["one"]))
    assert listed(client, "evaluation") == {(first.pk, world["one"].pk)}
    assert listed(client, "rectification") == {(first.pk, world["one"].pk)}
    assert listed(client, "archives") == set()
    own = Evaluation.objects.get(case=first, doer=world["one"])
    page = client.get(reverse("requests_evaluation_modeladmin_inspect", args=[own.pk])).content.decode()
    assert "不满意" in page
    assert "王示例" not in page
    for foreign in Evaluation.objects.exclude(pk=own.pk):
        answer = client.get(reverse("requests_evaluation_modeladmin_inspect", args=[foreign.pk]))
        assert answer.status_code != 200
        printed = client.get(reverse("requests_desk_print_form", args=[foreign.case.number, foreign.pk]))
        assert printed.status_code == 404


def test_an_office_reads_all_of_its_own_cases(client: Client, world: dict[str, Any]) -> None:
    third = world["cases"][2]
    client.force_login(network.account("station", roles.STATION_HEAD, world["station"]))
    assert listed(client, "evaluation") == {(third.pk, world["other"].pk)}
    assert listed(client, "rectification") == {(third.pk, world["other"].pk)}


def test_a_list_of_evaluations_that_is_taken_away_says_by_whom_and_when(
    client: Client, world: dict[str, Any]
) -> None:
    """It holds the words of enterprises (clause 6.3); the other lists with such words are marked, too."""
    user = network.account("reader", roles.PROVIDER, world["one"])
    client.force_login(user)
    address = reverse("requests_evaluation_modeladmin_index")
    lines = (
        b"".join(client.get(address, {"export": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    )
    book = load_workbook(io.BytesIO(b"".join(client.get(address, {"export": "xlsx"}).streaming_content)))
    first, *rest = book.active.iter_rows(values_only=True)
    for mark in (lines[0], first[0]):
        assert mark.startswith(f"{marking.name_of(user)} 于 {timezone.localdate():%Y-%m-%d}")
        assert "不得外传" in mark
    assert len(lines) == 1 + len(rest) == 3
    assert lines[1].startswith("服务需求")
    assert rest[0][0] == "服务需求"


@pytest.mark.parametrize("group", [roles.EXPERT, roles.OUTLET, roles.WINDOW, roles.PROVIDER, roles.AUDITOR])
def test_who_has_served_nothing_reads_nothing(client: Client, world: dict[str, Any], group: str) -> None:
    client.force_login(network.account("somebody", group, network.provider()))
    for model in ("evaluation", "rectification", "archives"):
        assert listed(client, model) == set()
    assert not Evaluation.objects.for_user(network.account("nobody", group)).exists()
    assert not Rectification.objects.for_user(network.account("nobodys", group)).exists()


def test_the_centre_reads_all_and_filters_by_whom_it_concerns(client: Client, world: dict[str, Any]) -> None:
    network.provider()  # has served nobody
    client.force_login(network.account("agent", roles.CENTRE_AGENT, world["centre"]))
    assert len(listed(client, "evaluation")) == Evaluation.objects.count() == 5
    page = client.get(reverse("requests_evaluation_modeladmin_index"))
    offered = next(each for each in page.context["view"].filter_specs if each.title == "实施方")
    assert {int(key) for key, _name in offered.lookup_choices} == {
        world[name].pk for name in ("centre", "one", "other")
    }
    chosen = listed(client, "evaluation", doer=world["one"].pk)
    assert chosen == {(world["cases"][0].pk, world["one"].pk)}


def offered(client: Client, model: str, title: str) -> set[int]:
    """Return the keys that a filter of a register offers."""
    page = client.get(reverse(f"requests_{model}_modeladmin_index"))
    spec = next(each for each in page.context["view"].filter_specs if each.title == title)
    return {int(key) for key, _name in spec.lookup_choices}


def test_filters_offer_only_whom_a_row_of_the_person_is_about(client: Client, world: dict[str, Any]) -> None:
    first, _second, third = world["cases"]
    told = {"subject": "service", "description": "慢", "remedy": "redo", "phone": "19900000002"}
    for place in (world["one"], world["station"]):
        complaining.file({**told, "contact_name": "王示例", "office": place}, channel="online")
    for case in (first, third):
        disputing.notify(case.pk, Actor.holder(), {"method": "facilitative", "claim": "退费"})
    client.force_login(network.account("head", roles.CENTRE_HEAD, world["centre"]))
    assert offered(client, "complaint", "被投诉方") == {world["one"].pk, world["station"].pk}
    assert offered(client, "dispute", "对方") == {world["one"].pk, world["other"].pk}
    agent = network.account("agent", roles.CENTRE_AGENT, world["centre"])
    network.staff_member(world["station"], user=agent)
    client.force_login(agent)
    assert offered(client, "complaint", "被投诉方") == {world["one"].pk}


@pytest.mark.clause("5.6")
def test_an_institution_has_a_register_of_its_own_disputes(client: Client, world: dict[str, Any]) -> None:
    first, second, third = world["cases"]
    for case in world["cases"]:
        disputing.notify(case.pk, Actor.holder(), {"method": "facilitative", "claim": "退费"})
    index = reverse("requests_dispute_modeladmin_index")

    def shown(name: str, role: str, place: Organisation) -> set[int]:
        client.force_login(network.account(name, role, place))
        page = client.get(index)
        return {row.case_id for row in page.context["object_list"]} if page.status_code == 200 else set()

    assert shown("one", roles.PROVIDER, world["one"]) == {first.pk}
    foreign = second.disputes.get()
    inspect = reverse("requests_dispute_modeladmin_inspect", args=[foreign.pk])
    assert client.get(inspect).status_code != 200
    assert index in client.get("/admin/").content.decode()
    assert shown("other", roles.PROVIDER, world["other"]) == {second.pk, third.pk}
    assert shown("station", roles.STATION_HEAD, world["station"]) == {third.pk}
    assert shown("stranger", roles.PROVIDER, network.provider()) == set()
    assert shown("window", roles.WINDOW, world["station"]) == set()
    Match.objects.filter(case=first).delete()  # nothing leads there any more
    assert shown("later", roles.PROVIDER, world["one"]) == set()


def test_a_station_counts_the_items_of_its_own_cases(client: Client) -> None:
    owner = archives.owner()
    mine = archives.sealed(owner)
    other = archives.sealed(owner)
    ServiceRequest.objects.filter(pk=other.case_id).update(office=network.station())
    client.force_login(network.account("station", roles.STATION_HEAD, mine.case.office))
    rows = client.get(reverse("requests_archives_modeladmin_index")).context["object_list"]
    assert [row.items_shown for row in rows] == [1]
    client.force_login(network.account("agent", roles.CENTRE_AGENT))
    rows = client.get(reverse("requests_archives_modeladmin_index")).context["object_list"]
    assert [row.items_shown for row in rows] == [2]
