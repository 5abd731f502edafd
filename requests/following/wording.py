"""What the parties read about what comes next, and days as one says them."""

import datetime as dt

from django.utils import dateformat, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.home.training.months import WEEKDAYS
from onestop.requests.workflow.choices import Status

Text = str | Promise

AHEAD: tuple[tuple[Text, frozenset[str]], ...] = (
    (gettext_lazy("We tell you whether it is accepted"), frozenset({Status.SUBMITTED, Status.RETURNED})),
    (
        gettext_lazy("We find who serves you, and ask for your consent"),
        frozenset({Status.ACCEPTED, Status.MATCHING, Status.CONSENT, Status.OFFERED, Status.ESCALATED}),
    ),
    (
        gettext_lazy("You are served, and see each step here"),
        frozenset({Status.MATCHED, Status.SERVING, Status.WAITING, Status.SAMPLE, Status.EXPERT}),
    ),
    (gettext_lazy("You have the result"), frozenset()),
    (gettext_lazy("You evaluate the service"), frozenset({Status.COMPLETED, Status.TO_EVALUATE})),
)
"""The way of a request as the enterprise sees it, with the statuses in which a part of it is under way."""


def still_to_come(status: str) -> list[Text]:
    """Return what follows after the part of the way that ``status`` belongs to, the next first."""
    for place, (_words, statuses) in enumerate(AHEAD):
        if status in statuses:
            return [words for words, _statuses in AHEAD[place + 1 :]]
    return [words for words, _statuses in AHEAD] if status == Status.DRAFT else []


def day_words(day: dt.date) -> str:
    """Return a day as one says it: today, tomorrow, or ``12-03 周四``."""
    distance = (day - timezone.localdate()).days
    if distance == 0:
        return _("today")
    if distance == 1:
        return _("tomorrow")
    written = dateformat.format(day, "m-d" if day.year == timezone.localdate().year else "Y-m-d")
    return _("%(date)s, %(weekday)s") % {"date": written, "weekday": WEEKDAYS[day.weekday()]}
