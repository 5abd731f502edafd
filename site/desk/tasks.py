"""A thing to do, as apps hand it to the desk (``onestop.site.hooks.DESK_TASKS``)."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise


class Urgency(IntEnum):
    """How soon: what stands first on the desk."""

    OVERDUE = 0
    TODAY = 1
    WAITING = 2
    SOON = 3
    WHENEVER = 4


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the desk; it leads to where the thing is done.

    Attributes:
        title: What to do, as a colleague would say it: 审核“关于平台”.
        url: Where it is done.
        urgency: Decides its place and its mark.
        detail: Who or what is concerned, since when.
        due: The day until which it is to be done.
        count: How many things the line stands for beside those that have a line of their own.
        listed: How many the list holds that it leads to, if more than ``count``.
    """

    title: str | Promise
    url: str
    urgency: Urgency = Urgency.WAITING
    detail: str = ""
    due: dt.date | None = None
    count: int = 1
    listed: int = 0

    @property
    def number(self) -> int:
        """Return how many the person finds where the line leads."""
        return self.listed or self.count
