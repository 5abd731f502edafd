"""What the public reads about a status: a word on the board, a sentence to the enterprise, whose turn."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils import dateformat, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.home.training.months import WEEKDAYS
from onestop.requests.workflow.choices import Status

Text = str | Promise


class Turn(StrEnum):
    """Who is to do something now."""

    OFFICE = "office"
    DOER = "doer"
    CENTRE = "centre"
    ENTERPRISE = "enterprise"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class State:
    """A status in public.

    Attributes:
        badge: Kind of the component ``badge``.
        label: The word on the board.
        sentence: To the enterprise: who holds it and what happens; ``%(office)s`` and ``%(doer)s`` are names.
        until: What is to be done by ``%(due)s``; left out where no clock runs.
        turn: Whose turn it is.
    """

    badge: str
    label: Text
    sentence: Text
    until: Text = ""
    turn: Turn = Turn.NOBODY


STATES: Mapping[str, State] = {
    Status.DRAFT: State(
        "unknown",
        gettext_lazy("Not sent yet"),
        gettext_lazy("You have not sent this request yet."),
        turn=Turn.ENTERPRISE,
    ),
    Status.SUBMITTED: State(
        "new",
        pgettext_lazy("state of a request", "Received"),
        gettext_lazy("%(office)s has your request and looks at it."),
        gettext_lazy("You hear whether it is accepted by the end of %(due)s."),
        Turn.OFFICE,
    ),
    Status.RETURNED: State(
        "waiting",
        gettext_lazy("Waiting for what is missing"),
        gettext_lazy("Something is missing. Once you have sent it, %(office)s goes on."),
        turn=Turn.ENTERPRISE,
    ),
    Status.REFUSED: State(
        "unknown",
        gettext_lazy("Not accepted"),
        gettext_lazy("%(office)s could not accept this request. Below it says why, and where to turn to."),
    ),
    Status.ACCEPTED: State(
        "new",
        pgettext_lazy("request", "Accepted"),
        gettext_lazy("%(office)s has accepted your request and is looking for who can serve you."),
        gettext_lazy("You hear who it is by the end of %(due)s."),
        Turn.OFFICE,
    ),
    Status.MATCHING: State(
        "active",
        gettext_lazy("Being matched"),
        gettext_lazy("%(office)s is looking for who can serve you best."),
        gettext_lazy("You hear who it is by the end of %(due)s."),
        Turn.OFFICE,
    ),
    Status.CONSENT: State(
        "waiting",
        gettext_lazy("Waiting for the enterprise’s consent"),
        gettext_lazy("%(doer)s could serve you. It gets nothing before you agree."),
        turn=Turn.ENTERPRISE,
    ),
    Status.OFFERED: State(
        "active",
        gettext_lazy("Waiting for the institution"),
        gettext_lazy("We have asked %(doer)s to serve you."),
        gettext_lazy("It answers by the end of %(due)s."),
        Turn.DOER,
    ),
    Status.MATCHED: State(
        "active",
        gettext_lazy("Matched"),
        gettext_lazy("%(doer)s has taken your request."),
        gettext_lazy("It begins by the end of %(due)s."),
        Turn.DOER,
    ),
    Status.EXPERT: State(
        "active",
        gettext_lazy("With an expert"),
        gettext_lazy("%(doer)s has your question."),
        gettext_lazy("You have the answer by the end of %(due)s."),
        Turn.DOER,
    ),
    Status.SERVING: State(
        "active",
        gettext_lazy("Being served"),
        gettext_lazy("%(doer)s is serving you."),
        gettext_lazy("It is finished by the end of %(due)s."),
        Turn.DOER,
    ),
    Status.WAITING: State(
        "waiting",
        gettext_lazy("Waiting for the enterprise"),
        gettext_lazy("%(doer)s waits for something from you; the clock stands still."),
        turn=Turn.ENTERPRISE,
    ),
    Status.SAMPLE: State(
        "waiting",
        gettext_lazy("Sample under way"),
        gettext_lazy("The sample is under way; the clock stands still until it is there."),
        turn=Turn.DOER,
    ),
    Status.ESCALATED: State(
        "active",
        gettext_lazy("Escalated to the centre"),
        gettext_lazy("Your request has been passed on to the service centre, which decides how to go on."),
        gettext_lazy("It decides by the end of %(due)s."),
        Turn.CENTRE,
    ),
    Status.COMPLETED: State(
        "done",
        pgettext_lazy("request", "Completed"),
        gettext_lazy("The service is completed."),
        turn=Turn.OFFICE,
    ),
    Status.TO_EVALUATE: State(
        "done",
        gettext_lazy("Completed, waiting for evaluation"),
        gettext_lazy("The service is completed. Tell us how it was; nobody has to."),
        gettext_lazy("You can evaluate it until the end of %(due)s."),
        Turn.ENTERPRISE,
    ),
    Status.EVALUATED: State(
        "done",
        gettext_lazy("Evaluated"),
        gettext_lazy("The service is completed, and you have evaluated it."),
    ),
    Status.UNEVALUATED: State(
        "done",
        gettext_lazy("Completed, not evaluated"),
        gettext_lazy("The service is completed."),
    ),
    Status.RECTIFYING: State(
        "active",
        gettext_lazy("Being rectified"),
        gettext_lazy("You were not content. %(office)s is putting right what was wrong."),
        gettext_lazy("It is put right by the end of %(due)s."),
        Turn.OFFICE,
    ),
    Status.RECTIFIED: State(
        "done",
        gettext_lazy("Rectified"),
        gettext_lazy("What was wrong has been put right."),
    ),
    Status.ARCHIVED: State(
        "done",
        pgettext_lazy("request", "Archived"),
        gettext_lazy("The case is closed and in the archive."),
    ),
    Status.WITHDRAWN: State(
        "unknown",
        pgettext_lazy("request", "Withdrawn"),
        gettext_lazy("You have withdrawn this request."),
    ),
}
"""Every status in public."""

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
