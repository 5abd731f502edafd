"""Who may do what to a case, always with a reason. Whatever is not allowed here is refused."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.table import SIDE, TABLE

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something is allowed, and why not. ``role``: as what the actor does it."""

    allowed: bool
    reason: str | Promise = ""
    role: Role | None = None
    code: str = ""

    def __bool__(self) -> bool:
        return self.allowed


READERS = (
    *(Role.VISITOR, Role.ENTERPRISE, Role.EXPERT, Role.PROVIDER, Role.OUTLET, Role.STATION, Role.WINDOW),
    *(Role.AGENT, Role.HEAD, Role.SUPERVISOR),
)
"""Roles that may read a case they are tied to."""

CONTACT_READERS = READERS
"""Roles that may read contact data; ``enterprises.looking`` notes each look and asks some for a reason."""


def may(actor: Actor, name: str, case: "ServiceRequest | None") -> Answer:
    """Answer whether ``actor`` may do ``name``, a transition or a side event, to ``case``.

    Args:
        actor: Who.
        name: A name of ``TABLE`` or ``SIDE``; anything else is refused.
        case: To what; ``None`` for the first transition.
    """
    status = case.status if case else None
    row = TABLE.rows.get(name)
    if row is not None:
        roles, statuses = row.roles, row.sources
    elif name in SIDE:
        side = SIDE[name]
        roles, statuses = side.roles, side.statuses or tuple(s for s in Status if s != Status.DRAFT)
    else:
        return Answer(False, _("There is no such step."), code="unknown")
    role = actor.role_for(roles)
    if role is None:
        return Answer(False, _("Your role may not do this to this request."), code="role")
    if (status is None and statuses) or (status is not None and status not in statuses):
        shown = Status(status).label if status else "—"
        reason = _("This is not possible any more or not yet: the request is “%(status)s” now.")
        return Answer(False, reason % {"status": shown}, role, "status")
    return Answer(True, role=role)


def may_read(actor: Actor) -> Answer:
    """Answer whether ``actor``, whose roles are those towards a case, may read it."""
    role = actor.role_for(READERS)
    if role is None:
        return Answer(False, _("This request is not yours."), code="role")
    return Answer(True, role=role)
