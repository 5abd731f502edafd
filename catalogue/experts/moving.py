"""Moving an expert on: the only place that writes the state and the term."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from onestop.catalogue.experts.models import Expert, ExpertEvent
from onestop.catalogue.experts.workflow import COMPETENCE, MOVES, NEEDS, PLEDGE, REASON, TERM

PERMISSION = "catalogue.review_expert"
_FIELD_OF = {TERM: "term_until", REASON: "note"}
"""Beside which field of the form a missing need is said; the others concern the whole."""


@transaction.atomic
def move(
    expert_id: int,
    name: str,
    by: Any,
    *,
    note: str = "",
    term: tuple[dt.date | None, dt.date | None] = (None, None),
) -> Expert:
    """Move an expert on and write down the step.

    Args:
        expert_id: whom.
        name: a key of ``MOVES``.
        by: the account that decides; None for a command.
        note: the reason.
        term: first and last day, where the move gives a term.

    Returns:
        The expert as it is now.

    Raises:
        PermissionDenied: ``by`` may not review.
        ValidationError: the state does not allow it (somebody else was faster), or something is missing;
            its keys are the fields of ``ReviewForm``.
    """
    if by is not None and not by.has_perm(PERMISSION):
        raise PermissionDenied
    expert: Expert = Expert.objects.select_for_update().get(pk=expert_id)
    step = MOVES[name]
    if expert.state not in step.sources:
        raise ValidationError(
            _("This is no longer possible: the state is “%(state)s” now.")
            % {"state": expert.get_state_display()}
        )
    missing = _missing(expert, step.needs, note, term)
    if missing:
        raise ValidationError(missing)
    source, expert.state = expert.state, step.target
    if TERM in step.needs:
        expert.term_from, expert.term_until = term
    expert.save(update_fields=["state", "term_from", "term_until", "updated_at"])
    ExpertEvent.objects.create(
        expert=expert, move=name, source=source, target=step.target, note=note.strip(), by=by
    )
    return expert


def _missing(
    expert: Expert, needs: tuple[str, ...], note: str, term: tuple[dt.date | None, dt.date | None]
) -> dict[str, list[Any]]:
    begins, ends = term
    there = {
        COMPETENCE: expert.competences.exists(),
        PLEDGE: expert.pledged_on is not None,
        TERM: begins is not None and ends is not None and begins <= ends,
        REASON: bool(note.strip()),
    }
    found: dict[str, list[Any]] = {}
    for need in needs:
        if not there[need]:
            found.setdefault(_FIELD_OF.get(need, "__all__"), []).append(NEEDS[need])
    return found
