"""Each step of matching: what it needs, what it leaves, whom it refuses."""

import pytest

from onestop.catalogue.organisations.choices import QualificationKind
from onestop.catalogue.organisations.models import CapabilityScope, Equipment, Laboratory
from onestop.catalogue.services.models import ServiceProvision
from onestop.requests.enterprises import consents
from onestop.requests.matching import checking, previous, services
from onestop.requests.matching.candidates import Fit, look_up
from onestop.requests.matching.models import Match, Outcome
from onestop.requests.serving import escalating
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.requests import acting

pytestmark = pytest.mark.django_db


def test_a_hint_may_be_proposed_only_by_who_says_how_it_was_made_sure() -> None:
    lab = make.laboratory("旧年版", standard="GB/T 5009.3—2016")
    case = make.matching_case()
    with pytest.raises(Refused) as refused:
        services.propose(case.pk, make.AGENT, {"provider": lab})
    assert set(refused.value.error_dict) == {"qualified"}
    match = services.propose(case.pk, make.AGENT, {"provider": lab, "how_confirmed": "电话核实，已变更年版"})
    assert match.check_result["how_confirmed"] == "电话核实，已变更年版"


def test_nobody_is_proposed_whose_certificate_has_ended() -> None:
    lab = make.laboratory("昨日到期", until=make.day(-1))
    case = make.matching_case()
    with pytest.raises(Refused) as refused:
        services.propose(case.pk, make.AGENT, {"provider": lab, "how_confirmed": "x"})
    assert set(refused.value.error_dict) == {"qualified"}
    case.refresh_from_db()
    assert case.status == Status.MATCHING


@pytest.mark.clause("4.2.5.2")
def test_the_enterprise_chooses_another_of_those_it_was_shown() -> None:
    proposed, other = make.laboratory("甲检测"), make.laboratory("乙检测")
    stranger = make.laboratory("丙检测", standard="GB/T 1.1—2020")
    case = make.matching_case()
    services.propose(case.pk, make.AGENT, {"provider": proposed})
    with pytest.raises(Refused):
        services.consent(case.pk, make.ENTERPRISE, {"agree": True, "provider": stranger})
    match = services.consent(case.pk, make.ENTERPRISE, {"agree": True, "provider": str(other.pk)})
    assert match.provider == other
    assert match.consent.receiver == other


@pytest.mark.clause("6.3")
def test_consent_names_receiver_and_data_and_leaves_the_contact_out_unless_wanted() -> None:
    case = make.offered_to(make.laboratory("甲检测"))
    consent = case.matches.get().consent
    assert consent.receiver_name == "甲检测"
    assert "phone" not in consent.fields
    other = make.matching_case()
    services.propose(other.pk, make.AGENT, {"provider": make.laboratory("乙检测")})
    match = services.consent(other.pk, make.ENTERPRISE, {"agree": True, "contact": True})
    assert {"contact_name", "phone"} <= set(match.consent.fields)


def test_an_enterprise_that_declines_gets_another() -> None:
    lab = make.laboratory("甲检测")
    case = make.matching_case()
    services.propose(case.pk, make.AGENT, {"provider": lab})
    services.decline(case.pk, make.ENTERPRISE, {"reason": "太远"})
    case.refresh_from_db()
    assert case.status == Status.MATCHING
    with pytest.raises(Refused) as refused:
        services.propose(case.pk, make.AGENT, {"provider": lab})
    assert set(refused.value.error_dict) == {"provider"}
    assert services.propose(case.pk, make.AGENT, {"provider": lab, "again": True}).outcome == Outcome.PROPOSED


def test_another_institution_cannot_take_what_was_offered_to_one() -> None:
    lab, other = make.laboratory("甲检测"), make.laboratory("乙检测")
    case = make.offered_to(lab)
    with pytest.raises(Refused):
        services.take(case.pk, make.person_of(other), {})
    with pytest.raises(Refused):
        services.give_back(case.pk, make.person_of(other), {"reason": "x"})
    services.take(case.pk, make.person_of(lab), {})
    case.refresh_from_db()
    assert case.status == Status.MATCHED


def test_a_certificate_that_ends_between_proposal_and_acceptance_stops_it() -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    lab.qualifications.update(valid_until=make.day(-1))
    with pytest.raises(Refused) as refused:
        services.take(case.pk, make.person_of(lab), {})
    assert set(refused.value.error_dict) == {"qualified"}


@pytest.mark.clause("6.3")
def test_who_lost_the_consent_loses_the_case_at_once_and_the_centre_gets_it() -> None:
    lab = make.laboratory("甲检测")
    case = make.taken_by(lab)
    user = make.person_of(lab).user
    assert ServiceRequest.objects.for_user(user).filter(pk=case.pk).exists()
    consents.withdraw(case.matches.get().consent_id, make.ENTERPRISE)
    assert not ServiceRequest.objects.for_user(user).filter(pk=case.pk).exists()
    case.refresh_from_db()
    assert case.status == Status.ESCALATED
    row = case.escalations.get()
    assert (row.by_rule, row.source) == ("consent", case.office)
    escalating.rematch(case.pk, make.AGENT, {"reason": "另找一家"})
    assert case.matches.get().outcome == Outcome.DECLINED
    assert (previous.returns(case), "没有同意" in previous.tried(case)[lab.pk]) == (0, True)


@pytest.mark.clause("6.3")
def test_an_institution_sees_a_case_only_between_consent_and_giving_back() -> None:
    lab = make.laboratory("甲检测")
    user = make.person_of(lab).user
    case = make.matching_case()
    services.propose(case.pk, make.AGENT, {"provider": lab})
    assert not ServiceRequest.objects.for_user(user).exists()
    services.consent(case.pk, make.ENTERPRISE, {"agree": True})
    assert ServiceRequest.objects.for_user(user).get() == case
    services.give_back(case.pk, make.person_of(lab), {"reason": "设备检修"})
    assert not ServiceRequest.objects.for_user(user).exists()


@pytest.mark.clause("4.1.1.2")
def test_the_office_serves_only_what_its_own_certificates_cover() -> None:
    case = make.matching_case()
    case.office.qualifications.update(valid_until=make.day(-1))
    with pytest.raises(Refused) as refused:
        services.serve_ourselves(case.pk, make.AGENT, {})
    assert set(refused.value.error_dict) == {"qualified"}
    case.office.qualifications.update(valid_until=make.day(0))
    match = services.serve_ourselves(case.pk, make.AGENT, {})
    assert (match.outcome, match.provider) == (Outcome.TAKEN, case.office)


@pytest.mark.clause("4.2.4.1")
def test_the_office_calibrates_only_what_its_own_authorisation_names() -> None:
    kind = QualificationKind.METROLOGY
    item = make.testing_item(clause="4.2.4.1", required_qualification=kind)
    case = make.matching_case(item=item, details={"product": "热电偶", "range": "0～1000 ℃"})
    certificate = network.certificate(case.office, kind=kind)
    scope = CapabilityScope.objects.create(qualification=certificate, product="热电偶", limits="0～600 ℃")
    refused = checking.check_office(case)
    assert refused.fit == Fit.NO
    assert "0～600 ℃" in refused.reason
    with pytest.raises(Refused):
        services.serve_ourselves(case.pk, make.AGENT, {})
    scope.delete()
    assert "热电偶" in checking.check_office(case).reason
    CapabilityScope.objects.create(qualification=certificate, product="热电偶", limits="0～1200 ℃")
    assert services.serve_ourselves(case.pk, make.AGENT, {}).provider == case.office


@pytest.mark.clause("4.1.1.6")
def test_the_office_tests_in_its_own_laboratory_only_with_a_valid_calibration() -> None:
    case = make.matching_case()
    case.office.qualifications.update(valid_until=make.day(0))
    case.item.provisions.update_or_create(organisation=case.office, defaults={"own_laboratory": True})
    with pytest.raises(Refused) as refused:
        services.serve_ourselves(case.pk, make.AGENT, {})
    assert set(refused.value.error_dict) == {"qualified"}
    room = Laboratory.objects.create(organisation=case.office, name="示例实验室")
    Equipment.objects.create(laboratory=room, name="天平", serial="A", calibrated_until=make.day(0))
    assert services.serve_ourselves(case.pk, make.AGENT, {}).provider == case.office


@pytest.mark.clause("4.1.1.6")
def test_an_institution_whose_own_laboratory_has_no_valid_calibration_is_shown_and_not_proposed() -> None:
    lab = make.laboratory("甲检测")
    case = make.matching_case()
    ServiceProvision.objects.create(item=case.item, organisation=lab, own_laboratory=True)
    (row,) = look_up(case)
    assert (row.organisation, row.fit) == (lab, Fit.NO)
    assert "检定校准" in row.why_not
    with pytest.raises(Refused) as refused:
        services.propose(case.pk, make.AGENT, {"provider": lab, "how_confirmed": "电话核实"})
    assert set(refused.value.error_dict) == {"qualified"}
    room = Laboratory.objects.create(organisation=lab, name="示例实验室")
    Equipment.objects.create(laboratory=room, name="天平", serial="A", calibrated_until=make.day(0))
    assert [each.fit for each in look_up(case)] == [Fit.YES]
    assert services.propose(case.pk, make.AGENT, {"provider": lab}).provider == lab


def test_looking_again_keeps_both_wishes_and_both_lists() -> None:
    make.laboratory("甲检测")
    case = make.matching_case(details={"standard": "GB/T 1.1—2020", "handover": "bring"})
    services.look_again(case.pk, make.AGENT, {"standard": make.STANDARD})
    case.refresh_from_db()
    assert case.details == {"standard": make.STANDARD, "handover": "bring"}
    event = case.events.get(name="look_again")
    assert event.data["before"]["standard"] == "GB/T 1.1—2020"
    assert event.data["offered"] == 1


def test_a_withdrawn_request_asks_nobody_any_more() -> None:
    from onestop.requests.filing.services import withdraw  # noqa: PLC0415 - the step of another package

    case = make.offered_to(make.laboratory("甲检测"))
    withdraw(case.pk, make.ENTERPRISE, {})
    assert not Match.objects.open().filter(case=case).exists()


@pytest.mark.parametrize("name", ["begin_matching", "propose", "serve_ourselves", "ask_expert", "look_again"])
@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.PROVIDER, Role.EXPERT, Role.SUPERVISOR, Role.VISITOR])
def test_steps_of_the_office_are_the_offices(name: str, role: Role) -> None:
    status = Status.ACCEPTED if name in {"begin_matching", "ask_expert"} else Status.MATCHING
    case = make.matching_case(status=status)
    with pytest.raises(Refused):
        getattr(services, name)(case.pk, acting(role), {"provider": network.provider()})
    assert case.events.count() == 1
