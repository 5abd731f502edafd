"""Nobody can do it: the centre gets it, and the gap is counted (clause 4.2.5.2 ③)."""

import pytest

from onestop.requests.matching import services
from onestop.requests.matching.gaps import note_gap, statistics
from onestop.requests.serving import escalating
from onestop.requests.workflow.choices import Status
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.2.5.2")
def test_nobody_found_goes_to_the_centre_and_into_the_figures() -> None:
    case = make.matching_case(status=Status.ACCEPTED)
    case.office.qualifications.all().delete()
    services.begin_matching(case.pk, make.AGENT, {})
    case.refresh_from_db()
    assert case.status == Status.ESCALATED
    assert case.escalations.get().by_rule == "nobody_found"
    rows = statistics(make.day(0), make.day(0))
    assert [(row.clause, row.standard_number, row.cases) for row in rows] == [("4.2.5.1", make.STANDARD, 1)]


@pytest.mark.clause("4.2.5.2")
def test_what_the_office_can_do_itself_stays_with_it_and_is_no_gap() -> None:
    case = make.matching_case(status=Status.ACCEPTED)
    services.begin_matching(case.pk, make.AGENT, {})
    case.refresh_from_db()
    assert case.status == Status.MATCHING
    assert not case.gaps.exists()


@pytest.mark.clause("4.2.5.2")
def test_what_somebody_here_does_after_all_was_no_gap() -> None:
    """The station cannot and finds nobody; then the centre does it, or an institution that came since."""
    by_centre, by_lab = (make.matching_case(status=Status.ACCEPTED) for _each in range(2))
    assert by_centre.office is not None
    by_centre.office.qualifications.all().delete()
    for case in (by_centre, by_lab):
        services.begin_matching(case.pk, make.AGENT, {})
        assert case.gaps.count() == 1
    escalating.take_over(by_centre.pk, make.AGENT, {"reason": "中心有资质"})
    escalating.rematch(by_lab.pk, make.AGENT, {"reason": "新来了一家机构"})
    make.taken_by(make.laboratory("示例检测一所"), by_lab)
    assert not by_centre.gaps.exists()
    assert not by_lab.gaps.exists()


@pytest.mark.clause("4.2.5.2")
def test_what_was_wanted_first_stays_a_gap_when_something_else_is_done() -> None:
    case = make.matching_case(status=Status.ACCEPTED, details={"standard": "GB/T 1.1—2020"})
    assert case.office is not None
    case.office.qualifications.all().delete()
    services.begin_matching(case.pk, make.AGENT, {})
    escalating.rematch(case.pk, make.AGENT, {"reason": "企业愿意按另一项标准"})
    lab = make.laboratory("示例检测一所")
    services.look_again(case.pk, make.AGENT, {"standard": make.STANDARD})
    make.taken_by(lab, case)
    assert [gap.standard_number for gap in case.gaps.all()] == ["GB/T 1.1—2020"]


def test_the_same_wish_of_a_case_is_one_gap() -> None:
    case = make.matching_case()
    note_gap(case)
    note_gap(case)
    assert case.gaps.count() == 1
