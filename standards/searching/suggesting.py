"""What somebody may be about to type."""

import datetime as dt
from collections.abc import Sequence

from onestop.search.engines import EngineUnavailable, Request, get_engine
from onestop.standards.documents import StandardDocument
from onestop.standards.models import Standard
from onestop.standards.searching import fallback, queries
from onestop.standards.searching.asking import Question
from onestop.standards.searching.keys import SHORTEST_PREFIX, prefix_key

MOST = 10


def suggest(text: str, today: dt.date) -> Sequence[Standard]:
    """Return at most ten records, each number once, by what of their number or title has been typed so far.

    Args:
        text: what stands in the box.
        today: decides which edition stands for its number.
    """
    question = Question(text=text.strip())
    if question.is_empty:
        return []
    try:
        ids = _ids(question, today)
    except EngineUnavailable:
        _total, matches = fallback.find(question, today, 0, MOST)
        ids = list(matches)
    rows = Standard.objects.public().only("number", "title", "slug").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def _ids(question: Question, today: dt.date) -> list[int]:
    prefix = prefix_key(question.text)
    query = queries.suggestion_query(question, prefix if len(prefix) >= SHORTEST_PREFIX else "", today)
    editions = queries.editions_filter(question, today)
    request = Request(StandardDocument, query, {"editions": editions} if editions else {}, size=MOST)
    return get_engine().search(request).ids
