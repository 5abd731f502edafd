"""Numbers of requests: ``HM-20261128-0001-K``, without gaps, with a check character.

The check character is that of GB 32100 (weights 3ⁿ modulo 31, a prime): it tells every single wrong digit and
every two digits that were exchanged, wherever they stand.
"""

import datetime as dt
import re
import unicodedata
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from onestop.catalogue.organisations.credit_code import WEIGHTS, check_character
from onestop.requests.workflow.models import NumberCounter

SHAPE = re.compile(r"([A-Z]{1,6})-?(\d{8})-?(\d{4,6})-?([0-9A-Z])")


def compose(day: dt.date, count: int, series: str = "") -> str:
    """Return the number of the ``count``-th request of a day, or of another ``series``."""
    digits = f"{day:%Y%m%d}{count:04d}"
    return f"{series or settings.REQUEST_PREFIX}-{day:%Y%m%d}-{count:04d}-{_check(digits)}"


def next_number(moment: dt.datetime | None = None, series: str = "") -> str:
    """Return the next number of the local day in a series, the requests' own unless named.

    Call it in the transaction that uses it: the day's row is locked until that ends, so a number that is
    rolled back is given out again.
    """
    day = timezone.localdate(moment)
    with transaction.atomic():
        which: dict[str, Any] = {"series": series or settings.REQUEST_PREFIX, "day": day}
        NumberCounter.objects.get_or_create(**which)
        counter = NumberCounter.objects.select_for_update().get(**which)
        counter.last += 1
        counter.save(update_fields=["last"])
    return compose(day, counter.last, series)


def read(text: str) -> str | None:
    """Return the number that somebody typed, as it is printed; ``None`` if it cannot be one."""
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split()).replace("—", "-").replace("–", "-")
    found = SHAPE.fullmatch(plain)
    if not found:
        return None
    prefix, day, count, check = found.groups()
    if _check(day + count) != check:
        return None
    return f"{prefix}-{day}-{count}-{check}"


def _check(digits: str) -> str:
    return check_character(digits.zfill(len(WEIGHTS)))
