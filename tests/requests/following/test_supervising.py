"""督办: asked for by head or authority, on the desk of the office until something is done (4.3.4, 5.1)."""

from typing import Any

import pytest

from django.test import Client

from onestop.requests.following import tasks
from onestop.requests.following.contact import log, supervising
from onestop.requests.following.models import Notification
from onestop.requests.following.models.notices import To
from onestop.requests.workflow import actions
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Audience, Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.site.desk.tasks import Urgency
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.1")]
WORDS = "请在本周五前与企业联系并办结"


def people(case: ServiceRequest) -> dict[str, Any]:
    """Return who asks, and who is asked."""
    return {
        "authority": network.account("authority", roles.SUPERVISOR),
        "head": network.account("head", roles.CENTRE_HEAD, network.centre()),
        "window": network.account("window", roles.WINDOW, case.office),
    }


@pytest.mark.parametrize("who", ["authority", "head"])
def test_it_stands_first_on_the_desk_of_the_office_until_something_is_done(who: str) -> None:
    case = factory.case(Status.SERVING)
    accounts = people(case)
    event = supervising.supervise(case.pk, Actor.of(accounts[who], case), {"text": WORDS})
    assert (event.text, event.audience) == (WORDS, Audience.STAFF)
    assert Notification.objects.filter(case=case, kind="supervised", to=To.OFFICE).exists()
    window = accounts["window"]
    line = next(iter(tasks.of(window)))
    assert (line.urgency, case.number in line.url) == (Urgency.OVERDUE, True)
    assert list(supervising.unanswered(ServiceRequest.objects.all())) == [case]
    log.contact(case.pk, Actor.of(window, case), {"text": "已联系", "way": "phone", "whom": "enterprise"})
    assert not list(supervising.unanswered(ServiceRequest.objects.all()))
    assert not [task for task in tasks.of(window) if task.urgency == Urgency.OVERDUE]


def test_nobody_else_may_and_words_are_needed() -> None:
    case = factory.case(Status.SERVING)
    accounts = people(case)
    with pytest.raises(Refused) as refused:
        supervising.supervise(case.pk, Actor.of(accounts["window"], case), {"text": WORDS})
    assert refused.value.code == "role"
    with pytest.raises(Refused) as refused:
        supervising.supervise(case.pk, Actor.of(accounts["authority"], case), {"text": " "})
    assert list(refused.value.message_dict) == ["text"]


def test_it_is_offered_while_there_is_something_to_do(client: Client) -> None:
    actor = factory.acting(Role.SUPERVISOR)
    offered = {
        status: "supervised" in {action.name for action in actions.offered(actor, factory.case(status))}
        for status in (Status.SUBMITTED, Status.RECTIFYING, Status.ARCHIVED, Status.WITHDRAWN)
    }
    assert offered == {
        Status.SUBMITTED: True,
        Status.RECTIFYING: True,
        Status.ARCHIVED: False,
        Status.WITHDRAWN: False,
    }
    case = factory.case(Status.SERVING)
    client.force_login(people(case)["authority"])
    page = client.get(f"/admin/requests/cases/{case.number}/")
    assert f"/admin/requests/cases/{case.number}/do/supervised/" in page.content.decode()


def test_an_office_is_told_what_another_has_done_to_its_case() -> None:
    """What the centre hands over, matches again or writes reaches the desk of the office."""
    case = factory.case(Status.SUBMITTED)
    Notification.objects.all().delete()
    agent = network.account("agent", roles.CENTRE_AGENT, network.centre())
    own = network.account("window", roles.WINDOW, case.office)
    for user, told in ((own, False), (agent, True)):
        actions.find("message").perform(case.pk, Actor.of(user, case), {"text": "示例"})  # type: ignore[union-attr]
        assert Notification.objects.filter(to=To.OFFICE, kind="message").exists() == told
