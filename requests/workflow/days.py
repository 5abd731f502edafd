"""Days that people type: those that can be meant. A slip of the finger is told at once, and not kept."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

YEARS_AHEAD = 2
"""Nothing is wished for or promised for a later day."""

YEARS_DUE = 10
"""The longest interval of an inspection or calibration that is written down."""

YEARS_BACK = 2
"""Nothing that happened before is written down today."""


def last_day() -> dt.date:
    """Return the last day that can be wished for."""
    return _years_from(timezone.localdate(), YEARS_AHEAD)


def first_day() -> dt.date:
    """Return the first day on which something can have happened that is written down today."""
    return _years_from(timezone.localdate(), -YEARS_BACK)


def coming(day: dt.date, years: int = YEARS_AHEAD) -> dt.date:
    """Return a day that is today or still to come, and not more than ``years`` away.

    Raises:
        ValidationError: It is over, or too far away.
    """
    if day < timezone.localdate():
        message = _("%(day)s is over already. Choose today or a later day.")
        raise ValidationError(message % {"day": day.isoformat()})
    return near(day, years)


def near(day: dt.date, years: int = YEARS_AHEAD) -> dt.date:
    """Return a day that is not too far away.

    Raises:
        ValidationError: It is more than ``years`` away.
    """
    last = _years_from(timezone.localdate(), years)
    if day > last:
        message = _("%(day)s is too far away. Choose a day until %(last)s.")
        raise ValidationError(message % {"day": day.isoformat(), "last": last.isoformat()})
    return day


def happened(day: dt.date, since: dt.date | None = None) -> dt.date:
    """Return a day on which something has happened: today, or before.

    Args:
        day: As it was typed.
        since: The first day that makes sense; two years ago when left out.

    Raises:
        ValidationError: It is still to come, or too long ago.
    """
    first = since or first_day()
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    if day < first:
        message = _("%(day)s is too long ago. Choose a day from %(first)s on.")
        raise ValidationError(message % {"day": day.isoformat(), "first": first.isoformat()})
    return day


def _years_from(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
