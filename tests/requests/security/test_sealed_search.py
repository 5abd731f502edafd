"""Who looks for somebody leaves no name in an address (clause 6.3)."""

from urllib.parse import unquote

import pytest

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from onestop.requests.workflow.choices import Status
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]

NAME = "示例企业1"
LISTS = (
    "requests_cases_modeladmin_index",
    "requests_archives_modeladmin_index",
    "requests_enterprises_modeladmin_index",
    "requests_evaluation_modeladmin_index",
    "requests_rectification_modeladmin_index",
    "requests_complaint_modeladmin_index",
    "requests_dispute_modeladmin_index",
    "requests_merge",
    "training_registrations_modeladmin_index",
    "training_proofs_modeladmin_index",
)


@pytest.fixture
def head(client: Client) -> Client:
    """Return the browser of the centre's head, who searches all lists; one enterprise is in the register."""
    make.case(Status.SERVING, enterprise=make.enterprise(NAME))
    boss = network.account("boss", roles.CENTRE_HEAD)
    boss.groups.add(Group.objects.get(name=roles.CENTRE_AGENT))  # who holds the lists of training
    client.force_login(boss)
    return client


@pytest.mark.parametrize("name", LISTS)
def test_what_was_typed_stands_in_no_address(head: Client, name: str) -> None:
    answer = head.post(reverse(name), {"q": NAME})
    assert answer.status_code == 302
    assert NAME not in unquote(answer["Location"])
    page = head.get(answer["Location"])
    assert page.status_code == 200
    assert f'value="{NAME}"' in page.content.decode(), "it still stands in the field"
    links = page.content.decode().replace(f'value="{NAME}"', "")
    assert f"={NAME}" not in unquote(links)


def test_it_is_found_and_nothing_else_is(head: Client) -> None:
    make.case(Status.SERVING, enterprise=make.enterprise("别的企业"))
    index = reverse("requests_enterprises_modeladmin_index")
    found = head.get(head.post(index, {"q": NAME})["Location"]).context["object_list"]
    assert [row.name for row in found] == [NAME]
    assert len(head.get(head.post(index, {"q": " "})["Location"]).context["object_list"]) == 2


def test_filters_stay_and_a_made_up_address_shows_the_list(head: Client) -> None:
    index = reverse("requests_enterprises_modeladmin_index")
    assert "is_key__exact=0" in head.post(f"{index}?is_key__exact=0", {"q": NAME})["Location"]
    assert len(head.get(index, {"s": "made up"}).context["object_list"]) == 1
