"""How many requests fit no service yet, month by month (clause 4.2.9)."""

import datetime as dt

import pytest

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.filing import other_share, services
from onestop.requests.models import ServiceRequest
from onestop.requests.workflow.actors import Actor
from onestop.site import roles
from onestop.tests.factories import network, requests_filing
from onestop.tests.factories import requests as cases
from onestop.tests.factories.services import service

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 10)


def at(day: dt.date, **fields: object) -> ServiceRequest:
    """Return a request of a day, at noon."""
    case = cases.case(**fields)
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    ServiceRequest.objects.filter(pk=case.pk).update(submitted_at=moment)
    return case


@pytest.mark.clause("4.2.9")
def test_shares_are_counted_by_month_and_a_month_without_requests_has_none() -> None:
    at(TODAY, clause="4.2.9", item_title="其他咨询")
    at(TODAY, clause="4.2.4.1", item_title="检定")
    at(TODAY)
    at(dt.date(2026, 2, 28), clause="4.2.4.1", item_title="检定")
    at(dt.date(2025, 3, 31), clause="4.2.9")
    newest, before, *rest = other_share.months(TODAY)
    assert (newest.first, newest.total, newest.other, newest.share) == (dt.date(2026, 3, 1), 3, 2, 66.7)
    assert (before.total, before.other, before.share) == (1, 0, 0.0)
    assert [month.share for month in rest] == [None] * 10
    assert rest[-1].first == dt.date(2025, 4, 1)


@pytest.mark.clause("4.2.9")
def test_what_is_assigned_to_another_item_leaves_the_share_and_is_counted_as_moved(client: Client) -> None:
    centre = network.centre()
    case = requests_filing.filed(
        item=service(clause="4.2.9", kind="consultation", slug="other", title="其他")
    )
    agent = network.account("agent", roles.CENTRE_AGENT, centre)
    services.reclassify(case.pk, Actor.of(agent, case), {"item": service(), "reason": "是检定"})
    month = other_share.months()[0]
    assert (month.total, month.other, month.moved) == (1, 0, 1)
    client.force_login(agent)
    page = client.get(reverse("requests_other_share"))
    assert f"{month.first:%Y-%m}" in page.content.decode()
    client.force_login(network.account("window", roles.WINDOW, centre))
    assert client.get(reverse("requests_other_share")).status_code in {302, 403}
