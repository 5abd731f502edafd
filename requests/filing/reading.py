"""Who may read which files of a case (matrix 5.3); whatever is not allowed here is not there (404)."""

from django.db.models import Q, QuerySet

from onestop.requests.enterprises import handing, looking
from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Audience, Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.permissions import may_read

ALL = frozenset({Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.HEAD, Role.SUPERVISOR})
FILER = frozenset({Role.VISITOR, Role.ENTERPRISE})
DOERS = frozenset(handing.HANDED_BY)
FIELD = "attachments"
"""How the files of a request are called in a consent to hand data over, and in the list of looks."""


def readable(actor: Actor, case: ServiceRequest) -> "QuerySet[Attachment]":
    """Return the files of ``case`` that ``actor``, whose roles are those towards it, may read."""
    files = case.attachments.filter(erased_at__isnull=True)
    if not may_read(actor):
        return files.none()
    if actor.roles & ALL:
        return files
    allowed = files.none()
    if actor.roles & FILER:
        allowed |= files.filter(for_enterprise=True)
    if actor.roles & DOERS:
        allowed |= _handed(actor, case)
    return allowed


def _handed(actor: Actor, case: ServiceRequest) -> "QuerySet[Attachment]":
    """Return what whoever serves may read: what came with the request only as the enterprise agreed.

    Any other file comes with an event, and is read by whoever may read that.
    """
    files = case.attachments.filter(for_provider=True)
    events = handing.events_of(case, actor).exclude(audience=Audience.STAFF)
    kept = {pk for data in events.values_list("data", flat=True) for pk in data.get("files") or ()}
    allowed = Q(pk__in=kept) & ~Q(kind=AttachmentKind.NEED)
    if FIELD in handing.seen(actor, case).fields:
        allowed |= Q(kind=AttachmentKind.NEED)
    return files.filter(allowed)


def note_look(actor: Actor, case: ServiceRequest) -> None:
    """Write down that somebody else than the enterprise read a file of it (谁看过我的信息)."""
    role = looking.role_of(actor)
    if actor.user is not None and role not in {None, Role.ENTERPRISE, Role.VISITOR}:
        looking.note_look(actor, role, [FIELD], case=case)
