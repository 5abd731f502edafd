"""Contact data is shown by matrix 5.3, and each look is written down (clause 6.3)."""

from typing import Any

import pytest

from django.contrib.auth.models import Group

from onestop.catalogue.models import Expert
from onestop.requests.enterprises import consents, looking, pledges
from onestop.requests.enterprises.models import AccessLog, Pledge, Purpose
from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network, requests

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]
ALL = tuple(looking.FIELDS)


@pytest.fixture
def case() -> ServiceRequest:
    return requests.case(enterprise=requests.enterprise(), email="li@example.com")


def as_role(role: Role, user: Any) -> Actor:
    return Actor(user, frozenset({role}))


def agreed(case: ServiceRequest, fields: tuple[str, ...] = consents.HANDED, **receiver: Any) -> Any:
    return consents.give(Purpose.HAND_OVER, case=case, fields=fields, **receiver)


def test_the_enterprise_and_whoever_holds_the_link_see_their_own_unlogged(case) -> None:
    member = requests.member("member", case.enterprise)
    for actor in (Actor.of(member, case), Actor.holder()):
        assert looking.look(actor, case, ALL)["phone"] == requests.PHONE
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("group", "role"),
    [
        (roles.CENTRE_AGENT, Role.AGENT),
        (roles.CENTRE_HEAD, Role.HEAD),
        (roles.STATION_HEAD, Role.STATION),
        (roles.WINDOW, Role.WINDOW),
        (roles.OUTLET, Role.OUTLET),
    ],
)
def test_staff_look_without_a_reason_and_it_is_logged(case, group: str, role: Role) -> None:
    user = network.account("someone", group, case.office)
    actor = as_role(role, user)
    assert looking.may_look(actor, case)
    assert not looking.asks_reason(actor)
    assert looking.look(actor, case, ["phone"]) == {"phone": requests.PHONE}
    log = AccessLog.objects.get()
    assert (log.user, log.role, log.fields, log.case, log.enterprise) == (
        user,
        role,
        ["phone"],
        case,
        case.enterprise,
    )
    assert log.reason
    assert [event.name for event in case.events.all()] == ["submit", "looked"]


def test_the_supervising_authority_says_why(case) -> None:
    actor = as_role(Role.SUPERVISOR, network.account("someone", roles.SUPERVISOR))
    with pytest.raises(moving.Refused) as caught:
        looking.look(actor, case, ["phone"], "  ")
    assert "reason" in caught.value.message_dict
    assert not AccessLog.objects.exists()
    looking.look(actor, case, ["phone"], "核查投诉")
    assert AccessLog.objects.get().reason == "核查投诉"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.EDITOR])
def test_technical_and_editorial_roles_see_nothing(case, role: Role) -> None:
    user = network.account("someone")
    with pytest.raises(moving.Refused):
        looking.look(as_role(role, user), case, ["phone"])
    assert not looking.may_look(as_role(role, user), case)


def test_nobody_and_the_platform_itself_see_nothing(case) -> None:
    for actor in (Actor.of(None, case), SYSTEM, requests.acting(Role.AGENT)):
        with pytest.raises(moving.Refused):
            looking.look(actor, case, ["phone"])


def test_without_the_promise_nothing_is_shown(case) -> None:
    user = network.account("new", roles.CENTRE_AGENT)
    Pledge.objects.filter(user=user).delete()
    assert pledges.must_pledge(user)
    with pytest.raises(looking.PledgeNeeded):
        looking.look(as_role(Role.AGENT, user), case, ["phone"])
    assert not AccessLog.objects.exists()
    pledges.sign(user)
    pledges.sign(user)
    assert looking.look(as_role(Role.AGENT, user), case, ["phone"])


def test_an_institution_sees_what_was_handed_to_it_by_name(case) -> None:
    place, other = network.provider(), network.provider()
    user = network.account("provider", roles.PROVIDER, place)
    actor = as_role(Role.PROVIDER, user)
    agreed(case, receiver=other)
    assert not looking.may_look(actor, case)
    with pytest.raises(moving.Refused):
        looking.look(actor, case, ["phone"])
    agreed(case, ("description", "contact_name"), receiver=place)
    assert looking.look(actor, case, ["contact_name"]) == {"contact_name": "李示例"}
    with pytest.raises(moving.Refused) as caught:
        looking.look(actor, case, ["contact_name", "phone"])
    assert "电话" in caught.value.messages[0]


def test_an_expert_sees_contact_after_consent_only(case) -> None:
    user = network.account("expert", roles.EXPERT)
    expert = Expert.objects.create(user=user, name="示例专家")
    actor = as_role(Role.EXPERT, user)
    with pytest.raises(moving.Refused):
        looking.look(actor, case, ["phone"])
    agreed(case, expert=expert)
    assert looking.look(actor, case, ["phone"])["phone"] == requests.PHONE


def test_a_consent_that_is_withdrawn_shows_nothing_from_that_moment(case) -> None:
    place = network.provider()
    actor = as_role(Role.PROVIDER, network.account("provider", roles.PROVIDER, place))
    record = agreed(case, receiver=place)
    assert looking.look(actor, case, ["phone"])
    consents.withdraw(record.pk, Actor.holder())
    assert not looking.may_look(actor, case)
    with pytest.raises(moving.Refused):
        looking.look(actor, case, ["phone"])
    assert AccessLog.objects.count() == 1, "what was seen before stays logged"


def test_every_look_is_logged_and_the_timeline_says_so_once_a_day(case) -> None:
    user = network.account("agent", roles.CENTRE_AGENT)
    for _ in range(3):
        looking.look(as_role(Role.AGENT, user), case, ["phone"])
    assert AccessLog.objects.count() == 3
    assert case.events.filter(name="looked").count() == 1


def test_a_look_is_no_sign_of_life(case) -> None:
    before = ServiceRequest.objects.get(pk=case.pk).touched_at
    user = network.account("agent", roles.CENTRE_AGENT)
    looking.look(as_role(Role.AGENT, user), case, ["phone"])
    assert ServiceRequest.objects.get(pk=case.pk).touched_at == before


def test_the_timeline_and_log_hold_no_contact_data(case) -> None:
    user = network.account("agent", roles.CENTRE_AGENT)
    looking.look(as_role(Role.AGENT, user), case, ALL, "打 19900000001 核实")
    event = case.events.get(name="looked")
    assert requests.PHONE not in f"{event.text}{event.data}"
    assert requests.PHONE not in str(AccessLog.objects.values().get())


def test_what_is_shown_unasked_is_masked(case) -> None:
    shown = looking.masked(case)
    assert shown == {"contact_name": "李**", "phone": "199****001", "email": "l***@example.com"}


def test_unknown_fields_are_not_shown(case) -> None:
    user = network.account("agent")
    user.groups.add(Group.objects.get(name=roles.CENTRE_AGENT))
    pledges.sign(user)
    assert looking.look(as_role(Role.AGENT, user), case, ["phone_sealed", "description"]) == {}
