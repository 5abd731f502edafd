"""A form of staff is done once, however often its button is pressed: a row a press, held by the database.

The row is written in the transaction of what the press does, so the same press again waits for it and finds
it; what is refused leaves no row.
"""

import datetime as dt
import secrets
from typing import Any

from django.utils import timezone

from onestop.requests.desks.models import Press

FIELD = "press"
"""Name of the hidden field that tells a press from another."""

KEPT = dt.timedelta(days=1)
LONGEST = 40


def new() -> str:
    """Return what names the press of a form that is shown now."""
    return secrets.token_urlsafe(12)


def take(user: Any, posted: Any) -> bool:
    """Take the press of ``user`` that ``posted`` names, within the transaction of what it does.

    Returns:
        Whether it is the first; a form that names none is done each time.
    """
    key = _key(posted)
    return not key or Press.objects.get_or_create(user=user, key=key)[1]


def give_back(user: Any, posted: Any) -> None:
    """Forget a press that did nothing."""
    Press.objects.filter(user=user, key=_key(posted)).delete()


def was_taken(user: Any, posted: Any) -> bool:
    """Tell whether the press has done its work already."""
    key = _key(posted)
    return bool(key) and Press.objects.filter(user=user, key=key).exists()


def forget() -> int:
    """Forget presses that nobody repeats any more; return how many."""
    count, _rows = Press.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return count


def _key(posted: Any) -> str:
    return str(posted.get(FIELD, ""))[:LONGEST]
