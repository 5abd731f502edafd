"""From the beginning of a service to its end (T11 to T15)."""

import pytest

from onestop.requests.matching.models import Outcome
from onestop.requests.serving import services
from onestop.requests.workflow.choices import Resolution, Status
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db

TESTED = {
    "f_product": "哈密瓜干",
    "f_purpose": "出厂",
    "f_standards": "GB/T 5009.3—2025",
    "f_parameters": "水分",
    "f_sample_number": "YP-01",
    "f_sample_condition": "完好",
    "f_conclusion": "conforms",
}
"""What a record of testing requires."""


@pytest.mark.clause("4.3.3.2")
def test_from_taken_to_completed() -> None:
    lab = make.laboratory("甲检测")
    case, actor = make.taken_by(lab), make.person_of(lab)
    record = services.start(case.pk, actor, {})
    with pytest.raises(Refused) as refused:
        services.complete(
            case.pk, actor, {"result": "合格", "solved": True, "report_number": "B-1", **TESTED}
        )
    assert set(refused.value.error_dict) == {"entries"}
    services.enter(case.pk, actor, {"text": "收到样品"})
    services.complete(case.pk, actor, {"result": "合格", "solved": True, "report_number": "B-1", **TESTED})
    case.refresh_from_db()
    record.refresh_from_db()
    assert (case.resolution, record.report_number) == (Resolution.SOLVED, "B-1")
    assert case.status in {Status.COMPLETED, Status.TO_EVALUATE}
    assert case.matches.get().outcome == Outcome.ENDED
