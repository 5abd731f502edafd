"""Quiet hours, in which nobody's telephone rings: ``NOTIFICATION_QUIET_FROM`` until ``…_UNTIL``."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def not_before(moment: dt.datetime | None = None) -> dt.datetime:
    """Return when something may go out at the earliest: ``moment``, or the end of the quiet hours."""
    local = timezone.localtime(moment or timezone.now())
    start, end = dt.time(settings.NOTIFICATION_QUIET_FROM), dt.time(settings.NOTIFICATION_QUIET_UNTIL)
    if start == end:
        return local
    now = local.time()
    over_midnight = start > end
    quiet = (now >= start or now < end) if over_midnight else start <= now < end
    if not quiet:
        return local
    day = local.date() + dt.timedelta(1) if over_midnight and now >= start else local.date()
    return timezone.make_aware(dt.datetime.combine(day, end))
