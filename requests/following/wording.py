"""What the parties read about what comes next, and days as one says them."""

import datetime as dt

from django.utils import dateformat, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.home.training.months import WEEKDAYS
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import Event
from onestop.requests.workflow.table import SIDE, label_of

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


def correction_words(event: Event) -> str:
    """Return which entry ``event`` corrects and why; empty for one that corrects nothing (clause 6.2)."""
    wrong = event.corrects
    if wrong is None:
        return ""
    words = _("Corrects “%(what)s” of %(when)s: %(reason)s")
    when = f"{timezone.localtime(wrong.happened_at):%Y-%m-%d %H:%M}"
    return words % {"what": label_of(wrong.name), "when": when, "reason": event.data.get("reason") or "—"}


def late_words(event: Event) -> str:
    """Return that ``event`` was written down late, when and why; empty for one in time."""
    if not event.is_late:
        return ""
    words = _("Written down later, on %(at)s: %(reason)s")
    at = f"{timezone.localtime(event.recorded_at):%Y-%m-%d %H:%M}"
    return words % {"at": at, "reason": event.late_reason}


def step_words(event: Event) -> tuple[str, str]:
    """Return which step of a service was noted, and what was noted of it: its text begins with the step."""
    label = str(event.data.get("label") or SIDE[event.name].label)
    first, _newline, remark = event.text.partition("\n")
    noted = first.removeprefix(label).removeprefix("（").removesuffix("）")
    return label, "\n".join(part for part in (noted, remark) if part)
