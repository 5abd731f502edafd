"""Nobody can do it: the centre gets it, and the gap is counted (clause 4.2.5.2 ③)."""

import pytest

from onestop.requests.matching import services
from onestop.requests.matching.gaps import statistics
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
def test_what_the_office_can_do_itself_stays_with_it() -> None:
    case = make.matching_case(status=Status.ACCEPTED)
    services.begin_matching(case.pk, make.AGENT, {})
    case.refresh_from_db()
    assert case.status == Status.MATCHING
    assert case.gaps.count() == 1


def test_the_same_wish_of_a_case_is_one_gap() -> None:
    case = make.matching_case()
    services.look_again(case.pk, make.AGENT, {})
    services.look_again(case.pk, make.AGENT, {})
    assert case.gaps.count() == 1
