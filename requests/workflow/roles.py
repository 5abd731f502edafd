"""As what an account acts on a case (roles and rights of spec 5.3)."""

import functools
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from onestop.catalogue.models import Organisation, StaffMember
from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.workflow.choices import Role
from onestop.site import roles as groups

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest

GROUPS: dict[str, Role] = {
    groups.CENTRE_HEAD: Role.HEAD,
    groups.CENTRE_AGENT: Role.AGENT,
    groups.STATION_HEAD: Role.STATION,
    groups.WINDOW: Role.WINDOW,
    groups.OUTLET: Role.OUTLET,
    groups.PROVIDER: Role.PROVIDER,
    groups.EXPERT: Role.EXPERT,
    groups.SUPERVISOR: Role.SUPERVISOR,
    groups.EDITORS: Role.EDITOR,
    groups.REVIEWERS: Role.EDITOR,
    groups.AUDITOR: Role.AUDITOR,
    groups.SYSTEM_ADMIN: Role.ADMIN,
}
"""The role that membership of a group gives, as far as the rows allow."""

WHOLE = frozenset({Role.HEAD, Role.AGENT, Role.SUPERVISOR})
"""Roles that read every case; a technical administrator is not among them (三员分立)."""

OF_OFFICE = frozenset({Role.STATION, Role.WINDOW, Role.OUTLET})
"""Roles that read the cases of their own office."""

KEPT = "_request_roles"

Way = Callable[[Any], "QuerySet[Any]"]
_ways: dict[Role, list[Way]] = {}


def register_way(role: Role, way: Way) -> None:
    """Have ``way(user)`` name, as a queryset of primary keys of cases, what a role reads beyond its office.

    Later packages register theirs: membership of an enterprise, a match with an institution, a question to
    an expert. A role may have several ways: each with one condition is found by an index, their OR is not.
    """
    _ways.setdefault(role, []).append(way)


def roles_of(user: Any) -> frozenset[Role]:
    """Return the roles that the groups of ``user`` give; asked once a request."""
    if not getattr(user, "is_active", False):
        return frozenset()
    if not hasattr(user, KEPT):
        names = user.groups.values_list("name", flat=True)
        setattr(user, KEPT, frozenset(GROUPS[name] for name in names if name in GROUPS))
    kept: frozenset[Role] = getattr(user, KEPT)
    return kept


def sees_all_cases(user: Any) -> bool:
    """Tell whether ``user`` reads every case."""
    return bool(roles_of(user) & WHOLE)


def of_office(user: Any) -> bool:
    """Tell whether ``user`` reads the cases of an office."""
    return bool(roles_of(user) & OF_OFFICE)


def other_ways(user: Any) -> list["QuerySet[Any]"]:
    """Return the querysets of cases that ``user`` reads by another way than an office."""
    return [way(user).order_by() for ways in _ways.values() for way in ways]


def towards(user: Any, case: "ServiceRequest") -> frozenset[Role]:
    """Return as what ``user`` may act on ``case``: roles without a tie to it are left out."""
    given = roles_of(user)
    found = set(given & {Role.HEAD, Role.AGENT, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN, Role.EDITOR})
    if given & OF_OFFICE and case.office_id and _works_at(user, case.office_id):
        found |= given & OF_OFFICE
    if getattr(user, "is_active", False):
        found |= {role for role, ways in _ways.items() if _leads([way(user) for way in ways], case)}
    if not found and given and _filed(user, case):
        found.add(Role.VISITOR)  # filed it for the enterprise; another office has it now
    return frozenset(found)


def _leads(ways: list["QuerySet[Any]"], case: "ServiceRequest") -> bool:
    """Tell whether ``case`` is among those of ``ways``, keys that may come from any table."""
    led: Any = functools.reduce(operator.or_, (Q(pk__in=cases) for cases in ways))
    return type(case).objects.filter(led, pk=case.pk).exists()


def _works_at(user: Any, organisation: int) -> bool:
    return bool(organisations_of(user).filter(organisation=organisation).exists())


def _filed(user: Any, case: "ServiceRequest") -> bool:
    return case.filed_by_id == user.pk or bool(case.filed_at_id and _works_at(user, case.filed_at_id))


def workplace(user: Any) -> Organisation | None:
    """Return where ``user`` works today, the newest post first; none for an enterprise."""
    newest = StaffMember.objects.current().filter(user=user).select_related("organisation")
    post = newest.order_by("-starts_on", "-pk").first()
    return post.organisation if post else None
