"""A form of staff is done once, however often and however fast its button is pressed."""

import datetime as dt
from typing import Any

import pytest

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.desks import pressing
from onestop.requests.desks.models import Press
from onestop.requests.workflow import tending
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories.threads import together

TIMES = 6


def url(case: ServiceRequest, action: str) -> str:
    """Return the address of a step of a case."""
    return reverse("requests_desk_action", args=[case.number, action])


def clerk(case: ServiceRequest, name: str = "window") -> Any:
    """Return somebody who works at the office of ``case``."""
    return network.account(name, roles.WINDOW, case.office)


def written(case: ServiceRequest, name: str = "noted") -> int:
    """Return how often a step stands in the log."""
    return Event.objects.filter(case=case, name=name).count()


@pytest.mark.django_db
def test_the_same_press_is_done_once_and_another_form_or_person_again() -> None:
    case = make.case(Status.SUBMITTED)
    mine, colleagues = Client(), Client()
    mine.force_login(clerk(case))
    colleagues.force_login(clerk(case, "colleague"))
    for client, key in ((mine, "one"), (mine, "one"), (mine, "two"), (colleagues, "one")):
        answer = client.post(url(case, "noted"), {"text": "已电话联系", "press": key})
        assert answer["Location"] == reverse("requests_case_desk", args=[case.number])
    assert written(case) == 3


@pytest.mark.django_db
def test_what_is_refused_can_be_pressed_again(client: Client) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(clerk(case))
    assert client.post(url(case, "noted"), {"text": "", "press": "one"}).status_code == 422
    assert client.post(url(case, "accept"), {"due": "2020-01-01", "press": "one"}).status_code == 422
    assert not Press.objects.exists()
    assert client.post(url(case, "noted"), {"text": "写好了", "press": "one"}).status_code == 302
    assert written(case) == 1


@pytest.mark.django_db
def test_what_is_not_possible_any_more_is_said_to_another_press_only(client: Client) -> None:
    case = make.case(Status.SUBMITTED)
    client.force_login(clerk(case))
    gaps = {"gaps": "营业执照", "press": "one"}
    assert [client.post(url(case, "return"), gaps).status_code for _time in range(2)] == [302, 302]
    assert client.post(url(case, "return"), {**gaps, "press": "two"}).status_code == 409


@pytest.mark.django_db
def test_several_at_once_are_moved_once(client: Client) -> None:
    case, target = make.case(Status.SUBMITTED), network.station()
    client.force_login(network.account("agent", roles.CENTRE_AGENT, network.centre()))
    asked = {"step": "hand_over", "chosen": case.pk}
    press = client.post(reverse("requests_together"), asked).context["press"]
    sent = {**asked, "confirmed": "1", "office": target.pk, "reason": "离企业近", "press": press}
    for _time in range(2):
        answer = client.post(reverse("requests_together"), sent, follow=True)
        said = [str(message) for message in answer.context["messages"]]
        assert not [words for words in said if case.number in words]  # nothing was refused
    assert written(case, "hand_over") == 1


@pytest.mark.django_db
def test_old_presses_are_forgotten() -> None:
    user = network.account("window", roles.WINDOW, network.station())
    for key, age in (("old", pressing.KEPT), ("new", dt.timedelta())):
        Press.objects.create(user=user, key=key, at=timezone.now() - age)
    assert tending.tend()["presses"] == 1
    assert [press.key for press in Press.objects.all()] == ["new"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("action", "typed"), [("noted", {"text": "只此一次"}), ("return", {"gaps": "执照"})])
def test_presses_at_the_same_moment_are_one(action: str, typed: dict[str, str]) -> None:
    case = make.case(Status.SUBMITTED)
    browser = Client()
    browser.force_login(clerk(case))

    def press() -> int:
        client = Client()
        client.cookies = browser.cookies
        return client.post(url(case, action), {**typed, "press": "one"}).status_code

    assert together([press] * TIMES) == [302] * TIMES
    assert written(case, action) == 1
