"""Standards on the page of the site-wide search: the exact match large, then the best titles."""

from typing import Any
from urllib.parse import urlencode

from laces.components import Component

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.search.site_search.asking import Asked, Result, ResultGroup
from onestop.standards.record import presenting
from onestop.standards.searching.asking import Question
from onestop.standards.searching.results import Page, Row
from onestop.standards.searching.service import search

NAME = "standards"
PATH = "/standards/"
FIRST, LATER = 0, 30
"""A question that is a number is answered by standards first; any other by services."""


class Card(Component):
    """The large card of an exact match."""

    template_name = "standards/card.html"

    def __init__(self, answer: Page) -> None:
        self.answer = answer

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - laces asks so
        """Return what the card prints."""
        return {"card": presenting.card(self.answer)}


def results(_request: HttpRequest, asked: Asked) -> ResultGroup | None:
    """Return the group of standards for ``asked``; its other pages are those of the directory."""
    question = Question(text=asked.text)
    if not asked.wants(NAME) or question.is_empty:
        return None
    answer = search(question, timezone.localdate(), size=asked.size, alone=False)
    if not answer.total:
        return None
    rows = answer.rows[1:] if answer.card else answer.rows
    return ResultGroup(
        name=NAME,
        title=_("Standards"),
        total=answer.total,
        results=[_result(row) for row in rows],
        order=FIRST if question.is_number else LATER,
        more_url=f"{PATH}?{urlencode({'q': asked.text})}",
        top=Card(answer) if answer.card else None,
        degraded=answer.degraded,
    )


def _result(row: Row) -> Result:
    return Result(
        number=row.standard.number,
        title=row.title,
        url=row.url,
        line=row.line,
        excerpt=row.excerpt,
        state=row.status,
        state_text=row.status_label,
    )
