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
    """Return the cases of the enterprises that ``user`` acts for.

    As long as nobody has compared the licence, that are the own ones only: those that the account filed, or
    that were filed from its verified telephone.
    """
    members = Membership.objects.current().filter(user=user)
    mine = Q(filed_by=user)
    if mark := _verified_phone(user):
        mine |= Q(phone_print=mark)
    rights = Q(enterprise__in=members.confirmed().values("enterprise"))
    rights |= Q(enterprise__in=members.values("enterprise")) & mine
    return ServiceRequest.objects.filter(rights).values("pk")


def _verified_phone(user: Any) -> str:
    person = Person.objects.filter(user=user, phone_verified_at__isnull=False).first()
    return person.phone_print if person else ""


roles.register_way(Role.ENTERPRISE, of_member)

rooms.register(
    rooms.Section(gettext_lazy("Our enterprise"), "requests_company", order=50),
    rooms.Section(gettext_lazy("Our people"), "requests_people", order=55),
    rooms.Section(gettext_lazy("Our consents"), "requests_consents", order=60),
    rooms.Section(gettext_lazy("Who has looked at our data"), "requests_looks", order=65),
    rooms.Section(gettext_lazy("Our data"), "requests_data", order=70),
    rooms.Section(gettext_lazy("Settings"), "requests_settings", order=90),
)
