"""Asking the engine, or the database when the engine cannot answer."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from elasticsearch.dsl import Q

from onestop.search.engines import EngineUnavailable, Request, Response, get_engine
from onestop.site.page_cache import remember
from onestop.standards.documents import StandardDocument
from onestop.standards.searching import fallback, filters, queries, tiers
from onestop.standards.searching.asking import Question
from onestop.standards.searching.facets import BY_NAME, FACETS, head_today
from onestop.standards.searching.tiers import Match
from onestop.standards.searching.wording import plain

DATABASE = "database"
_ALIKE = "30%"
"""How much of a title another has to share to be called similar."""
_WORTH_RELAXING = 3
"""A question of fewer bigrams has no half that would still mean something."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, before it is made readable.

    Attributes:
        total: how many results there are.
        matches: the primary keys of the page in order, each with how it matches; ``None`` where nothing was
            ranked.
        facets: counts by facet and value; empty when the database answered.
        engine: who answered.
        relaxed: nothing has all the words; these have half of them.
    """

    total: int
    matches: Mapping[int, Match | None]
    facets: Mapping[str, Mapping[str, int]]
    engine: str
    relaxed: bool = False


def find(
    question: Question, today: dt.date, offset: int, size: int, *, facets: bool = True, relax: bool = True
) -> Found:
    """Find a page of results.

    Args:
        question: what is asked.
        today: the day for which editions and states are decided.
        offset: how many results to pass over.
        size: how many to return.
        facets: count the values of the facets.
        relax: look for half of the words where nothing has all of them.
    """
    if question.has_nothing_to_look_for:
        return Found(0, {}, {}, DATABASE)
    try:
        if question.is_everything and not offset:
            # Where everybody begins: the same for all until content, index or day change.
            key = ("standards.everything", question.sort, question.all_editions, today, size, facets)
            return remember(
                key, lambda: _from_engine(question, today, offset, size, facets=facets, relax=relax)
            )
        return _from_engine(question, today, offset, size, facets=facets, relax=relax)
    except EngineUnavailable:
        total, matches = fallback.find(question, today, offset, size)
        return Found(total, matches, {}, DATABASE)


def _from_engine(
    question: Question, today: dt.date, offset: int, size: int, *, facets: bool, relax: bool
) -> Found:
    request = request_of(question, today, offset, size, facets=facets)
    response = get_engine().search(request)
    relaxed = False
    if relax and not response.total and _can_be_relaxed(question):
        looser = replace(request, query=queries.query_of(question, today, relaxed=True))
        retried = get_engine().search(looser)
        relaxed = retried.total > 0
        response = retried if relaxed else response
    ranked = request.sort == filters.RELEVANCE and not question.is_empty and not question.classes
    return Found(response.total, _matches(response, ranked), response.facets, response.engine, relaxed)


def request_of(question: Question, today: dt.date, offset: int, size: int, *, facets: bool = True) -> Request:
    """Return the request to the engine: question, facets and their counts, which edition."""
    chosen = question.restrictions
    restrictions = {name: BY_NAME[name].query(values, today) for name, values in chosen.items()}
    editions = queries.editions_filter(question, today)
    if editions is not None:
        restrictions["editions"] = editions
    return Request(
        document=StandardDocument,
        query=queries.query_of(question, today),
        filters=restrictions,
        facets={facet.name: facet.counted(today) for facet in FACETS} if facets else {},
        sort=sort_of(question),
        offset=offset,
        size=size,
    )


def similar(title: str, base_key: str, today: dt.date, size: int) -> list[int]:
    """Return other standards with titles like this one, best first; none while the engine is away.

    Args:
        title: the title to compare with.
        base_key: the number that has this title, to leave it out.
        today: decides which edition stands for its number.
        size: how many at most.
    """
    words = queries.words_query(plain(title), overlap=_ALIKE)
    if words is None:
        return []
    others = Q("bool", must=[words], must_not=[Q("term", number_keys=base_key)])
    request = Request(StandardDocument, others, {"editions": head_today(today)}, size=size)
    try:
        return get_engine().search(request).ids
    except EngineUnavailable:
        return []


def sort_of(question: Question) -> str:
    """Return the engine's sort; where nothing is ranked, the latest issued come first."""
    unranked = question.is_empty or question.classes
    if question.sort == filters.RELEVANCE and unranked:
        return filters.SORTS[filters.UNRANKED]
    return filters.SORTS[question.sort]


def _can_be_relaxed(question: Question) -> bool:
    return not question.is_number and len(question.words_text.replace(" ", "")) > _WORTH_RELAXING


def _matches(response: Response, ranked: bool) -> dict[int, Match | None]:  # noqa: FBT001 - says what the scores mean
    return {int(hit.id): tiers.match_of(hit.score) if ranked else None for hit in response.hits}
