"""The complaints and disputes of an enterprise in its room, and whom they are shown to (clauses 5.6, 6.3)."""

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.utils import timezone

from onestop.requests.enterprises.models import Person
from onestop.requests.models import ServiceRequest
from onestop.requests.supervision import complaining, disputing
from onestop.requests.supervision.models import Complaint
from onestop.requests.workflow.actors import Actor
from onestop.tests.factories import requests as factory
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.requests_filing import complained

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.6")]
ROOM = "/my/complaints/"


def links(client: Client) -> set[str]:
    found = BeautifulSoup(client.get(ROOM).content, "html.parser").select(".my-row a[href]")
    return {str(each["href"]) for each in found}


def complaint(case: ServiceRequest | None, phone: str = "19900000002") -> Complaint:
    return complaining.file_once(complained(phone=phone), channel="online", case=case)


def test_an_enterprise_finds_the_complaints_about_its_requests_and_nobody_elses(client: Client) -> None:
    own = factory.enterprise()
    mine = complaint(factory.case(enterprise=own))
    others = complaint(factory.case(enterprise=factory.enterprise()))
    client.force_login(factory.member("own", own))
    found = links(client)
    assert complaining.url(mine) in found
    assert complaining.url(others) not in found
    assert f'href="{ROOM}"' in client.get("/my/").content.decode()
    assert mine.description not in client.get(ROOM).content.decode()


@pytest.mark.clause("6.3")
def test_a_complaint_about_no_request_is_for_who_made_it_by_a_verified_telephone(client: Client) -> None:
    own = factory.enterprise()
    user, colleague = factory.member("own", own), factory.member("colleague", own)
    made = complaining.url(complaint(None))
    person, _new = Person.objects.get_or_create(user=user)
    person.phone = "19900000002"
    person.save()
    client.force_login(user)
    assert links(client) == set()
    person.phone_verified_at = timezone.now()
    person.save()
    assert links(client) == {made}
    client.force_login(colleague)
    assert links(client) == set()


@pytest.mark.clause("6.3")
def test_a_colleague_whose_licence_nobody_compared_sees_none_of_them(client: Client) -> None:
    own = factory.enterprise()
    complaint(factory.case(enterprise=own))
    newcomer = factory.member("new", own)
    newcomer.memberships.update(confirmed_at=None)
    client.force_login(newcomer)
    assert links(client) == set()
    assert "没有投诉" in client.get(ROOM).content.decode()


def test_a_dispute_stands_there_with_how_it_stands(client: Client) -> None:
    own = factory.enterprise()
    case = make.completed(enterprise=own)
    said = {"method": "facilitative", "claim": "检出数据有出入，请复测。"}
    dispute = disputing.notify(case.pk, Actor.holder(), said)
    client.force_login(factory.member("own", own))
    page = client.get(ROOM).content.decode()
    assert dispute.number in page
    assert str(dispute.standing.label) in page
    assert f"/my/cases/{case.number}/" in links(client)
