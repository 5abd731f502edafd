"""The figure of 4.3.1 from the table of transitions: picture and system cannot differ."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.home.process.figure import Figure, Flow, Stage, Step
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.table import TABLE, Transition

S = Status
ROWS: tuple[tuple[str | Promise, str, tuple[Status, ...]], ...] = (
    (gettext_lazy("Collect"), "4.3.2", (S.DRAFT, S.SUBMITTED, S.RETURNED)),
    (pgettext_lazy("figure", "Accept"), "4.3.2.3", (S.WITHDRAWN, S.ACCEPTED, S.REFUSED)),
    (pgettext_lazy("figure", "Match"), "4.3.3", (S.MATCHING, S.CONSENT, S.OFFERED, S.MATCHED, S.EXPERT)),
    (pgettext_lazy("figure", "Serve"), "4.3.3.2", (S.WAITING, S.SERVING, S.SAMPLE)),
    (gettext_lazy("Complete"), "4.3.4", (S.COMPLETED, S.ESCALATED)),
    (
        pgettext_lazy("figure", "Evaluate"),
        "5.1、5.2",
        (S.UNEVALUATED, S.TO_EVALUATE, S.EVALUATED, S.RECTIFYING, S.RECTIFIED),
    ),
    (pgettext_lazy("figure", "Archive"), "6.1", (S.ARCHIVED,)),
)
"""Where each status stands in the figure; a test compares them with the code's list."""

DRAWN = {
    "submit": False,
    "accept": False,
    "return": False,
    "complete_gaps": False,
    "refuse": False,
    "withdraw": True,
    "close_returned": False,
    "begin_matching": False,
    "ask_expert": False,
    "propose": False,
    "consent": False,
    "take_back": False,
    "give_back": False,
    "take": False,
    "answer": False,
    "start": False,
    "wait_enterprise": False,
    "wait_sample": False,
    "resume": False,
    "escalate": False,
    "rematch": True,
    "close_unsolved": True,
    "complete": False,
    "invite": False,
    "evaluate": False,
    "lapse": False,
    "open_rectification": False,
    "rectified": False,
    "archive": False,
}
"""Transitions that the picture shows, and whether it says their condition; the words say all of all."""

ONE_SOURCE = {"withdraw": S.SUBMITTED, "escalate": S.SERVING}
"""Of those that lead from many places the picture shows one."""


def figure() -> Figure:
    """Return the figure, in the language of the reader."""
    stages = tuple(
        Stage(str(name), tuple(_step(status) for status in statuses), clause)
        for name, clause, statuses in ROWS
    )
    note = _("Drawn from the workflow of this platform; the official figure 1 is still to come.")
    return Figure(stages, tuple(_flows()), note=note)


WAY_IN = {S.COMPLETED: "complete"}
"""The transition that says what a status is, where the first that leads there is a special one."""


def _step(status: Status) -> Step:
    first = next((name for name, row in TABLE.rows.items() if row.target == status), "")
    into = TABLE.rows.get(WAY_IN.get(status, first))
    return Step(
        status.value, str(status.label), into.clause if into else "", str(into.public) if into else ""
    )


def _flows() -> list[Flow]:
    """Return every step, one arrow a pair; one that leaves the status as it is stands in the words only."""
    found: dict[tuple[str, str], Flow] = {}
    for name, row in TABLE.rows.items():
        for source in row.sources:
            _add(found, name, row, source)
    return list(found.values())


def _add(found: dict[tuple[str, str], Flow], name: str, row: Transition, source: Status) -> None:
    pair = (source.value, row.target.value)
    before = found.get(pair)
    label = f"{before.label} / {row.label}" if before else str(row.label)
    drawn = name in DRAWN and ONE_SOURCE.get(name, source) == source
    found[pair] = Flow(*pair, label, (before.drawn if before else False) or drawn, DRAWN.get(name, False))
