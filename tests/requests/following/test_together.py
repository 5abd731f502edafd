"""Two windows that ask to hurry at the same moment ask once (clause 4.3.4.1)."""

from pathlib import Path

import pytest

from onestop.requests.following.contact import urging
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests as factory
from onestop.tests.factories.threads import shared_database, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("4.3.4.1")]


def test_it_is_asked_once(tmp_path: Path) -> None:
    case = factory.case(Status.SERVING)

    def events() -> int:
        return ServiceRequest.objects.get(pk=case.pk).events.filter(name=urging.NAME).count()

    with shared_database(tmp_path):
        results = together([lambda: urging.urge(case.pk, Actor.holder(), {})] * 4)
        assert sum(isinstance(each, Refused) for each in results) == 3
        assert together([events]) == [1]
