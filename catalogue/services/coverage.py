"""Which clauses of 4.2 the published services fulfil."""

import datetime as dt

from onestop.catalogue.services.clauses import CLAUSES
from onestop.catalogue.services.models import ServiceItemPage


def covered_clauses(day: dt.date | None = None) -> dict[str, int]:
    """Return each of the thirty clauses with how many published, valid items it has; 0 is a gap.

    Args:
        day: on which the guides must be valid; today when left out.
    """
    counts = dict.fromkeys(CLAUSES, 0)
    for clause in ServiceItemPage.objects.current(day).order_by().values_list("clause", flat=True):
        if clause in counts:
            counts[clause] += 1
    return counts
