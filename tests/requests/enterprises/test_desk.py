"""The register of enterprises and the comparing of licences, by role."""

from http import HTTPStatus
from typing import Any

import pytest

from django.test import Client

from onestop.requests.enterprises import licences, people
from onestop.requests.enterprises.admin import EnterpriseAdmin, NoticeAdmin
from onestop.requests.enterprises.models import EnterpriseVersion, Membership, PrivacyNotice
from onestop.site import roles
from onestop.tests.factories import network, requests
from onestop.tests.factories.requests_enterprises import credit_code

pytestmark = pytest.mark.django_db
LICENCES = "/admin/requests/licences/"


def desk(role: str, place: Any = None) -> Any:
    client: Any = Client()
    client.user = network.account(f"{role}-user", role, place)
    client.force_login(client.user)
    return client


def address(action: str, *key: int, register: Any = EnterpriseAdmin) -> str:
    return str(register().url_helper.get_action_url(action, *key))


@pytest.fixture
def claimed() -> Membership:
    user = requests.network.account("owner")
    return people.claim(user, "示例果业有限公司", credit_code(), network.region())


@pytest.mark.clause("6.1")
@pytest.mark.parametrize("role", [roles.WINDOW, roles.STATION_HEAD, roles.CENTRE_AGENT, roles.CENTRE_HEAD])
def test_who_stands_at_a_window_compares_licences(role: str, claimed) -> None:
    client = desk(role, network.station())
    found = client.post(LICENCES, {"code": credit_code()})
    assert "示例果业有限公司" in found.content.decode()
    client.post(LICENCES, {"code": credit_code(), "proved": claimed.pk})
    claimed.refresh_from_db()
    assert claimed.confirmed_at is not None
    assert claimed.enterprise.__class__.objects.get().verified_by == client.user


@pytest.mark.parametrize("role", [roles.PROVIDER, roles.EXPERT, roles.OUTLET, roles.EDITORS, roles.AUDITOR])
def test_nobody_else_does(role: str, claimed) -> None:
    client = desk(role)
    client.post(LICENCES, {"code": credit_code(), "proved": claimed.pk})
    claimed.refresh_from_db()
    assert claimed.confirmed_at is None


@pytest.mark.parametrize("code", ["", "91650502", credit_code()[:-1] + "!", credit_code(8)])
def test_a_code_that_is_wrong_or_unknown_is_said(code: str, claimed) -> None:
    answer = desk(roles.WINDOW).post(LICENCES, {"code": code})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors["code"]


def test_a_member_of_another_enterprise_is_not_proved_by_this_code(claimed) -> None:
    other = people.claim(network.account("other"), "示例另一家", credit_code(5), network.region())
    desk(roles.WINDOW).post(LICENCES, {"code": credit_code(), "proved": other.pk})
    other.refresh_from_db()
    assert other.confirmed_at is None


def test_the_centre_finds_on_its_desk_who_waits(claimed) -> None:
    counts = {role: licences.waiting_for(network.account(role, role)) for role in roles.WHOLE_NETWORK}
    assert counts == {roles.CENTRE_HEAD: 1, roles.CENTRE_AGENT: 1, roles.SUPERVISOR: 0}
    waiting = desk(roles.CENTRE_HEAD).get(LICENCES).content.decode()
    assert "示例果业有限公司" in waiting
    assert "示例果业有限公司" not in desk(roles.WINDOW).get(LICENCES).content.decode()


def test_a_stranger_is_sent_away(claimed) -> None:
    desk(roles.WINDOW).post(LICENCES, {"code": credit_code(), "stranger": claimed.pk})
    assert not Membership.objects.current().exists()


@pytest.mark.clause("6.3")
def test_the_register_shows_each_role_its_own_enterprises() -> None:
    here, elsewhere = network.station(), network.station()
    for name, place in (("示例甲", here), ("示例乙", elsewhere)):
        requests.case(enterprise=requests.enterprise(name), office=place)
    index = address("index")
    seen = desk(roles.STATION_HEAD, here).get(index).content.decode()
    assert "示例甲" in seen
    assert "示例乙" not in seen
    whole = desk(roles.CENTRE_AGENT).get(index).content.decode()
    assert "示例甲" in whole
    assert "示例乙" in whole
    assert requests.PHONE not in whole


@pytest.mark.clause("6.3")
def test_another_stations_enterprise_is_not_opened() -> None:
    here, elsewhere = network.station(), network.station()
    theirs = requests.enterprise("示例乙")
    requests.case(enterprise=theirs, office=elsewhere)
    client = desk(roles.STATION_HEAD, here)
    page = address("inspect", theirs.pk)
    assert "示例乙" not in client.get(page, follow=True).content.decode()


@pytest.mark.clause("6.1")
def test_staff_correct_basic_information_and_what_it_was_stays() -> None:
    enterprise = requests.enterprise(credit_code=credit_code())
    client = desk(roles.CENTRE_AGENT)
    page = address("edit", enterprise.pk)
    typed = {
        "name": "改名企业",
        "credit_code": credit_code(),
        "region": enterprise.region_id,
        "address": "",
        "industry": "",
        "scale": "",
        "products": "",
        "chain": "",
        "key_basis": "",
    }
    answer = client.post(page, typed)
    assert answer.status_code == HTTPStatus.FOUND, answer.context["form"].errors
    newest = EnterpriseVersion.objects.first()
    assert (newest.values["name"], newest.by) == ("改名企业", client.user)
    assert EnterpriseVersion.objects.count() == 2


def test_a_notice_that_is_in_force_is_not_changed() -> None:
    rest = dict.fromkeys(("handler", "contact", "purpose", "kinds", "retention", "sharing", "rights"), "x")
    notice = PrivacyNotice.objects.create(version="1-test", valid_from="2026-01-01", **rest)
    page = address("edit", notice.pk, register=NoticeAdmin)
    desk(roles.CENTRE_HEAD).post(page, {**rest, "version": "changed", "valid_from": "2026-01-01"})
    notice.refresh_from_db()
    assert notice.version == "1-test"


@pytest.mark.parametrize("count", [1, 8])
def test_the_register_asks_the_same_of_many_rows(count: int, django_assert_max_num_queries) -> None:
    for number in range(count):
        requests.case(enterprise=requests.enterprise(f"示例{number}"))
    client = desk(roles.CENTRE_AGENT)
    index = address("index")
    client.get(index)
    with django_assert_max_num_queries(20):
        client.get(index)
