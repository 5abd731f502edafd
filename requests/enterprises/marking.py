"""The line that stands on everything with protected data that somebody takes away (clause 6.3)."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _


def name_of(user: Any) -> str:
    """Return how an account of the staff is called on what it takes away."""
    return str(user.get_full_name() or user.get_username())


def watermark(who: str, purpose: str, at: dt.datetime | None = None) -> str:
    """Return who took it away, when and what for.

    Args:
        who: A name.
        purpose: As that person has said it.
        at: When; now, if left out.
    """
    words = {"who": who, "when": f"{timezone.localtime(at):%Y-%m-%d %H:%M}", "purpose": purpose}
    return _("Taken away by %(who)s on %(when)s for: %(purpose)s. Not to be passed on.") % words
