"""Pages about something, best first: from the engine, or from the database when it cannot answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from elasticsearch.dsl import Q

from django.db.models import Case, IntegerField, Value, When
from django.db.models import Q as Condition

from onestop.search import analysis
from onestop.search.engines import EngineUnavailable, Request, Response, get_engine
from onestop.search.pages.document import PageDocument
from onestop.search.pages.models import PageText, placed, public_rows
from onestop.search.pages.queries import pages_query
from onestop.search.pages.wording import essence
from onestop.search.wordlists.reading import word_lists

DATABASE = "database"
NEAR = 0.3
"""Share of the best score that a result of a broad search must have."""
BROAD_MOST = 200
"""Pages that a broad search looks at."""


@dataclass(frozen=True, slots=True)
class FoundPages:
    """A page of results: how many there are in all, the rows in order, who answered."""

    total: int
    texts: Sequence[PageText]
    engine: str

    @property
    def degraded(self) -> bool:
        """Tell whether the engine could not answer."""
        return self.engine == DATABASE


def find_pages(
    text: str, groups: Iterable[str], *, offset: int = 0, size: int = 10, broad: bool = False
) -> FoundPages:
    """Find public pages about ``text``.

    Args:
        text: as typed, in everyday words.
        groups: the groups (``SearchablePage.search_group``) to look in.
        offset: how many results to pass over.
        size: how many to return.
        broad: any word in common is enough, as long as it comes near the best; for few pages of which one
            will fit.

    Returns:
        Rows with the path of their page, best first: one query to the database.
    """
    wanted = list(groups)
    query = pages_query(text, word_lists(), broad=broad)
    if query is None:
        return FoundPages(0, [], DATABASE)
    first, most = (0, BROAD_MOST) if broad else (offset, size)
    request = Request(PageDocument, query, {"group": Q("terms", group=wanted)}, offset=first, size=most)
    try:
        response = get_engine().search(request)
    except EngineUnavailable:
        return _from_database(text, wanted, offset, size)
    ids, total = response.ids, response.total
    if broad:
        near = _near(response)
        ids, total = near[offset : offset + size], len(near)
    rows = public_rows(ids)
    return FoundPages(total, [rows[pk] for pk in ids if pk in rows], response.engine)


def _near(response: Response) -> list[int]:
    """Return the results that come near the best one; the rest has little more than a word in common."""
    best = max((hit.score for hit in response.hits), default=0.0)
    return [int(hit.id) for hit in response.hits if hit.score >= NEAR * best]


def _from_database(text: str, groups: list[str], offset: int, size: int) -> FoundPages:
    """Find the pages that have every word somewhere; those with all in the title first."""
    words = analysis.words(essence(text, word_lists()))
    found = PageText.objects.public().filter(group__in=groups)
    for word in words:
        found = found.filter(
            Condition(title__icontains=word)
            | Condition(keywords__icontains=word)
            | Condition(summary__icontains=word)
            | Condition(body__icontains=word)
        )
    in_title = reduce(and_, (Condition(title__icontains=word) for word in words))
    in_names = reduce(
        and_, (Condition(title__icontains=word) | Condition(keywords__icontains=word) for word in words)
    )
    ranked = found.annotate(
        rank=Case(
            When(in_title, then=Value(0)),
            When(in_names, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
    ).order_by("rank", "-date", "pk")
    rows = list(placed(ranked)[offset : offset + size])
    return FoundPages(found.count(), rows, DATABASE)
