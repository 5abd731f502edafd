"""Cases that went through everything and can be sealed, or were."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from onestop.requests.archives import services
from onestop.requests.archives.models import ArchiveItem
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.evaluation.services import give
from onestop.requests.filing.attachments import attach
from onestop.requests.following.models import CallBack
from onestop.requests.following.models.calls import CallOutcome
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import requests_evaluation as evaluations
from onestop.tests.factories import requests_matching as matching
from onestop.tests.factories.requests import acting, enterprise
from onestop.tests.factories.requests_enterprises import credit_code

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
AGENT = acting(Role.AGENT)
EARLY = {"reason": "企业同意提前归档"}


def owner(number: int = 1, **fields: Any) -> Enterprise:
    """Return an enterprise with a credit code."""
    code = credit_code(number)
    found = Enterprise.objects.filter(credit_code=code).first()
    return found or enterprise(f"示例企业{number}", credit_code=code, **fields)


def with_file(case: ServiceRequest, name: str = "照片.pdf", **fields: Any) -> Any:
    """Put a file into a case."""
    return attach(case, SimpleUploadedFile(name, PDF), **fields)


def evaluated(of: Enterprise | None = None, *, level: int = 3, **fields: Any) -> ServiceRequest:
    """Return a case that was served, called back and evaluated: nothing is missing."""
    case = matching.completed(enterprise=of or owner(), **fields)
    with_file(case)
    for call in CallBack.objects.open().filter(case=case):
        call.outcome = CallOutcome.UNREACHABLE
        call.save()
    invitation = case.invitations.get(is_main=True)
    evaluate(invitation.pk, level)
    case.refresh_from_db()
    return case


def evaluate(invitation: int, level: int) -> None:
    """Answer an invitation as its enterprise."""
    give(invitation, acting(Role.ENTERPRISE), evaluations.answers(level, words="办得快"), "link")


def sealed(of: Enterprise | None = None, **fields: Any) -> ArchiveItem:
    """Return a sealed case."""
    return services.archive(evaluated(of, **fields).pk, AGENT, EARLY)


def ripen(case: ServiceRequest) -> None:
    """Have it be completed long ago: nobody can open it again."""
    assert case.completed_at is not None
    ServiceRequest.objects.filter(pk=case.pk).update(completed_at=case.completed_at - dt.timedelta(60))
