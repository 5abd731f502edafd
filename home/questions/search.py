"""Which questions a few typed words mean. There are few of them, so all are looked at."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags

from onestop.search import analysis

ENOUGH = 0.5
"""Share of what was typed that a question must contain."""


def matching(questions: Iterable[Any], asked: str) -> list[Any]:
    """Return the questions that contain at least half of what was typed, in their order."""
    wanted = set(analysis.bigrams(asked).split())
    if not wanted:
        return []
    return [question for question in questions if _share(wanted, question) >= ENOUGH]


def _share(wanted: set[str], question: Any) -> float:
    text = f"{question.title} {question.words} {strip_tags(question.answer)}"
    return len(wanted & set(analysis.bigrams(text).split())) / len(wanted)
