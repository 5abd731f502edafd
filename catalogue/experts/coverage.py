"""Which service categories have an expert (clause 4.1.2.1)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from onestop.catalogue.experts.choices import State
from onestop.catalogue.services.models import ServiceCategory


@dataclass(frozen=True, slots=True)
class Covered:
    """A category and how many experts it has."""

    category: ServiceCategory
    experts: int

    @property
    def is_missing(self) -> bool:
        """Tell whether nobody can be asked."""
        return self.experts == 0


def coverage(on: dt.date | None = None) -> list[Covered]:
    """Return every category with the number of those who may be asked on a day; one query."""
    day = on or timezone.localdate()
    working = Q(experts__state=State.POOL, experts__term_from__lte=day, experts__term_until__gte=day)
    rows = ServiceCategory.objects.annotate(number=Count("experts", filter=working, distinct=True))
    return [Covered(row, row.number) for row in rows]
