"""Steps with a person, a time and data of their own (clauses 4.2.4.3 and 4.2.6.1)."""

import datetime as dt

import pytest

from django.utils import timezone

from onestop.requests.serving import records, services
from onestop.requests.serving.models import RecordKind
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


def agency() -> ServiceRequest:
    """Return a case of delivery on behalf."""
    return make.served_here(clause="4.2.4.3", kind=RecordKind.AGENCY)


@pytest.mark.clause("4.2.4.3")
def test_each_step_of_custody_has_person_and_time_and_they_stand_in_order() -> None:
    case = agency()
    base = timezone.now() - dt.timedelta(hours=5)
    for hours, name in enumerate(["received", "sent", "arrived", "fetched", "handed_back"]):
        services.take_step(
            case.pk,
            make.AGENT,
            {"step": name, "f_person": f"示例交接人{hours}", "happened_at": base + dt.timedelta(hours=hours)},
        )
    record = records.open_record(case)
    assert record is not None
    rows = list(records.entries(record))
    assert [row.data["step"] for row in rows] == ["received", "sent", "arrived", "fetched", "handed_back"]
    assert all(row.data["values"]["person"] and row.happened_at for row in rows)
    with pytest.raises(Refused) as refused:
        services.take_step(case.pk, make.AGENT, {"step": "received"})
    assert set(refused.value.error_dict) == {"f_person"}


@pytest.mark.clause("4.2.4.3")
def test_a_mailed_certificate_needs_carrier_and_number() -> None:
    case = agency()
    with pytest.raises(Refused) as refused:
        services.take_step(case.pk, make.AGENT, {"step": "certificate_sent", "f_carrier": "示例快递"})
    assert set(refused.value.error_dict) == {"f_waybill"}
    event = services.take_step(
        case.pk, make.AGENT, {"step": "certificate_sent", "f_carrier": "示例快递", "f_waybill": "SL-1"}
    )
    assert "SL-1" in event.text


@pytest.mark.clause("4.2.4.3")
def test_nothing_arrives_that_was_not_sent_nor_before_it() -> None:
    case = agency()
    data = {"f_person": "示例交接人"}
    with pytest.raises(Refused) as refused:
        services.take_step(case.pk, make.AGENT, {"step": "sent", **data})
    assert set(refused.value.error_dict) == {"step"}
    services.take_step(case.pk, make.AGENT, {"step": "received", **data})
    early = timezone.now() - dt.timedelta(hours=2)
    with pytest.raises(Refused) as refused:
        services.take_step(case.pk, make.AGENT, {"step": "sent", "happened_at": early, **data})
    assert set(refused.value.error_dict) == {"happened_at"}


@pytest.mark.clause("4.2.6.1")
def test_the_four_steps_of_special_equipment_are_on_the_timeline() -> None:
    case = make.served_here(clause="4.2.6.1")
    steps = {
        "registration": {"f_authority": "示例机关", "f_state": "declared"},
        "arrangement": {"f_body": "示例检验机构", "f_agreed_on": "下周二上午"},
        "inspection": {"f_inspectors": "示例检验员", "f_finding": "passed"},
        "report": {"f_report_number": "TJ-1", "f_receiver": "示例签收人", "f_signed_on": make.day(0)},
    }
    for name, values in steps.items():
        services.take_step(case.pk, make.AGENT, {"step": name, **values})
    record = records.open_record(case)
    assert record is not None
    assert set(records.steps_done(record)) == set(steps)
    texts = [event.text for event in case.events.filter(name="step")]
    assert all(texts)
    assert records.steps_done(record)["report"].data["values"]["signed_on"] == make.day(0).isoformat()


@pytest.mark.clause("4.2.6.1")
def test_a_report_is_handed_over_against_a_signature_with_its_day() -> None:
    case = make.served_here(clause="4.2.6.1")
    with pytest.raises(Refused) as refused:
        services.take_step(case.pk, make.AGENT, {"step": "report", "f_report_number": "TJ-1"})
    assert set(refused.value.error_dict) == {"f_receiver", "f_signed_on"}


@pytest.mark.clause("4.2.6.1")
def test_a_record_of_special_equipment_says_who_decides_by_law() -> None:
    case = make.served_here(clause="4.2.6.1")
    record = records.open_record(case)
    assert record is not None
    assert "decided_by" in {field.name for field in records.lacks(record)}


def test_a_record_without_steps_has_none() -> None:
    case = make.served_here()
    with pytest.raises(Refused) as refused:
        services.take_step(case.pk, make.AGENT, {"step": "sent"})
    assert set(refused.value.error_dict) == {"step"}
