"""The way into the pool and out of it, as plain data (clause 4.1.2.1)."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from onestop.catalogue.experts.choices import State

COMPETENCE, PLEDGE, TERM, REASON = "competence", "pledge", "term", "reason"

NEEDS: dict[str, Any] = {
    COMPETENCE: _("Enter at least one standard or law that this person knows well; the review needs it."),
    PLEDGE: _("Enter the day on which the pledge of confidentiality was signed."),
    TERM: _("Give the first and the last day of the term; the last cannot be before the first."),
    REASON: _("Say why."),
}
"""What a move asks for, and what is said when it is missing."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which states, to which, with what."""

    label: Any
    sources: tuple[State, ...]
    target: State
    needs: tuple[str, ...] = field(default=())


MOVES: dict[str, Move] = {
    "examine": Move(_("Take up the review"), (State.APPLIED,), State.REVIEWING),
    "admit": Move(_("Admit to the pool"), (State.REVIEWING,), State.POOL, (COMPETENCE, PLEDGE, TERM)),
    "refuse": Move(_("Do not admit"), (State.REVIEWING,), State.REFUSED, (REASON,)),
    "renew": Move(_("Renew the term"), (State.POOL,), State.POOL, (COMPETENCE, PLEDGE, TERM)),
    "leave": Move(_("Take out of the pool"), (State.POOL,), State.OUT, (REASON,)),
    "return": Move(_("Apply again"), (State.REFUSED, State.OUT), State.APPLIED),
}


def moves_from(state: str) -> dict[str, Move]:
    """Return the moves that are possible from a state."""
    return {name: move for name, move in MOVES.items() if state in move.sources}
