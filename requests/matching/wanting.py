"""What a case asks for, in the terms of certificates and scopes (clauses 4.2.4.1, 4.2.5.2, 4.2.6.2)."""

from dataclasses import dataclass
from typing import Any

from onestop.catalogue.institutions.scopes import Wanted
from onestop.requests.filing.details import EQUIPMENT, LENGTHS, PARAMETER, PRODUCT, RANGE, STANDARD
from onestop.requests.workflow.models import ServiceRequest
from onestop.standards import numbers

KEYS = tuple(LENGTHS)
"""Keys of ``ServiceRequest.details`` that matching reads."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. ``wanted`` is what scopes are held against."""

    wanted: Wanted
    standard: str = ""
    equipment: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing but the item was said."""
        return not (self.wanted.standard or self.wanted.words or self.wanted.span)

    def in_words(self) -> str:
        """Return it as a person would write it."""
        parts = (self.standard, self.wanted.words, self.wanted.span)
        return " · ".join(part for part in parts if part)


def wish_of(case: ServiceRequest) -> Wish:
    """Return what ``case`` asks for."""
    said = {key: plain(case.details.get(key)) for key in KEYS}
    number = numbers.parse(said[STANDARD]) if said[STANDARD] else None
    readable = number is not None and not number.bare
    kind = case.item.required_qualification if case.item else ""
    words = " ".join(part for part in (said[EQUIPMENT], said[PRODUCT], said[PARAMETER]) if part)
    wanted = Wanted(
        standard=number if readable else None,
        words=words,
        span=said[RANGE],
        kinds=(kind,) if kind else (),
    )
    return Wish(wanted, said[STANDARD], said[EQUIPMENT])


def plain(value: Any) -> str:
    """Return a value of ``details`` as one line; lists are joined."""
    if isinstance(value, list):
        return " ".join(str(each) for each in value).strip()
    return " ".join(str(value or "").split())
