"""Who is found for what, in which order, with which reasons (clauses 4.2.4.1, 4.2.5.2, 4.2.6.2)."""

import pytest

from onestop.catalogue.organisations.choices import QualificationKind, Status
from onestop.requests.matching.candidates import Candidate, Fit, look_up
from onestop.requests.matching.models import CandidateList
from onestop.requests.matching.services import begin_matching, give_back
from onestop.requests.workflow.choices import Status as CaseStatus
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


def found(**fields: object) -> dict[str, Candidate]:
    """Return who is found for a case, by name."""
    return {row.organisation.name: row for row in look_up(make.matching_case(**fields))}


@pytest.mark.clause("4.2.5.2")
def test_same_number_and_year_is_qualified_another_year_only_a_hint() -> None:
    make.laboratory("同年版")
    make.laboratory("旧年版", standard="GB/T 5009.3—2016")
    make.laboratory("别的标准", standard="GB/T 5009.4—2025")
    rows = found()
    assert rows["同年版"].fit == Fit.YES
    assert rows["旧年版"].fit == Fit.CONFIRM
    assert "其他年版" in rows["旧年版"].reasons[0] or "another edition" in rows["旧年版"].reasons[0]
    assert "别的标准" not in rows


@pytest.mark.clause("4.2.5.2")
def test_a_certificate_that_ended_yesterday_is_not_listed_one_that_ends_today_is() -> None:
    make.laboratory("昨日到期", until=make.day(-1))
    make.laboratory("今日到期", until=make.day(0))
    assert set(found()) == {"今日到期"}


@pytest.mark.clause("4.2.5.2")
def test_a_scope_that_ended_yesterday_is_not_listed() -> None:
    make.laboratory("范围到期", valid_until=make.day(-1))
    assert found() == {}


def test_who_is_suspended_is_not_listed() -> None:
    lab = make.laboratory("暂停")
    lab.status = Status.SUSPENDED
    lab.save()
    assert found() == {}


@pytest.mark.clause("4.2.4.1")
def test_out_of_range_is_not_offered_and_says_why() -> None:
    make.laboratory(
        "小量程", kind=QualificationKind.METROLOGY, standard="", product="热电偶", limits="0～600 ℃"
    )
    make.laboratory(
        "大量程", kind=QualificationKind.METROLOGY, standard="", product="热电偶", limits="0～1200 ℃"
    )
    make.laboratory(
        "过期授权",
        kind=QualificationKind.METROLOGY,
        standard="",
        product="热电偶",
        limits="0～1200 ℃",
        until=make.day(-1),
    )
    item = make.testing_item(clause="4.2.4.1", required_qualification=QualificationKind.METROLOGY)
    rows = found(item=item, details={"product": "热电偶", "range": "0～1000 ℃"})
    assert rows["大量程"].fit == Fit.YES
    assert rows["小量程"].fit == Fit.NO
    assert "0～600 ℃" in rows["小量程"].why_not
    assert "过期授权" not in rows


@pytest.mark.clause("4.2.4.1")
def test_what_an_authorisation_does_not_name_is_not_offered() -> None:
    make.laboratory(
        "只做压力", kind=QualificationKind.METROLOGY, standard="", product="压力表", limits="0～10 MPa"
    )
    item = make.testing_item(clause="4.2.4.1", required_qualification=QualificationKind.METROLOGY)
    rows = found(item=item, details={"product": "热电偶"})
    assert rows["只做压力"].fit == Fit.NO
    assert "热电偶" in rows["只做压力"].why_not


@pytest.mark.clause("4.2.6.2")
def test_only_bodies_approved_for_the_category_are_offered() -> None:
    kind = QualificationKind.SPECIAL_EQUIPMENT
    make.laboratory("电梯检验", kind=kind, standard="", field="电梯")
    make.laboratory("锅炉检验", kind=kind, standard="", field="锅炉")
    item = make.testing_item(clause="4.2.6.2", required_qualification=kind)
    rows = found(item=item, details={"equipment": "电梯"})
    assert rows["电梯检验"].fit == Fit.YES
    assert rows["锅炉检验"].fit == Fit.NO


@pytest.mark.clause("4.2.5.2")
def test_the_order_is_explained_by_reasons_and_points() -> None:
    near = make.laboratory("近处机构")
    far = make.laboratory("远处机构")
    far.region = network.region("650522")
    far.save()
    busy = make.laboratory("繁忙机构")
    for _case in range(4):
        make.taken_by(busy)
    rows = look_up(make.matching_case())
    names = [row.organisation.name for row in rows]
    assert names[0] == near.name
    by_name = {row.organisation.name: row for row in rows}
    assert by_name["远处机构"].score < by_name["近处机构"].score
    assert by_name["繁忙机构"].score < by_name["近处机构"].score
    assert all(len(row.reasons) >= 4 and row.score <= 100 for row in rows)


@pytest.mark.clause("4.3.3.2")
def test_who_gave_it_back_is_left_out_with_the_reason() -> None:
    lab = make.laboratory("退回机构")
    make.laboratory("另一机构")
    case = make.offered_to(lab)
    give_back(case.pk, make.person_of(lab), {"reason": "设备检修"})
    rows = {row.organisation.name: row for row in look_up(case)}
    assert rows["退回机构"].fit == Fit.NO
    assert rows["退回机构"].was_tried
    assert rows["另一机构"].fit == Fit.YES


@pytest.mark.clause("4.3.3.2")
def test_the_list_is_kept_as_it_stood_with_scores_and_reasons() -> None:
    lab = make.laboratory("甲检测", until=make.day(30))
    case = make.matching_case(status=CaseStatus.ACCEPTED)
    begin_matching(case.pk, make.AGENT, {})
    lab.qualifications.update(valid_until=make.day(-1))
    row = CandidateList.objects.get(case=case).rows[0]
    assert row["name"] == "甲检测"
    assert row["score"] > 0
    assert row["reasons"]
    assert row["valid_until"] == make.day(30).isoformat()


def test_an_item_without_qualification_is_offered_by_who_offers_it() -> None:
    adviser = network.provider(name="咨询机构")
    item = make.testing_item(clause="4.2.2.2", required_qualification="")
    item.provisions.create(organisation=adviser)
    rows = found(item=item, details={})
    assert rows["咨询机构"].fit == Fit.YES
