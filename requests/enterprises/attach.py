"""What enterprises attach to the workflow: their people see their cases."""

from typing import Any

from django.db.models import QuerySet

from onestop.requests.enterprises.models import Membership
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest


def of_member(user: Any) -> "QuerySet[Any]":
    """Return the cases of the enterprises that ``user`` belongs to."""
    mine = Membership.objects.current().filter(user=user).values("enterprise")
    return ServiceRequest.objects.filter(enterprise__in=mine).values("pk")


roles.register_way(Role.ENTERPRISE, of_member)
