"""The evaluations of an enterprise in its room: what it may still say, and what it has said."""

import pytest

from django.test import Client

from onestop.requests.evaluation import tokens
from onestop.tests.factories import requests as factory
from onestop.tests.factories import requests_evaluation as evaluations

pytestmark = pytest.mark.django_db


def test_an_enterprise_finds_what_it_can_evaluate_and_nobody_elses(client: Client) -> None:
    invitation = evaluations.invited()
    own = factory.enterprise()
    client.force_login(factory.member("own", own))
    assert invitation.case.number not in client.get("/my/evaluations/").content.decode()
    type(invitation.case).objects.filter(pk=invitation.case.pk).update(enterprise=own)
    page = client.get("/my/evaluations/").content.decode()
    assert invitation.case.number in page
    assert tokens.url(invitation).split("/")[1] in page
    assert "还没有评价的" in page


def test_what_was_said_stands_there_afterwards(client: Client) -> None:
    invitation = evaluations.invited()
    own = factory.enterprise()
    type(invitation.case).objects.filter(pk=invitation.case.pk).update(enterprise=own)
    client.post(tokens.url(invitation), evaluations.typed(4, words="办得很快。"))
    client.force_login(factory.member("own", own))
    page = client.get("/my/evaluations/").content.decode()
    assert "办得很快。" in page
    assert "非常满意" in page
    assert "还没有评价的" not in page
