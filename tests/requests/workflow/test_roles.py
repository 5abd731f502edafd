"""As what somebody acts on a case: by office, by match, by membership, by having filed it (spec 5.3)."""

from typing import Any

import pytest

from onestop.catalogue.organisations.choices import Post
from onestop.requests.workflow import roles
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles as groups
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


def readable(user: Any) -> set[str | None]:
    return set(ServiceRequest.objects.for_user(user).values_list("number", flat=True))


def test_an_institution_acts_on_what_it_was_given_and_on_nothing_else() -> None:
    lab = make.laboratory("甲检测")
    make.offered_to(lab)  # its match and the next case may share a key
    given = make.offered_to(lab)
    others = [factory.case(Status.MATCHING) for _number in range(4)]
    user = lab.staff.get().user
    assert roles.towards(user, given) == {Role.PROVIDER}
    for case in others:
        assert roles.towards(user, case) == frozenset()
        assert case.number not in readable(user)
    assert given.number in readable(user)


def test_staff_act_on_the_cases_of_their_office() -> None:
    one, other = network.station(), network.station()
    clerk = network.account("clerk", groups.WINDOW, one)
    own, foreign = factory.case(office=one), factory.case(office=other)
    assert roles.towards(clerk, own) == {Role.WINDOW}
    assert roles.towards(clerk, foreign) == frozenset()
    assert readable(clerk) == {own.number}


def test_whoever_filed_for_an_enterprise_follows_it_where_another_office_has_it() -> None:
    outlet, station = network.outlet(), network.station()
    clerk = network.account("clerk", groups.OUTLET, outlet)
    case = factory.case(office=station, filed_at=outlet)
    assert roles.towards(clerk, case) == {Role.VISITOR}
    assert readable(clerk) == {case.number}


@pytest.mark.parametrize(
    ("group", "role"),
    [
        (groups.CENTRE_AGENT, Role.AGENT),
        (groups.CENTRE_HEAD, Role.HEAD),
        (groups.SUPERVISOR, Role.SUPERVISOR),
    ],
)
def test_the_centre_and_the_authority_read_every_case(group: str, role: Role) -> None:
    user, case = network.account("somebody", group), factory.case()
    assert roles.towards(user, case) == {role}
    assert readable(user) == {case.number}


@pytest.mark.parametrize("group", [groups.SYSTEM_ADMIN, groups.AUDITOR, groups.EDITORS, groups.REVIEWERS])
def test_who_keeps_accounts_content_or_logs_reads_no_case(group: str) -> None:
    factory.case()
    assert readable(network.account("somebody", group)) == set()


def test_an_almighty_account_reads_no_case(admin_user: Any) -> None:
    factory.case()
    assert readable(admin_user) == set()


def test_people_of_an_enterprise_read_its_cases_while_they_belong_to_it() -> None:
    mine, theirs = factory.enterprise("甲"), factory.enterprise("乙")
    user = factory.member("owner", mine)
    own, foreign = factory.case(enterprise=mine), factory.case(enterprise=theirs)
    assert roles.towards(user, own) == {Role.ENTERPRISE}
    assert roles.towards(user, foreign) == frozenset()
    assert readable(user) == {own.number}
    user.memberships.update(ended_at=own.submitted_at)
    assert readable(user) == set()


def test_who_has_left_office_reads_nothing() -> None:
    station = network.station()
    clerk = network.account("clerk", groups.STATION_HEAD, station, Post.STATION_HEAD)
    factory.case(office=station)
    station.staff.update(ends_on=make.day(-1))
    assert readable(clerk) == set()


def test_strangers_read_nothing(django_user_model: Any) -> None:
    case = factory.case()
    stranger = django_user_model.objects.create_user("stranger")
    gone = django_user_model.objects.create_user("gone", is_active=False)
    assert readable(stranger) == readable(gone) == set()
    assert Actor.of(stranger, case).roles == frozenset()
