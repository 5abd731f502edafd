"""Who may read which files of a case (matrix 5.3); whatever is not allowed here is not there (404)."""

from django.db.models import QuerySet

from onestop.requests.filing.models import Attachment
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.permissions import may_read

ALL = frozenset({Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.HEAD, Role.SUPERVISOR})
FILER = frozenset({Role.VISITOR, Role.ENTERPRISE})
DOER = frozenset({Role.PROVIDER, Role.EXPERT})


def readable(actor: Actor, case: ServiceRequest) -> "QuerySet[Attachment]":
    """Return the files of ``case`` that ``actor``, whose roles are those towards it, may read."""
    files = case.attachments.all()
    if not may_read(actor):
        return files.none()
    if actor.roles & ALL:
        return files
    allowed = files.none()
    if actor.roles & FILER:
        allowed |= files.filter(for_enterprise=True)
    if actor.roles & DOER:
        allowed |= files.filter(for_provider=True)
    return allowed
