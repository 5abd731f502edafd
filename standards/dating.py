"""The status of records that are loaded anyway: reckoned in Python, where SQL need not filter or sort by it.

``StandardQuerySet.with_status`` says the same in SQL; a property test of the register keeps the two equal.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from onestop.standards.editions import status_on
from onestop.standards.models import Standard
from onestop.standards.querysets import StandardQuerySet, replaced_on


def dated() -> StandardQuerySet:
    """Return the public records with the day from which each is replaced, all that ``stamp`` needs."""
    return Standard.objects.public().annotate(replaced_on=replaced_on())


def stamp(records: Iterable[Any], today: dt.date) -> list[Any]:
    """Set ``status`` as of ``today`` on records of ``dated``, and return them."""
    stamped = list(records)
    for record in stamped:
        record.status = status_on(record, today)
    return stamped
