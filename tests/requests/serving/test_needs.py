"""A new need noted inside a service is a request of its own, linked to the first (clause 4.3.2.3)."""

import pytest

from onestop.requests.serving import needs
from onestop.requests.workflow.choices import Channel, Status
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.3.2.3")
def test_a_new_need_is_linked_and_nothing_known_is_asked_again() -> None:
    lab = make.laboratory("甲检测")
    case = make.served_by(lab)
    child = needs.new_need(case.pk, make.person_of(lab), {"description": "还要校准一台天平"})
    assert (child.parent, child.channel, child.status) == (case, Channel.SERVICE, Status.SUBMITTED)
    assert (child.enterprise_name, child.contact_name, child.phone) == (
        case.enterprise_name,
        case.contact_name,
        case.phone,
    )
    assert child.number != case.number
    event = case.events.get(name="new_need")
    assert event.data["number"] == child.number
    assert event.actor == make.person_of(lab).user


def test_one_press_makes_one_request() -> None:
    import uuid  # noqa: PLC0415 - of this test alone

    case, press = make.served_here(), uuid.uuid4()
    data = {"description": "还要培训", "submission": press}
    first = needs.new_need(case.pk, make.AGENT, data)
    assert needs.new_need(case.pk, make.AGENT, data) == first
    assert case.children.count() == 1


def test_an_empty_need_is_refused() -> None:
    case = make.served_here()
    with pytest.raises(Refused) as refused:
        needs.new_need(case.pk, make.AGENT, {"description": " "})
    assert set(refused.value.error_dict) == {"description"}
