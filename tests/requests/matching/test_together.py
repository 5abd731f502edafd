"""Two at the same moment: one does it, the other is told."""

from pathlib import Path
from typing import Any

import pytest

from onestop.requests.enterprises import consents
from onestop.requests.filing.services import withdraw
from onestop.requests.matching import services
from onestop.requests.matching.models import Match
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.events import breaks
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.threads import shared_database, together

pytestmark = pytest.mark.django_db(transaction=True)


def _outcomes(results: list[Any]) -> tuple[int, int]:
    """Return how many did it and how many were refused; anything else is a fault."""
    refused = sum(isinstance(each, Refused) for each in results)
    faults = [each for each in results if isinstance(each, BaseException) and not isinstance(each, Refused)]
    assert not faults, faults
    return len(results) - refused, refused


def _after(case: ServiceRequest) -> dict[str, Any]:
    """Return how a case stands in the database that the threads share."""

    def read() -> dict[str, Any]:
        row = ServiceRequest.objects.get(pk=case.pk)
        matches = Match.objects.filter(case=case)
        return {
            "status": row.status,
            "matches": matches.count(),
            "open": matches.open().count(),
            "breaks": list(breaks(row)),
        }

    (found,) = together([read])
    return found


@pytest.mark.clause("4.3.3.2")
def test_two_agents_propose_at_once(tmp_path: Path) -> None:
    labs = [make.laboratory("甲检测"), make.laboratory("乙检测")]
    case = make.matching_case()
    with shared_database(tmp_path):
        results = together(
            [lambda lab=lab: services.propose(case.pk, make.AGENT, {"provider": lab}) for lab in labs]
        )
        assert _outcomes(results) == (1, 1)
        assert _after(case) == {"status": Status.CONSENT, "matches": 1, "open": 1, "breaks": []}


@pytest.mark.clause("4.3.3.2")
def test_an_institution_takes_while_the_enterprise_withdraws(tmp_path: Path) -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    person = make.person_of(lab)
    with shared_database(tmp_path):
        results = together(
            [
                lambda: services.take(case.pk, person, {}),
                lambda: withdraw(case.pk, make.ENTERPRISE, {}),
            ]
        )
        _outcomes(results)
        assert _after(case) == {"status": Status.WITHDRAWN, "matches": 1, "open": 0, "breaks": []}


@pytest.mark.clause("4.3.3.2")
def test_two_people_of_an_institution_take_and_give_back_at_once(tmp_path: Path) -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    person = make.person_of(lab)
    with shared_database(tmp_path):
        results = together(
            [
                lambda: services.take(case.pk, person, {}),
                lambda: services.give_back(case.pk, person, {"reason": "设备检修"}),
            ]
        )
        assert _outcomes(results) == (1, 1)
        after = _after(case)
        assert (after["status"], after["open"]) in {(Status.MATCHED, 1), (Status.MATCHING, 0)}
        assert after["breaks"] == []


@pytest.mark.clause("6.3")
def test_an_institution_takes_while_its_consent_is_withdrawn(tmp_path: Path) -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    person, consent = make.person_of(lab), case.matches.get().consent_id
    with shared_database(tmp_path):
        results = together(
            [
                lambda: services.take(case.pk, person, {}),
                lambda: consents.withdraw(consent, make.ENTERPRISE),
            ]
        )
        _outcomes(results)
        after = _after(case)
        assert (after["status"], after["breaks"]) == (Status.ESCALATED, [])
