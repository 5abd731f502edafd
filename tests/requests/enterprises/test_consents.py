"""Consents: what was agreed to, and that withdrawing works at once."""

import pytest

from django.core.exceptions import ValidationError

from onestop.requests.enterprises import consents
from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.events import breaks
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import network, requests

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]


def test_handing_over_names_receiver_and_data() -> None:
    case = requests.case()
    for wrong in ({"fields": consents.HANDED}, {"receiver": network.provider()}):
        with pytest.raises(ValidationError):
            consents.give(Purpose.HAND_OVER, case=case, **wrong)
    assert not ConsentRecord.objects.exists()


def test_a_consent_to_a_case_stands_on_its_timeline() -> None:
    case = requests.case(enterprise=requests.enterprise())
    member = requests.member("member", case.enterprise)
    record = consents.give_to_case(case.pk, Actor.of(member, case), {"purpose": Purpose.QUESTION})
    assert (record.enterprise, record.given_by) == (case.enterprise, member)
    case.refresh_from_db()
    event = case.events.get(name="consented")
    assert event.data == {"consent": record.pk}
    assert not list(breaks(case))


def test_withdrawing_is_told_once_and_holds() -> None:
    case = requests.case()
    record = consents.give(Purpose.HAND_OVER, case=case, fields=["phone"], receiver=network.provider())
    assert list(consents.valid_for(case, Purpose.HAND_OVER)) == [record]
    for _ in range(2):
        consents.withdraw(record.pk, Actor.holder())
    assert not consents.valid_for(case, Purpose.HAND_OVER).exists()
    assert case.events.filter(name="consent_withdrawn").count() == 1


def test_the_notice_is_withdrawn_by_withdrawing_the_request() -> None:
    case = requests.case()
    record = consents.give(Purpose.NOTICE, case=case, version="1")
    with pytest.raises(ValidationError):
        consents.withdraw(record.pk, Actor.holder())
    done = requests.case(Status.COMPLETED)
    assert consents.withdraw(consents.give(Purpose.NOTICE, case=done).pk, Actor.holder()).withdrawn_at


def test_nobody_but_the_enterprise_withdraws() -> None:
    case = requests.case()
    record = consents.give(Purpose.HAND_OVER, case=case, fields=["phone"], receiver=network.provider())
    with pytest.raises(Refused):
        consents.withdraw(record.pk, requests.acting(Role.AGENT, network.account("agent")))
    record.refresh_from_db()
    assert record.withdrawn_at is None


def test_a_consent_without_a_case_is_withdrawn_too() -> None:
    enterprise = requests.enterprise()
    user = requests.member("member", enterprise)
    record = consents.give(Purpose.MESSAGES, enterprise=enterprise, user=user)
    assert consents.withdraw(record.pk, Actor(user)).withdrawn_at is not None
