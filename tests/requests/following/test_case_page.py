"""The page of a case as its parties see it."""

import pytest

from django.test import Client

from onestop.requests.filing.tokens import case_url
from onestop.requests.workflow.choices import Status
from onestop.tests.factories import requests as factory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [each for each in Status if each != Status.DRAFT])
def test_whoever_holds_the_link_reads_where_it_stands(client: Client, status: str) -> None:
    case = factory.case(status)
    page = client.get(case_url(case))
    assert page.status_code == 200
    assert case.number in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_another_enterprises_case_is_not_there(client: Client) -> None:
    case = factory.case(enterprise=factory.enterprise())
    other = factory.member("other", factory.enterprise("示例乳业有限公司"))
    client.force_login(other)
    assert client.get(f"/my/cases/{case.number}/").status_code == 404
    assert client.get(f"/my/cases/{case.number}/do/withdraw/").status_code == 404
    assert client.get("/my/").status_code == 200


def test_ones_own_case_is_there(client: Client) -> None:
    own = factory.enterprise()
    case = factory.case(enterprise=own)
    client.force_login(factory.member("own", own))
    assert client.get(f"/my/cases/{case.number}/").status_code == 200
    assert case.number in client.get("/my/").content.decode()
