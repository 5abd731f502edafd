"""What enterprises attach to the workflow: their people see their cases."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from onestop.requests.enterprises import rooms
from onestop.requests.enterprises.models import Membership, Person
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest


def of_member(user: Any) -> "QuerySet[Any]":
    """Return the cases of the enterprises that ``user`` acts for, once somebody has compared the licence."""
    confirmed = Membership.objects.current().filter(user=user).confirmed()
    return ServiceRequest.objects.filter(enterprise__in=confirmed.values("enterprise")).values("pk")


def of_newcomer(user: Any) -> "QuerySet[Any]":
    """Return of the cases of these enterprises the own ones.

    As long as nobody has compared the licence, that is all: those that the account filed, or that were filed
    from its verified telephone.
    """
    proved = Person.objects.filter(user=user, phone_verified_at__isnull=False).exclude(phone_print="")
    mine = Q(filed_by=user) | Q(phone_print__in=proved.values("phone_print"))
    members = Membership.objects.current().filter(user=user)
    return ServiceRequest.objects.filter(mine, enterprise__in=members.values("enterprise")).values("pk")


roles.register_way(Role.ENTERPRISE, of_member)
roles.register_way(Role.ENTERPRISE, of_newcomer)

rooms.register(
    rooms.Section(gettext_lazy("Our enterprise"), "requests_company", order=50),
    rooms.Section(gettext_lazy("Our people"), "requests_people", order=55),
    rooms.Section(gettext_lazy("Our consents"), "requests_consents", order=60),
    rooms.Section(gettext_lazy("Who has looked at our data"), "requests_looks", order=65),
    rooms.Section(gettext_lazy("Our data"), "requests_data", order=70),
    rooms.Section(gettext_lazy("Settings"), "requests_settings", order=90),
)
