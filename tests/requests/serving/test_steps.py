"""Steps with a person, a time and data of their own (clauses 4.2.4.3 and 4.2.6.1)."""

import datetime as dt
from typing import Any

import pytest

from django.utils import timezone

from onestop.requests.serving import records, services
from onestop.requests.serving.kinds import kinds_for
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


STEPS: dict[str, dict[str, Any]] = {
    "registration": {"f_authority": "示例机关", "f_state": "declared"},
    "arrangement": {"f_body": "示例检验机构", "f_agreed_on": "下周二上午"},
    "inspection": {"f_inspectors": "示例检验员", "f_finding": "passed"},
    "report": {"f_report_number": "TJ-1", "f_receiver": "示例签收人", "f_signed_on": make.day(0)},
}


@pytest.mark.clause("4.2.6.1")
def test_the_four_steps_of_special_equipment_are_on_the_timeline() -> None:
    case = make.served_here(clause="4.2.6.1")
    for name, values in STEPS.items():
        services.take_step(case.pk, make.AGENT, {"step": name, **values})
    record = records.open_record(case)
    assert record is not None
    assert set(records.steps_done(record)) == set(STEPS)
    texts = [event.text for event in case.events.filter(name="step")]
    assert all(texts)
    assert records.steps_done(record)["report"].data["values"]["signed_on"] == make.day(0).isoformat()


@pytest.mark.clause("4.2.6.1")
def test_special_equipment_is_solved_with_its_four_steps_and_what_lacks_is_named() -> None:
    case = make.served_here(clause="4.2.6.1")
    assert kinds_for(case) == [RecordKind.EQUIPMENT]
    fields = {"f_category": "叉车", "f_decided_by": "示例机关"}
    told = {"result": "已登记，报告已签收", "solved": True, **fields}
    for name, values in list(STEPS.items())[:3]:
        services.take_step(case.pk, make.AGENT, {"step": name, **values})
    with pytest.raises(Refused) as refused:
        services.complete(case.pk, make.AGENT, told)
    assert list(refused.value.message_dict) == ["solved"]
    assert "发放检验报告" in str(refused.value) or "报告" in str(refused.value)
    services.take_step(case.pk, make.AGENT, {"step": "report", **STEPS["report"]})
    assert services.complete(case.pk, make.AGENT, told).solved


@pytest.mark.clause("4.2.6.1")
def test_a_step_that_is_no_part_of_the_request_is_noted_as_that_with_a_reason() -> None:
    """Who asks for the registration alone gets no inspection that never was written down."""
    case = make.served_here(clause="4.2.6.1")
    for name in ("arrangement", "inspection", "report"):
        with pytest.raises(Refused) as refused:
            services.take_step(case.pk, make.AGENT, {"step": name, "elsewhere": True})
        assert set(refused.value.error_dict) == {"text"}
        said = {"step": name, "elsewhere": True, "text": "首次检验由制造单位办结"}
        with pytest.raises(Refused) as refused:
            services.take_step(case.pk, make.AGENT, {**said, **STEPS[name]})
        assert set(refused.value.error_dict) == {"elsewhere"}
        noted = services.take_step(case.pk, make.AGENT, said)
        assert "不在本件范围内" in noted.text
        assert "首次检验由制造单位办结" in noted.text
    told = {"result": "已登记", "solved": True, "f_category": "叉车", "f_decided_by": "示例机关"}
    with pytest.raises(Refused) as refused:
        services.complete(case.pk, make.AGENT, told)
    assert "申报注册登记" in str(refused.value)
    services.take_step(case.pk, make.AGENT, {"step": "registration", **STEPS["registration"]})
    assert services.complete(case.pk, make.AGENT, told).solved


@pytest.mark.clause("4.2.6.1")
def test_not_every_step_can_be_somebody_elses() -> None:
    case = make.served_here(clause="4.2.6.1")
    for name in STEPS:
        services.take_step(case.pk, make.AGENT, {"step": name, "elsewhere": True, "text": "别处已办"})
    record = records.open_record(case)
    assert record is not None
    assert [step.name for step in records.steps_missing(record)] == list(STEPS)


@pytest.mark.clause("4.2.4.3")
def test_a_step_of_custody_has_somebody_who_took_it() -> None:
    case = make.served_here(clause="4.2.4.3", kind=RecordKind.AGENCY)
    with pytest.raises(Refused) as refused:
        services.take_step(case.pk, make.AGENT, {"step": "received", "elsewhere": True, "text": "别处"})
    assert set(refused.value.error_dict) == {"f_person"}


@pytest.mark.clause("4.2.6.1")
def test_what_could_not_be_solved_ends_without_the_steps_that_never_came() -> None:
    case = make.served_here(clause="4.2.6.1")
    services.enter(case.pk, make.AGENT, {"text": "企业决定退货"})
    told = {"result": "设备已退货", "solved": False, "f_category": "叉车", "f_decided_by": "示例机关"}
    assert services.complete(case.pk, make.AGENT, told).solved is False


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
