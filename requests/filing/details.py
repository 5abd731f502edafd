"""What is asked further by kind of service; a case keeps the answers in ``details`` (3.1: one form)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.services.choices import Kind
from onestop.requests.workflow.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class Question:
    """A further question with its answers."""

    name: str
    label: Promise
    answers: Mapping[str, Promise]
    kinds: frozenset[str]


QUESTIONS = (
    Question(
        "handover",
        _("How do the samples or instruments get there?"),
        {
            "bring": _("I bring them to a window"),
            "fetch": _("Please fetch them; call me first"),
            "on_site": _("They cannot be moved; please come"),
        },
        frozenset({Kind.TESTING, Kind.METROLOGY}),
    ),
    Question(
        "place",
        _("Where shall it be?"),
        {
            "office": _("At a window"),
            "ours": _("At our place"),
            "remote": _("By telephone or video"),
        },
        frozenset({Kind.TRAINING, Kind.GUIDANCE}),
    ),
)
ALSO = "also"
"""Key of the further items that were asked for in one request."""

ABOUT = ("standard", "expert")
"""Keys of what the visitor came from."""


def questions_for(item: Any) -> list[Question]:
    """Return what is asked further for an item."""
    return [each for each in QUESTIONS if item is not None and item.kind in each.kinds]


def shown(case: ServiceRequest) -> list[tuple[Any, Any]]:
    """Return labels and answers of ``case``, as people read them."""
    rows: list[tuple[Any, Any]] = [
        (each.label, each.answers[answer])
        for each in QUESTIONS
        if (answer := case.details.get(each.name)) in each.answers
    ]
    if case.details.get("standard"):
        rows.append((_("Standard"), case.details["standard"]))
    if case.details.get("expert"):
        rows.append((_("Expert"), case.details["expert"]))
    return rows
