"""What matching attaches to the workflow: institutions and experts see the cases that were handed to them."""

from typing import Any

from django.db.models import QuerySet

from onestop.requests.matching.models import Match
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role


def of_provider(user: Any) -> "QuerySet[Any]":
    """Return the cases that the institutions of ``user`` were given."""
    rows = Match.objects.of_provider(user) if Role.PROVIDER in roles.roles_of(user) else Match.objects.none()
    return rows.values("case")


def of_expert(user: Any) -> "QuerySet[Any]":
    """Return the cases on which ``user`` was asked as an expert."""
    rows = Match.objects.of_expert(user) if Role.EXPERT in roles.roles_of(user) else Match.objects.none()
    return rows.values("case")


roles.register_way(Role.PROVIDER, of_provider)
roles.register_way(Role.EXPERT, of_expert)
