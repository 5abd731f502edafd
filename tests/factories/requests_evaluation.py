"""Cases that wait for their evaluation, and filled forms."""

import datetime as dt
from typing import Any

from django.utils import timezone

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.evaluation.models import EvaluationInvitation
from onestop.requests.matching.models import Method
from onestop.requests.serving.models import ServiceRecord
from onestop.requests.workflow.choices import Resolution, Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import move
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory


def completed(doer: Organisation, **fields: Any) -> ServiceRequest:
    """Return a case that ``doer`` served and completed: the enterprise has been invited."""
    case = factory.case(Status.SERVING, **fields)
    method = Method.CENTRE if doer.kind == Kind.CENTRE else Method.PROVIDER
    began = timezone.now() - dt.timedelta(hours=1)
    ServiceRecord.objects.create(case=case, doer_kind=method, doer=doer, started_at=began)
    role = Role.AGENT if doer.kind == Kind.CENTRE else Role.PROVIDER
    given = {"result": "已完成", "solved": "yes", "entries": 1}
    with move(case.pk, "complete", factory.acting(role), given=given) as step:
        step.case.resolution = Resolution.SOLVED
    case.refresh_from_db()
    return case


def invited(form: str = "centre") -> EvaluationInvitation:
    """Return the open invitation of a new case that was served by the centre, or by an institution."""
    kind = Kind.CENTRE if form == "centre" else Kind.PROVIDER
    make = network.centre if form == "centre" else network.provider
    doer = Organisation.objects.filter(kind=kind).first() or make()
    return EvaluationInvitation.objects.get(case=completed(doer), form=form)


def answers(level: int, *, solved: bool = True, **fields: Any) -> dict[str, Any]:
    """Return answers as the services take them, all of one level."""
    return dict.fromkeys(("q1", "q2", "q3", "q4"), level) | {"q5": solved} | fields


def typed(level: int, *, solved: bool = True, **fields: Any) -> dict[str, str]:
    """Return answers as a browser sends them."""
    given = {name: str(level) for name in ("q1", "q2", "q3", "q4")}
    return given | {"q5": "yes" if solved else "no", "words": "", "signed_by": ""} | fields
