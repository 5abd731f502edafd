"""The resolution order of spec 2.2 as a list of steps, from the exact edition down to the series.

The engine's query and the database's are both made from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from onestop.standards.numbers import Number
from onestop.standards.searching import tiers
from onestop.standards.searching.asking import Question


class Key(Enum):
    """By what a step looks a number up."""

    FULL = auto()  # the edition
    HEAD = auto()  # the edition that stands for the number today
    BASE = auto()  # any edition
    DATED_LOOSE = auto()  # the edition, without slashes and leading zeros
    LOOSE = auto()  # the number, without slashes and leading zeros
    FAMILY = auto()  # any part


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what ``number`` finds by ``key`` has this tier."""

    tier: float
    key: Key
    number: Number


def steps(question: Question) -> Iterator[Step]:
    """Yield the steps for the numbers of a question; none for words."""
    for number in question.numbers:
        yield Step(tiers.EXACT, Key.FULL if number.year else Key.HEAD, number)
        yield Step(tiers.EDITION, Key.BASE, number)
        if number.year:
            yield Step(tiers.DATED_LOOSE, Key.DATED_LOOSE, number)
        yield Step(tiers.LOOSE, Key.LOOSE, number)
        yield Step(tiers.PART, Key.FAMILY, number)
    for place, number in enumerate(question.other_readings, start=1):
        less = min(place * tiers.LATER_READING, tiers.MOST_LATER)
        yield Step(tiers.DATED_LOOSE - less, Key.FULL if number.year else Key.HEAD, number)
        yield Step(tiers.LOOSE - less, Key.BASE, number)
        yield Step(tiers.PART - less, Key.FAMILY, number)
    for number in question.meaning.hints:
        yield Step(tiers.HINT, Key.BASE, number)
