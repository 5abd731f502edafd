"""Questions to the network, in SQL. Row rights fail closed: who is nobody's member sees nothing."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from onestop.catalogue.organisations.choices import LAYERS, PUBLIC_STATUSES, BasisKind, Status
from onestop.site.roles import WHOLE_NETWORK

if TYPE_CHECKING:
    from onestop.catalogue.organisations.models import Organisation  # noqa: F401 - the queryset's own model


SEEN = "_sees_whole_network"


def organisations_of(user: Any) -> Any:
    """Return the ids of the organisations whose staff ``user`` is today, as a subquery."""
    staff: Any = apps.get_model("catalogue", "StaffMember")
    return staff.objects.current().filter(user=user).values("organisation")


def sees_everything(user: Any) -> bool:
    """Tell whether ``user`` works for the whole network: the centre, the supervising authority, the admin."""
    if not getattr(user, "is_active", False):
        return False
    if not hasattr(user, SEEN):  # asked once a request, as Django does with permissions
        whole = user.is_superuser or user.groups.filter(name__in=WHOLE_NETWORK).exists()
        setattr(user, SEEN, bool(whole))
    return bool(getattr(user, SEEN))


class RowRights(models.QuerySet[Any]):
    """Rows that belong to an organisation; ``owner`` is the way there."""

    owner = "organisation"

    def for_user(self, user: Any) -> Self:
        """Return the rows that ``user`` may work with: all, or those of the own organisations."""
        if not getattr(user, "is_active", False):
            return self.none()
        if sees_everything(user):
            return self.all()
        return self.filter(**{f"{self.owner}__in": organisations_of(user)})


def standing_case(today: dt.date) -> Case:
    """Return where an organisation stands on ``today``, as ``Organisation.standing`` does."""
    unended = Q(notice_ends_on__isnull=True) | Q(notice_ends_on__gte=today)
    return Case(
        When(~Q(status=Status.RUNNING), then=F("status")),
        When(basis_until__lt=today, then=Value(Status.SUSPENDED)),
        When(Q(basis_kind=BasisKind.NOTICE) & unended, then=Value(Status.NOTICE)),
        default=Value(Status.RUNNING),
        output_field=models.CharField(max_length=9, choices=Status.choices),
    )


class OrganisationQuerySet(RowRights):
    """The network's questions."""

    owner = "pk"

    def public(self) -> Self:
        """Return what visitors may know of: on notice, in operation, suspended."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def with_standing(self, on: dt.date | None = None) -> Self:
        """Annotate ``standing_today``: the status, less what the dates forbid."""
        return self.annotate(standing_today=standing_case(on or timezone.localdate()))

    def running(self, on: dt.date | None = None) -> Self:
        """Return those that work on a day: decided, with a valid basis, after the end of their notice."""
        return self.with_standing(on).filter(standing_today=Status.RUNNING)

    def layers(self) -> Self:
        """Return centre, stations and outlets."""
        return self.filter(kind__in=LAYERS)
