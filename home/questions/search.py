"""Which questions a few typed words mean. There are few of them, so all are looked at."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString

from onestop.search import analysis

ENOUGH = 0.5
"""Share of what was typed that a question must contain."""


class Question(NamedTuple):
    """A public question as the page of all questions needs it.

    Attributes:
        group: title and short name of its category.
        words: what it is found by.
    """

    title: str
    anchor: str
    url: str
    prose: SafeString
    group: tuple[str, str]
    words: frozenset[str]


def words_of(text: str) -> frozenset[str]:
    """Return what a text can be found by."""
    return frozenset(analysis.bigrams(text).split())


def matching(questions: Iterable[Question], asked: str) -> list[Question]:
    """Return the questions that contain at least half of what was typed, in their order."""
    wanted = words_of(asked)
    if not wanted:
        return []
    return [each for each in questions if len(wanted & each.words) >= ENOUGH * len(wanted)]
