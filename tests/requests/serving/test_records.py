"""Records by kind: declared as data, checked when filled in, complete when the service ends (6.2, 4.2)."""

from typing import Any

import pytest

from onestop.catalogue.services.clauses import CHOICES
from onestop.requests.serving import fields, records, services
from onestop.requests.serving.fields import Need, Sort
from onestop.requests.serving.kinds import BY_CLAUSE, KINDS, kind_of, kinds_for
from onestop.requests.serving.models import RecordKind
from onestop.requests.workflow.actions import offered
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.standards import StandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def sample(field: fields.Field) -> Any:
    """Return something that fits a field, as a form has cleaned it."""
    plain = {
        Sort.NUMBER: 70,
        Sort.COUNT: 3,
        Sort.DAY: make.day(0),
        Sort.COMING_DAY: make.day(30),
        Sort.CHOICE: field.choices[0][0] if field.choices else "",
        Sort.YES: True,
        Sort.STANDARDS: "GB/T 19001—2016",
    }
    return plain.get(field.sort, "内容")


def under(kind: RecordKind, clause: str) -> ServiceRequest:
    """Return a case that is served in a record of a kind, with one entry."""
    case = make.served_here(clause=clause, kind=kind)
    services.enter(case.pk, make.AGENT, {"text": "到场"})
    return case


def clause_of(kind: RecordKind) -> str:
    """Return a clause that has a kind."""
    return next((clause for clause, kinds in BY_CLAUSE.items() if kind in kinds), "4.2.1.1")


@pytest.mark.clause("6.2")
@pytest.mark.parametrize("kind", list(RecordKind))
def test_nothing_that_a_kind_requires_may_be_missing_at_the_end(kind: RecordKind) -> None:
    case = under(kind, clause_of(kind))
    record = records.open_record(case)
    assert record is not None
    assert record.kind == kind
    data = {"result": "办好", "solved": True, "report_number": "B-1"}
    with pytest.raises(Refused) as refused:
        services.complete(case.pk, make.AGENT, data)
    required = {field.key for field in kind_of(kind).fields if field.need == Need.REQUIRED}
    steps = records.steps_missing(record)
    assert set(refused.value.error_dict) == required | ({"solved"} if steps else set())
    for step in steps:
        values = {field.key: sample(field) for field in step.fields}
        services.take_step(case.pk, make.AGENT, {"step": step.name, **values})
    filled = {field.key: sample(field) for field in kind_of(kind).fields}
    services.complete(case.pk, make.AGENT, {**data, **filled})
    record.refresh_from_db()
    assert record.solved
    assert records.lacks(record) == []


def test_every_kind_has_a_form_and_every_clause_a_kind() -> None:
    assert set(KINDS) == set(RecordKind)
    assert set(BY_CLAUSE) <= {clause for clause, _label in CHOICES}
    for kind in KINDS.values():
        names = [field.name for field in kind.fields]
        assert len(names) == len(set(names))
        assert any(field.need == Need.REQUIRED for field in kind.fields)


@pytest.mark.clause("4.2.2.1")
def test_the_three_activities_have_forms_of_their_own() -> None:
    titles = {
        "质量诊断": RecordKind.DIAGNOSIS,
        "6S 现场管理咨询": RecordKind.SIX_S,
        "质量比对": RecordKind.COMPARISON,
    }
    for title, kind in titles.items():
        assert kinds_for(ServiceRequest(clause="4.2.2.1", item_title=title))[0] == kind


@pytest.mark.clause("4.2.2.1")
def test_the_difference_of_a_6s_score_is_computed() -> None:
    case = under(RecordKind.SIX_S, "4.2.2.1")
    services.fill_in(case.pk, make.AGENT, {"f_score_before": 62, "f_score_after": 85})
    record = records.open_record(case)
    assert record is not None
    assert [text for _label, text in records.derived(record)] == ["+23"]


@pytest.mark.clause("6.2")
def test_filling_in_keeps_what_stood_there_before() -> None:
    case = under(RecordKind.CONSULTATION, "4.2.2.2")
    services.fill_in(case.pk, make.AGENT, {"f_question": "怎么做内审"})
    services.fill_in(case.pk, make.AGENT, {"f_question": "怎么做管理评审"})
    changes = case.events.filter(name="recorded").last().data["changes"]
    assert changes["question"] == ["怎么做内审", "怎么做管理评审"]
    with pytest.raises(Refused):
        services.fill_in(case.pk, make.AGENT, {"f_question": "怎么做管理评审"})


@pytest.mark.parametrize(
    ("name", "value"),
    [("f_standards", "不是标准号"), ("f_follow_up_on", -1)],
)
def test_what_cannot_be_is_refused_beside_the_field(name: str, value: Any) -> None:
    kind = RecordKind.TESTING if name == "f_standards" else RecordKind.DIAGNOSIS
    case = under(kind, clause_of(kind))
    given = make.day(value) if isinstance(value, int) else value
    with pytest.raises(Refused) as refused:
        services.fill_in(case.pk, make.AGENT, {name: given})
    assert set(refused.value.error_dict) == {name}
    record = records.open_record(case)
    assert record is not None
    assert record.fields == {}


@pytest.mark.parametrize(
    ("kind", "part", "all_of_it"),
    [(RecordKind.EXAM, "f_passed", "f_candidates"), (RecordKind.COMPARISON, "f_rank", "f_participants")],
)
def test_a_part_is_not_more_than_the_whole(kind: RecordKind, part: str, all_of_it: str) -> None:
    case = under(kind, clause_of(kind))
    with pytest.raises(Refused) as refused:
        services.fill_in(case.pk, make.AGENT, {part: 9, all_of_it: 3})
    assert set(refused.value.error_dict) == {part}
    services.fill_in(case.pk, make.AGENT, {part: 3, all_of_it: 3})


@pytest.mark.clause("4.2.6.3")
def test_that_nobody_passed_is_written_down_and_not_left_out() -> None:
    case = under(RecordKind.EXAM, "4.2.6.3")
    services.fill_in(case.pk, make.AGENT, {"f_passed": 0, "f_candidates": 3})
    record = records.open_record(case)
    assert record is not None
    passed = next(field for field in kind_of(RecordKind.EXAM).fields if field.name == "passed")
    assert (str(passed.label), "0") in records.shown(record)
    assert (str(passed.label), "0") in records.filled(record)
    assert passed not in fields.missing([passed], record.fields, Need.OPTIONAL)


@pytest.mark.clause("4.2.4.1")
def test_no_line_of_a_long_list_is_lost() -> None:
    case = under(RecordKind.CALIBRATION, "4.2.4.1")
    services.fill_in(case.pk, make.AGENT, {"f_instruments": "\n".join(f"量块 {n}" for n in range(120))})
    record = records.open_record(case)
    assert record is not None
    assert record.fields["instruments"][-1] == "量块 119"


@pytest.mark.clause("4.2.5.1")
def test_a_replaced_standard_is_warned_of_with_the_new_one() -> None:
    StandardFactory(number="GB/T 19012—2008", issued_on=None, effective_on=make.day(-4000))
    new = StandardFactory(number="GB/T 19012—2019", replaces=["GB/T 19012-2008"])
    warning = fields.standard_warning("GB/T 19012-2008")
    assert new.number in warning
    assert fields.standard_warning("GB/T 19012—2019") == ""
    assert fields.standard_warning("GB/T 99999—2020") == ""


@pytest.mark.clause("4.2.5.3")
def test_guidance_without_a_day_of_the_effect_check_is_warned_of() -> None:
    kind = kind_of(RecordKind.GUIDANCE)
    with_day = {"effect_check_on": "2099-01-01"}
    assert len(fields.warnings(kind.fields, {})) == 1
    assert fields.warnings(kind.fields, with_day) == []


@pytest.mark.clause("4.2.6.3")
def test_an_examination_asks_for_no_candidates_by_name() -> None:
    asked = {field.name: field.sort for field in kind_of(RecordKind.EXAM).fields}
    assert asked["candidates"] == Sort.COUNT
    assert asked["purged"] == Sort.YES


def test_a_fee_without_who_charged_it_is_refused() -> None:
    case = under(RecordKind.GENERAL, "4.2.1.1")
    data = {"result": "办好", "solved": True, "f_content": "讲解", "charged": True, "amount": "120.50"}
    with pytest.raises(Refused) as refused:
        services.complete(case.pk, make.AGENT, data)
    assert set(refused.value.error_dict) == {"charged_by"}
    record = services.complete(case.pk, make.AGENT, {**data, "charged_by": "示例检测机构"})
    assert str(record.amount) == "120.50"
    assert records.fee(record) == [("收费情况", "120.50 元，由示例检测机构收取")]
    record.charged = False
    assert records.fee(record) == [("收费情况", "没有收费")]
    record.ended_at = None
    assert records.fee(record) == []


@pytest.mark.parametrize("said", [{"amount": "50"}, {"charged_by": "示例检测机构"}])
def test_an_amount_that_nobody_has_charged_is_asked_about_and_not_dropped(said: dict[str, str]) -> None:
    case = under(RecordKind.GENERAL, "4.2.1.1")
    data = {"result": "办好", "solved": True, "f_content": "讲解", "charged": False, **said}
    with pytest.raises(Refused) as refused:
        services.complete(case.pk, make.AGENT, data)
    assert set(refused.value.error_dict) == {"charged"}


def test_a_testing_record_needs_its_report_number_only_when_there_is_a_result() -> None:
    case = under(RecordKind.TESTING, "4.2.5.1")
    filled = {field.key: sample(field) for field in kind_of(RecordKind.TESTING).fields}
    with pytest.raises(Refused) as refused:
        services.complete(case.pk, make.AGENT, {"result": "合格", "solved": True, **filled})
    assert set(refused.value.error_dict) == {"report_number"}
    services.complete(case.pk, make.AGENT, {"result": "样品损坏", "solved": False, **filled})
    case.refresh_from_db()
    assert case.resolution == "unsolved"


def test_every_kind_can_be_shown_filled_and_empty() -> None:
    for kind, form in KINDS.items():
        for values in ({}, fields.collect(form.fields, {f.key: sample(f) for f in form.fields})[0]):
            rows = [fields.shown(field, values.get(field.name)) for field in form.fields]
            assert all(rows), kind


def test_waiting_stops_at_the_longest_pause() -> None:
    case = under(RecordKind.GENERAL, "4.2.1.1")
    assert {"wait_enterprise", "wait_sample"} <= {each.name for each in offered(make.AGENT, case)}
    services.wait_enterprise(case.pk, make.AGENT, {"reason": "等企业补材料"})
    case.refresh_from_db()
    assert (case.status, case.clock_runs) == (Status.WAITING, False)
    pause = case.pauses.get()
    pause.days = 30
    pause.until = pause.since
    pause.save()
    services.resume(case.pk, make.ENTERPRISE, {})
    case.refresh_from_db()
    assert not {"wait_enterprise", "wait_sample"} & {each.name for each in offered(make.AGENT, case)}
    with pytest.raises(Refused) as refused:
        services.wait_sample(case.pk, make.AGENT, {"reason": "样品在途"})
    assert set(refused.value.error_dict) == {"pause_left"}


@pytest.mark.clause("4.2.5.3")
@pytest.mark.clause("4.2.2.1")
@pytest.mark.parametrize("kind", [RecordKind.GUIDANCE, RecordKind.DIAGNOSIS])
def test_the_day_on_which_somebody_looks_again_becomes_a_call_back(kind: RecordKind) -> None:
    case = under(kind, clause_of(kind))
    filled = {field.key: sample(field) for field in kind_of(kind).fields}
    services.complete(case.pk, make.AGENT, {"result": "好转", "solved": True, **filled})
    assert make.day(30) in set(case.call_backs.values_list("due_on", flat=True))


def test_only_who_serves_and_the_enterprise_go_on_after_a_wait() -> None:
    lab, other = make.laboratory("甲检测"), make.laboratory("乙检测")
    case = make.served_by(lab)
    services.wait_enterprise(case.pk, make.person_of(lab), {"reason": "等材料"})
    with pytest.raises(Refused):
        services.resume(case.pk, make.person_of(other), {})
    services.resume(case.pk, make.ENTERPRISE, {})
    case.refresh_from_db()
    assert case.status == Status.SERVING


def test_what_the_case_says_already_stands_in_the_record() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    record = records.open_record(case)
    assert record is not None
    assert record.fields == {"standards": [make.STANDARD]}
