"""Consents: what was agreed to, and that withdrawing works at once."""

import pytest

from django.core.exceptions import ValidationError
from django.utils import timezone

from onestop.requests.archives import retention
from onestop.requests.enterprises import consents
from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.following import notifying
from onestop.requests.following.models.notices import To
from onestop.requests.workflow import events
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.events import breaks
from onestop.requests.workflow.models import ServiceRequest
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


def test_whose_notice_was_taken_back_is_not_called_nor_written_to() -> None:
    case = requests.case(Status.COMPLETED, email="a@example.org", completed_at=timezone.now())
    record = consents.give(Purpose.NOTICE, case=case, version="1")
    events.record(case, "complete", SYSTEM, Role.SYSTEM, target=Status.COMPLETED)
    assert case.call_backs.open().exists()
    assert notifying.tell(case, "progress", To.ENTERPRISE, key="before")
    consents.withdraw(record.pk, Actor.holder())
    assert not notifying.tell(case, "progress", To.ENTERPRISE, key="after")
    assert not case.call_backs.open().exists()


@pytest.mark.parametrize("closed_first", [True, False])
def test_whose_notice_was_taken_back_is_forgotten_once_the_request_is_closed(closed_first: bool) -> None:
    case = requests.case(Status.ARCHIVED if closed_first else Status.EVALUATED)
    record = consents.give(Purpose.NOTICE, case=case, version="1")
    consents.withdraw(record.pk, Actor.holder())
    if not closed_first:
        assert not retention.forget()
        ServiceRequest.objects.filter(pk=case.pk).update(status=Status.ARCHIVED)
        assert retention.forget() == 1
    case.refresh_from_db()
    assert (case.contact_name, case.phone, case.phone_print) == ("", "", "")
    assert case.events.get(name="contacts_erased").text == str(retention.ON_REQUEST)


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
