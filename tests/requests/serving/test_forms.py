"""What people see and send at the steps of a service; no script is needed for any of it."""

from typing import Any

import pytest

from onestop.requests.serving import escalating, services
from onestop.requests.serving.forms import (
    CompleteForm,
    CorrectForm,
    EntryForm,
    EscalateForm,
    NeedForm,
    RecordForm,
    StartForm,
    StepForm,
    TakeOverForm,
)
from onestop.requests.serving.kinds import KINDS
from onestop.requests.serving.models import RecordKind
from onestop.requests.workflow import actions
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def form(kind: Any, case: Any, data: dict[str, Any] | None = None) -> Any:
    """Return a form of an action."""
    return kind(data, case=case, actor=make.AGENT)


@pytest.mark.parametrize("kind", list(RecordKind))
def test_the_end_asks_for_every_field_of_the_kind(kind: RecordKind) -> None:
    case = make.served_here(clause="4.2.1.1")
    case.records.update(kind=kind)
    shown = form(CompleteForm, case)
    assert [field.key for field in KINDS[kind].fields] == list(shown.fields)[: len(KINDS[kind].fields)]
    empty = form(CompleteForm, case, {})
    required = {field.key for field in KINDS[kind].fields if field.need == "required"}
    assert required | {"result", "solved"} <= set(empty.errors)


def test_what_was_filled_in_before_stands_in_the_form() -> None:
    case = make.served_here(clause="4.2.2.2", kind=RecordKind.CONSULTATION)
    services.fill_in(case.pk, make.AGENT, {"f_question": "怎么做内审"})
    assert form(RecordForm, case).fields["f_question"].initial == "怎么做内审"
    assert form(CompleteForm, case).fields["f_question"].initial == "怎么做内审"


@pytest.mark.clause("4.2.5.3")
def test_something_unusual_is_said_once_and_may_stay() -> None:
    case = make.served_here(clause="4.2.5.3")
    data = {"f_problem": "a", "f_cause": "b", "f_measure": "c", "result": "好转", "solved": "yes"}
    asked = form(CompleteForm, case, data)
    assert set(asked.errors) == {"nevertheless"}
    assert form(CompleteForm, case, {**data, "nevertheless": "on"}).is_valid()
    assert form(CompleteForm, case, {**data, "f_effect_check_on": make.day(30).isoformat()}).is_valid()


def test_the_steps_of_a_kind_are_chosen_first_and_say_what_stands_with_them() -> None:
    case = make.served_here(clause="4.2.4.3", kind=RecordKind.AGENCY)
    services.take_step(case.pk, make.AGENT, {"step": "received", "f_person": "示例经手人"})
    shown = form(StepForm, case)
    assert [field.name for field in shown.visible_fields()] == []
    ways = {way.query: way for way in shown.ways}
    assert list(ways)[:2] == ["?step=received", "?step=sent"]
    assert ways["?step=received"].noted_at is not None
    assert ways["?step=fetched"].waits_for == "送出"
    assert not ways["?step=sent"].waits_for
    assert set(form(StepForm, case, {}).errors) == {"step"}


def test_a_step_asks_what_it_needs_and_nothing_of_the_others() -> None:
    case = make.served_here(clause="4.2.4.3", kind=RecordKind.AGENCY)
    chosen = StepForm(case=case, actor=make.AGENT, initial={"step": "received"})
    assert "f_person" in chosen.fields
    assert not {"f_carrier", "f_waybill"} & set(chosen.fields)
    assert not chosen.ways
    sent = form(StepForm, case, {"step": "sent", "f_person": "示例经手人", "f_carrier": "示例快递"})
    assert sent.is_valid()
    assert {"f_carrier", "f_waybill"} <= set(sent.fields)
    assert form(StepForm, case, {"step": "no-such"}).ways


def test_an_entry_takes_the_browsers_time_and_refuses_nonsense() -> None:
    case = make.served_here()
    good = form(EntryForm, case, {"text": "到场", "happened_at": "2026-11-01T09:30"})
    assert good.is_valid()
    assert good.cleaned_data["happened_at"].hour == 9
    assert set(form(EntryForm, case, {"text": "", "happened_at": "昨天"}).errors) == {"text", "happened_at"}


def test_only_own_entries_are_offered_for_correction() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    lab = case.matches.get().provider
    services.enter(case.pk, make.person_of(lab), {"text": "收样"})
    shown = CorrectForm(case=case, actor=make.person_of(lab))
    assert len(shown.fields["event"].choices) == 1
    other = make.laboratory("乙检测")
    assert CorrectForm(case=case, actor=make.person_of(other)).fields["event"].choices == []


def test_forms_say_what_can_be_chosen() -> None:
    case = make.served_here(clause="4.2.2.1")
    kinds = [key for key, _label in form(StartForm, case).fields["kind"].choices]
    assert kinds == ["diagnosis", "six_s", "comparison", "general"]
    assert set(form(EscalateForm, case, {"noticed_on": make.day(3).isoformat()}).errors) == {
        "reason",
        "noticed_on",
    }
    assert form(NeedForm, case).fields["submission"].initial is not None


def test_what_has_no_call_is_not_offered() -> None:
    case = make.served_here()
    names = {each.name for each in actions.offered(make.AGENT, case)}
    assert {"entry", "recorded", "complete", "escalate", "wait_enterprise"} <= names
    assert not names & {"step", "corrected", "released", "published", "consented"}
    services.enter(case.pk, make.AGENT, {"text": "到场"})


@pytest.mark.clause("6.3")
@pytest.mark.parametrize("number", ["19900000001", "１９９ 0000 0001", "0902－2220000", "+86 199-0000-0001"])
def test_an_entry_with_a_telephone_number_is_refused_beside_its_field(number: str) -> None:
    case = make.served_here(clause="4.2.5.2", kind=RecordKind.TESTING)
    step = {"step": "received", "f_person": f"王示例 {number}", "text": f"电话{number}"}
    assert set(form(StepForm, case, step).errors) == {"f_person", "text"}
    (said,) = form(EntryForm, case, {"text": f"已联系王先生，{number}，下周送样。"}).errors["text"]
    assert "请去掉电话号码" in said
    assert set(form(CorrectForm, case, {"text": number}).errors) >= {"text"}


@pytest.mark.parametrize(
    "text", ["仪器编号 1390-0012345", "GB/T 19001—2016，2026-11-29 共 12 块", "运单 SF1390001234567"]
)
def test_other_numbers_stay_in_an_entry(text: str) -> None:
    case = make.served_here(clause="4.2.5.2", kind=RecordKind.TESTING)
    assert form(EntryForm, case, {"text": text}).is_valid()


@pytest.mark.clause("4.1.1.2")
def test_the_centre_is_told_what_it_may_not_do_itself_before_it_takes_over() -> None:
    case = make.matching_case()
    escalating.escalate(case.pk, make.AGENT, {"reason": "本站办不了"})
    case.refresh_from_db()
    centre = escalating.centre_of(case)
    assert centre is not None
    assert "没有本事项所要求的有效资质" in form(TakeOverForm, case).as_p()
    network.certificate(centre, kind="cma")
    assert "有效资质" not in form(TakeOverForm, case).as_p()
