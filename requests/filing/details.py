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


STANDARD = "standard"
PRODUCT = "product"
PARAMETER = "parameter"
RANGE = "range"
EQUIPMENT = "equipment"
LENGTHS = {STANDARD: 120, PRODUCT: 60, PARAMETER: 60, RANGE: 60, EQUIPMENT: 60}
"""Keys of what somebody wants to have done exactly; certificates are held against it (4.2.4.1, 4.2.5.2)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A line that may be filled in: what is wanted more exactly, as a certificate would name it."""

    name: str
    labels: Mapping[str, Promise]
    help: Promise

    @property
    def longest(self) -> int:
        """Return how many characters fit."""
        return LENGTHS[self.name]


WISHES = (
    Wish(
        PRODUCT,
        {Kind.TESTING: _("Which product"), Kind.METROLOGY: _("Which instrument")},
        _("As it is called on the label or plate."),
    ),
    Wish(PARAMETER, {Kind.TESTING: _("What is to be tested")}, _("For example 水分、甜度.")),
    Wish(RANGE, {Kind.METROLOGY: _("Measuring range")}, _("With its unit, for example 0～600 ℃.")),
    Wish(
        STANDARD,
        {Kind.TESTING: _("By which standard"), Kind.METROLOGY: _("By which standard or regulation")},
        _("The number, if you know it. Example: GB/T 5009.3—2025."),
    ),
)
"""What is asked by kind of service. All may be left empty: the office asks, then."""

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
_NAMES = {
    PRODUCT: _("Product or instrument"),
    PARAMETER: _("What is to be tested or measured"),
    RANGE: _("Measuring range"),
    STANDARD: _("Standard"),
}
"""What they are called where the item does not say it better."""

ALSO = "also"
"""Key of the further items that were asked for in one request."""

ABOUT = ("standard", "expert")
"""Keys of what the visitor came from."""


def questions_for(item: Any) -> list[Question]:
    """Return what is asked further for an item."""
    return [each for each in QUESTIONS if item is not None and item.kind in each.kinds]


def wishes_for(item: Any) -> list[Wish]:
    """Return the lines that are offered for an item."""
    return [each for each in WISHES if item is not None and item.kind in each.labels]


def shown(case: ServiceRequest) -> list[tuple[Any, Any]]:
    """Return labels and answers of ``case``, as people read them."""
    if not case.details:
        return []
    rows: list[tuple[Any, Any]] = [
        (each.label, each.answers[answer])
        for each in QUESTIONS
        if (answer := case.details.get(each.name)) in each.answers
    ]
    kind = case.item.kind if case.item else ""
    said = {each.name: (each.labels.get(kind) or _NAMES[each.name]) for each in WISHES}
    said[EQUIPMENT] = _("Category of special equipment")
    rows += [(label, case.details[name]) for name, label in said.items() if case.details.get(name)]
    if case.details.get("expert"):
        rows.append((_("Expert"), case.details["expert"]))
    return rows
