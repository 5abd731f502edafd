"""Who gets to the desks: a case through its queryset alone, and no case for technical administrators."""

from typing import Any

from django.http import Http404

from onestop.requests.workflow import numbering, roles
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest

VIEW = "requests.view_servicerequest"
EXPORT = "requests.export_servicerequest"
DESKS = frozenset(
    {
        *(Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.HEAD),
        *(Role.PROVIDER, Role.EXPERT, Role.SUPERVISOR),
    }
)
"""Roles with a desk. A technical administrator has none (三员分立)."""

RELATED = (
    "office",
    "office__parent",
    "handler",
    "item",
    "region",
    "enterprise",
    "filed_at",
    "parent",
    "policy",
)


def has_desk(user: Any) -> bool:
    """Tell whether cases are anything of the account's."""
    return bool(roles.roles_of(user) & DESKS) and bool(user.has_perm(VIEW))


def case_for(user: Any, number: str) -> tuple[ServiceRequest, Actor]:
    """Return a case, and as what ``user`` acts on it.

    Raises:
        Http404: There is none, or it is not for the account: both look the same.
    """
    plain = numbering.read(number)
    if plain is None or not has_desk(user):
        raise Http404
    rows = ServiceRequest.objects.for_user(user).filed().select_related(*RELATED)
    case = rows.filter(number=plain).first()
    if case is None:
        raise Http404
    return case, Actor.of(user, case)
