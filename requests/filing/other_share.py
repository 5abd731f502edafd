"""How many requests fit no service of the catalogue, by month: what it should grow by (clause 4.2.9)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from onestop.requests.workflow.models import Event, ServiceRequest

OTHER = "4.2.9"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """What was submitted in a month, as it is classified today."""

    first: dt.date
    total: int
    other: int
    moved: int

    @property
    def share(self) -> float | None:
        """Return the share of “other” in percent; nothing where nothing was submitted."""
        return round(100 * self.other / self.total, 1) if self.total else None


def months(today: dt.date | None = None) -> Sequence[Month]:
    """Return the last twelve months, the newest first; ``other`` is the clause 4.2.9 or no item at all.

    ``moved`` counts how often a request was assigned from “other” to another item in that month.
    """
    day = today or timezone.localdate()
    first = _back(day.replace(day=1), MONTHS - 1)
    begin = timezone.make_aware(dt.datetime.combine(first, dt.time()))
    rows = ServiceRequest.objects.filed().filter(submitted_at__gte=begin, parent__isnull=True).order_by()
    other = Count("pk", filter=Q(clause=OTHER) | Q(item__isnull=True, item_title=""))
    counted = {
        timezone.localdate(row["month"]): row
        for row in rows.annotate(month=TruncMonth("submitted_at"))
        .values("month")
        .annotate(total=Count("pk"), other=other)
    }
    events = Event.objects.filter(name="reclassified", recorded_at__gte=begin, data__from=OTHER).order_by()
    moved = {
        timezone.localdate(month): number
        for month, number in events.annotate(month=TruncMonth("recorded_at"))
        .values_list("month")
        .annotate(Count("pk"))
    }
    found = []
    for back in range(MONTHS):
        month = _back(day.replace(day=1), back)
        row = counted.get(month, {"total": 0, "other": 0})
        found.append(Month(month, row["total"], row["other"], moved.get(month, 0)))
    return found


def _back(first: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months before."""
    index = first.year * 12 + first.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, 1)
