"""Questions to the register, in SQL. Status is decided here, at the moment of asking, and nowhere else."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Min, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from onestop.standards.choices import ENDED, Extent, RelationKind, Status

if TYPE_CHECKING:
    from onestop.standards.models import Standard  # noqa: F401 - the queryset's own model


def replaced_on() -> Subquery:
    """Return the first day of the first edition that fully replaces a record, as an expression.

    Only published editions count, so a draft ends nothing.
    """
    relations: Any = apps.get_model("standards", "StandardRelation")
    return Subquery(
        relations.objects.filter(
            target=OuterRef("pk"),
            kind=RelationKind.REPLACES,
            extent=Extent.FULL,
            standard__live=True,
        )
        .order_by()
        .values("target")
        .annotate(first=Min("standard__starts_on"))
        .values("first")
    )


def status_case(today: dt.date) -> Case:
    """Return the status on ``today`` as an expression over a record annotated with ``replaced_on``.

    The twin of ``onestop.standards.editions.status_spans``; a property test keeps them equal.
    """
    no_day_of_end = Q(replaced_on__isnull=True, withdrawn_on__isnull=True)
    withdrawn_by_source = Q(stated_status=Status.WITHDRAWN, withdrawn_on__isnull=True)
    said: Any = ~Q(stated_status="") & ~Q(stated_status__in=ENDED)
    return Case(
        When(~Q(status_override=""), then=F("status_override")),
        When(replaced_on__lte=today, then=Value(Status.REPLACED)),
        When(withdrawn_on__lte=today, then=Value(Status.WITHDRAWN)),
        When(withdrawn_by_source, then=Value(Status.WITHDRAWN)),
        When(no_day_of_end & Q(stated_status=Status.REPLACED), then=Value(Status.REPLACED)),
        When(effective_on__gt=today, then=Value(Status.UPCOMING)),
        When(effective_on__lte=today, then=Value(Status.CURRENT)),
        When(said, then=F("stated_status")),
        default=Value(Status.UNKNOWN),
        output_field=models.CharField(max_length=9, choices=Status.choices),
    )


class StandardQuerySet(models.QuerySet["Standard"]):
    """The register's questions."""

    def public(self) -> Self:
        """Return what the public may see: published records."""
        return self.filter(live=True)

    def with_status(self, on: dt.date | None = None) -> Self:
        """Annotate ``replaced_on`` and ``status`` as of ``on`` (today in the site's time zone when left out).

        The rules in their order (spec 2.4): an editor's override; replaced once the replacing edition is in
        force; withdrawn once the date is reached; what the source stated about an end that no date tells;
        the effective date; what else the source stated; else unknown.
        """
        return self.annotate(replaced_on=replaced_on()).annotate(
            status=status_case(on or timezone.localdate())
        )

    def editions_of(self, base_key: str) -> Self:
        """Return the editions of one number, newest first."""
        return self.filter(base_key=base_key).order_by(
            F("starts_on").desc(nulls_last=True), F("year").desc(nulls_last=True), "-pk"
        )
