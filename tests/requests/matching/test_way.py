"""From the search for candidates to the institution that takes the case (T7 to T9)."""

import pytest

from onestop.requests.matching import services
from onestop.requests.matching.models import Outcome
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.3.3.2")
def test_from_accepted_to_taken() -> None:
    lab = make.laboratory("甲检测")
    case = make.matching_case(status=Status.ACCEPTED)
    kept = services.begin_matching(case.pk, make.AGENT, {})
    assert [row["name"] for row in kept.rows if row["fit"] == "yes"] == ["甲检测"]
    make.taken_by(lab, case)
    case.refresh_from_db()
    assert case.status == Status.MATCHED
    match = case.matches.get()
    assert match.outcome == Outcome.TAKEN
    assert match.consent.receiver == lab
    assert match.consent.fields == ["enterprise_name", "description", "details", "attachments"]


@pytest.mark.clause("6.3")
def test_nothing_is_handed_over_without_consent() -> None:
    lab = make.laboratory("甲检测")
    case = make.matching_case()
    services.propose(case.pk, make.AGENT, {"provider": lab})
    with pytest.raises(Refused) as refused:
        services.consent(case.pk, make.ENTERPRISE, {})
    assert set(refused.value.error_dict) == {"consent"}
    with pytest.raises(Refused):
        services.take(case.pk, make.person_of(lab), {})
