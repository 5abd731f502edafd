"""Who opens an archive, and that it was opened (matrix 5.3; clause 6.3)."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from onestop.requests.archives.models import READERS, ArchiveItem, EnterpriseArchive
from onestop.requests.enterprises import looking
from onestop.requests.enterprises.models import AccessLog, Enterprise
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.roles import roles_of

FIELDS = ("archive",)
REASON_LIVES = dt.timedelta(minutes=30)


def role_of(user: Any) -> Role | None:
    """Return as what somebody of the staff reads archives: whoever need not say why comes first."""
    return Actor(user, roles_of(user)).role_for(tuple(READERS))


def asks_reason(user: Any) -> bool:
    """Tell whether somebody must say why before an archive opens."""
    return role_of(user) in looking.WITH_REASON


def keep_reason(request: HttpRequest, archive: EnterpriseArchive, reason: str) -> None:
    """Remember for half an hour why an archive is read."""
    request.session[_key(archive)] = [reason, timezone.now().timestamp()]


def reason_of(request: HttpRequest, archive: EnterpriseArchive) -> str:
    """Return why an archive is read, if that was said of late."""
    reason, at = request.session.get(_key(archive)) or ("", 0)
    return reason if timezone.now().timestamp() - at < REASON_LIVES.total_seconds() else ""


def note(
    user: Any, role: Role, enterprise: Enterprise, item: ArchiveItem | None = None, reason: str = ""
) -> None:
    """Write down that an archive was read; once a day, person, item and reason."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    case = item.case if item else None
    seen = AccessLog.objects.filter(user=user, case=case, enterprise=enterprise, fields=list(FIELDS))
    if reason:
        seen = seen.filter(reason=" ".join(reason.split())[: looking.LONGEST_REASON])
    if not seen.filter(at__gte=today).exists():
        actor = Actor.of(user, case) if case else Actor.of(user)
        looking.note_look(actor, role, FIELDS, reason, case=case, enterprise=enterprise)


def _key(archive: EnterpriseArchive) -> str:
    return f"archive.{archive.pk}"
