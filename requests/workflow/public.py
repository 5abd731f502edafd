"""What the public reads about where a request is and how it ended: a word, a sentence, whose turn.

``Status`` has the words of staff. A request that ended is never said to be completed where it was not solved:
``ENDINGS`` has the words of each way to end, and ``state_of`` puts both together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.requests.workflow.choices import Resolution, Status
from onestop.requests.workflow.table import TABLE

if TYPE_CHECKING:
    from onestop.requests.workflow.models import Event

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
        gettext_lazy("You were not content. %(doer)s is putting right what was wrong."),
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


@dataclass(frozen=True, slots=True)
class Ending:
    """A way to end that is not the common one.

    Attributes:
        badge: Kind of the component ``badge``.
        word: On the board, before what happens after the end.
        sentence: To the enterprise.
        to_evaluate: The same, while it can still evaluate.
    """

    badge: str
    word: Text
    sentence: Text
    to_evaluate: Text = ""


ENDINGS: Mapping[str, Ending] = {
    Resolution.UNSOLVED: Ending(
        "unknown",
        gettext_lazy("Ended, not solved"),
        gettext_lazy("Your request could not be solved. Below it says why, and what else you can do."),
        gettext_lazy(
            "Your request could not be solved. Below it says why, and what else you can do. Tell us how we "
            "dealt with it; nobody has to."
        ),
    ),
    Resolution.ANSWERED: Ending(
        "done",
        pgettext_lazy("request", "Answered"),
        gettext_lazy("Your question has been answered; the answer stands below."),
        gettext_lazy(
            "Your question has been answered; the answer stands below. Tell us how it was; nobody has to."
        ),
    ),
    Resolution.LAPSED: Ending(
        "unknown",
        gettext_lazy("Not completed in time"),
        gettext_lazy("What was missing did not come in time, so the request counts as withdrawn."),
    ),
}
"""How a request can end besides being solved, refused or withdrawn, which the status itself says."""

AFTER: Mapping[str, Text] = {
    Status.COMPLETED: "",
    Status.TO_EVALUATE: gettext_lazy("waiting for evaluation"),
    Status.EVALUATED: pgettext_lazy("after the end", "evaluated"),
    Status.UNEVALUATED: pgettext_lazy("after the end", "not evaluated"),
    Status.RECTIFIED: pgettext_lazy("after the end", "rectified"),
    Status.ARCHIVED: pgettext_lazy("after the end", "archived"),
    Status.WITHDRAWN: "",
}
"""What follows an ending on the board."""

NOT_SOLVED: Mapping[str, Text] = {
    "complete": gettext_lazy("The service has ended; the problem is not solved."),
}
"""What the public reads of a step that ended a request unsolved, where the table has the common words."""


def state_of(status: str, resolution: str) -> State:
    """Return what the public reads of a request in ``status``; ``resolution``: how it ended, if it has."""
    state, ending = STATES[status], ENDINGS.get(resolution)
    if ending is None or status not in AFTER:
        return state
    after = AFTER[status]
    label = _("%(ending)s, %(after)s") % {"ending": ending.word, "after": after} if after else ending.word
    says_more = status in {Status.COMPLETED, Status.UNEVALUATED, Status.WITHDRAWN}
    sentence = ending.sentence if says_more else state.sentence
    if status == Status.TO_EVALUATE:
        sentence = ending.to_evaluate
    if status == Status.EVALUATED and resolution == Resolution.UNSOLVED:
        sentence = ending.sentence
    return replace(state, badge=ending.badge, label=label, sentence=sentence)


def words_of(event: "Event") -> Text:
    """Return what everybody reads of a step of the table; empty for what leaves the status as it is."""
    if event.data.get("solved") is False and event.name in NOT_SOLVED:
        return NOT_SOLVED[event.name]
    row = TABLE.rows.get(event.name)
    return row.public if row else ""
