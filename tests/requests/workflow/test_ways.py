"""The rights to cases, put together from a query a way, against the condition that they stand for (6.3)."""

import random
from typing import Any

import pytest

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from onestop.catalogue.models import Expert
from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.enterprises.models import ConsentRecord, Membership, Person, Purpose
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles as groups
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db
CASES = 60


def allowed(user: Any) -> Q:
    """Return the whole right in one condition, as it is read in the specification."""
    filed = ~Q(status=Status.DRAFT)
    if roles.sees_all_cases(user):
        return filed
    own = Q(filed_by=user, status=Status.DRAFT)
    if roles.of_office(user):
        places = organisations_of(user)
        own |= filed & (Q(office__in=places) | Q(filed_at__in=places))
    given = roles.roles_of(user)
    if roles.Role.PROVIDER in given:
        own |= Q(pk__in=Match.objects.of_provider(user).values("case"))
    if roles.Role.EXPERT in given:
        own |= Q(pk__in=Match.objects.of_expert(user).values("case"))
    members = Membership.objects.filter(user=user, ended_at__isnull=True)
    proved = members.filter(confirmed_at__isnull=False)
    own |= Q(enterprise__in=proved.values("enterprise"))
    person = Person.objects.filter(user=user, phone_verified_at__isnull=False).first()
    mine = Q(filed_by=user) | (Q(phone_print=person.phone_print) if person else Q(pk__in=[]))
    return own | Q(enterprise__in=members.values("enterprise")) & mine


def people(places: list[Any], enterprises: list[Any]) -> list[Any]:
    """Return an account of every kind; some belong to two places or enterprises."""
    station, other, outlet, provider = places
    found = [
        network.account("agent", groups.CENTRE_AGENT, network.centre()),
        network.account("station", groups.STATION_HEAD, station),
        network.account("window", groups.WINDOW, other),
        network.account("outlet", groups.OUTLET, outlet),
        network.account("provider", groups.PROVIDER, provider),
        network.account("expert", groups.EXPERT),
        network.account("supervisor", groups.SUPERVISOR),
        network.account("auditor", groups.AUDITOR),
        make.member("owner", enterprises[0]),
        make.member("newcomer", enterprises[1]),
        make.member("gone", enterprises[1]),
        make.member("both", enterprises[0]),
    ]
    network.staff_member(other, user=found[1])
    Membership.objects.filter(user=found[9]).update(confirmed_at=None)
    Membership.objects.filter(user=found[10]).update(ended_at=timezone.now())
    Membership.objects.create(enterprise=enterprises[1], user=found[11], role="member")
    Expert.objects.create(name="示例专家", user=found[5])
    for user, verified in ((found[9], timezone.now()), (found[10], timezone.now()), (found[8], None)):
        person = Person(user=user, phone_verified_at=verified)
        person.phone = f"1990000010{user.pk % 10}"
        person.save()
    return found


def world(chance: random.Random) -> list[Any]:
    """Make cases of every kind at random; return the people who may ask for them."""
    places = [network.station(), network.station(), network.outlet(), network.provider()]
    enterprises = [make.enterprise("甲"), make.enterprise("乙")]
    users = people(places, enterprises)
    expert = Expert.objects.get(user=users[5])
    for _number in range(CASES):
        status = chance.choice(
            [Status.DRAFT, Status.SUBMITTED, Status.OFFERED, Status.EXPERT, Status.ARCHIVED]
        )
        case = make.case(
            status,
            office=chance.choice(places[:3]),
            filed_at=chance.choice([None, *places[:3]]),
            filed_by=chance.choice([None, *users]),
            enterprise=chance.choice([None, *enterprises]),
            phone=f"1990000010{chance.choice(users).pk % 10}",
        )
        if status == Status.OFFERED:
            consent = ConsentRecord.objects.create(case=case, purpose=Purpose.HAND_OVER, receiver=places[3])
            given = {"method": Method.PROVIDER, "provider": places[3], "consent": consent}
        elif status == Status.EXPERT:
            given = {"method": Method.EXPERT, "expert": expert}
        else:
            continue
        outcome, closed = chance.choice(Outcome.values), chance.random() < 1 / 3
        Match.objects.create(case=case, outcome=outcome, closed_to_doer=closed, **given)
    return users


@pytest.mark.clause("6.3")
@pytest.mark.parametrize("seed", range(3))
def test_the_ways_together_give_exactly_what_the_one_condition_gives(seed: int) -> None:
    for user in world(random.Random(seed)):  # noqa: S311 - a repeatable choice, no secret
        right = ServiceRequest.objects.filter(allowed(user))
        found = ServiceRequest.objects.for_user(user)
        assert list(found) == list(right.distinct())
        assert found.count() == len(found)
        ended = found.filter(status=Status.ARCHIVED).order_by("number")
        assert list(ended) == list(right.filter(status=Status.ARCHIVED).distinct().order_by("number"))
        assert list(found.select_for_update()[:3]) == list(found)[:3]


@pytest.mark.clause("6.3")
def test_who_is_nobody_gets_nothing_whatever_is_asked_on(django_user_model: Any) -> None:
    make.case()
    stranger = django_user_model.objects.create_user("stranger")
    gone = network.account("gone", groups.CENTRE_HEAD)
    gone.is_active = False
    for user in (stranger, gone, AnonymousUser(), None):
        rows = ServiceRequest.objects.for_user(user)
        assert not rows.exists()
        assert not (rows.filed() | rows).filter(status=Status.SUBMITTED).exists()
