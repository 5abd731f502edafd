"""A long list is the same from both ends (issue 5: the queue page over 100,000 requests)."""

import pytest

from django.db.models import F

from onestop.requests.desks.queue.paging import FromBothEnds
from onestop.requests.workflow.choices import Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 6, 7])
def test_pages_from_the_end_hold_what_those_from_the_beginning_do(count: int) -> None:
    for number in range(count):
        case = make.case(Status.SUBMITTED)
        due = None if number % 3 == 0 else f"2026-11-{10 + number % 2}"
        ServiceRequest.objects.filter(pk=case.pk).update(
            stage=Stage.ACCEPT if due else "",
            stage_since=case.submitted_at if due else None,
            stage_due_on=due,
        )
    rows = ServiceRequest.objects.order_by(F("stage_due_on").asc(nulls_last=True), "-pk")
    keys = rows.values_list("pk", flat=True)
    pages = FromBothEnds(keys, 2)
    found = [key for number in pages.page_range for key in pages.page(number).object_list]
    assert found == list(keys)
    assert list(pages.get_page(99).object_list) == found[(count - 1) // 2 * 2 :]
