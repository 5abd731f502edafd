"""The promise of confidentiality, given before the first case is opened (clause 6.3)."""

from typing import Any

from onestop.requests.enterprises.models import Pledge
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role

VERSION = "2026-1"
"""Of the wording in ``requests/enterprises/pledge.html``; a new one is asked of everybody again."""

BOUND = frozenset(
    {
        *(Role.EXPERT, Role.PROVIDER, Role.OUTLET, Role.STATION, Role.WINDOW),
        *(Role.AGENT, Role.HEAD, Role.SUPERVISOR),
    }
)
"""Roles that read cases of others."""


def has_pledged(user: Any) -> bool:
    """Tell whether ``user`` gave the promise in its present wording."""
    return Pledge.objects.filter(user=user, version=VERSION).exists()


def must_pledge(user: Any) -> bool:
    """Tell whether ``user`` reads cases of others and has not promised yet."""
    return bool(roles.roles_of(user) & BOUND) and not has_pledged(user)


def sign(user: Any) -> Pledge:
    """Write down that ``user`` promised; twice is once."""
    return Pledge.objects.get_or_create(user=user, version=VERSION)[0]
