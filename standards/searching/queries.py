"""From a question to a query: numbers by tiers, words by phrases, long titles by overlap (search lab)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from onestop.search import analysis
from onestop.standards.choices import Nature, StandardClass, Status
from onestop.standards.numbers import Number, QueryKind
from onestop.standards.searching import tiers
from onestop.standards.searching.asking import Question
from onestop.standards.searching.facets import head_today, status_today
from onestop.standards.searching.keys import dated_loose_key
from onestop.standards.searching.ladder import Key, Step, steps
from onestop.standards.searching.wording import title_key

LONG_QUERY = 10
"""From this many bigrams on a text is taken for a pasted title: half of it may differ."""
OVERLAP = "50%"
_FULL_SHARE = 15
"""Beyond so many bigrams the words of a title count less each, so that their sum stays within the tier."""
OTHER_FIELDS = 0.25
"""Weight of scope and English title beside the titles (4 : 1 in the search lab)."""

_STATUS_BONUS = {Status.CURRENT: 0.3, Status.UPCOMING: 0.2, Status.REPLACED: 0.1}
_CLASS_BONUS = {StandardClass.NATIONAL: 0.1, StandardClass.INDUSTRY: 0.05}
_BARE_RECOMMENDED = 0.04


def query_of(question: Question, today: dt.date, *, relaxed: bool = False) -> Query:
    """Return what decides and ranks.

    Args:
        question: what is asked.
        today: decides which edition stands for its number, and the status.
        relaxed: when not all words were found together, take what has half of them in its titles.
    """
    if question.is_empty or question.classes:
        return Q("match_all")
    overlap = OVERLAP if relaxed else ""
    if not question.is_number:
        return _in_words(question.words_text, overlap)
    kinds = list(_number_queries(question, today))
    words = words_query(question.words_text, overlap=overlap)
    if words is not None:
        kinds.append(words)
    must = kinds[0] if len(kinds) == 1 else Q("dis_max", queries=kinds, tie_breaker=0.0)
    return Q("bool", must=[must], should=_bonuses(question, today))


@lru_cache(maxsize=64)
def _in_words(text: str, overlap: str) -> Query:
    """Return the query for words alone, which who narrows down or turns pages asks for again."""
    words = words_query(text, overlap=overlap)
    return Q("match_none") if words is None else Q("bool", must=[words])


def editions_filter(question: Question, today: dt.date) -> Query | None:
    """Return the restriction to one edition a number, besides those of the number asked for; or nothing."""
    if question.all_editions:
        return None
    head = head_today(today)
    if not question.is_number:
        return head
    # Every edition of the number itself is shown; of what is only alike, the one in force.
    asked = [number.base_key for number in question.numbers]
    asked += [dated_loose_key(number) for number in question.numbers if number.year]
    asked += [number.full_key for number in question.other_readings if number.year]
    return Q("bool", should=[head, Q("terms", number_keys=asked)], minimum_should_match=1)


def words_query(text: str, *, overlap: str = "") -> Query | None:
    """Return the query for words in titles and texts, or nothing where there are no words.

    A short question wants all its words, each as a phrase; a long one, a pasted title, half of its bigrams;
    with ``overlap`` the titles need only share that much.
    """
    tokens = analysis.bigrams(text).split()
    if not tokens:
        return None
    is_long = overlap or len(tokens) >= LONG_QUERY
    ranked = _long(text, overlap or OVERLAP) if is_long else _short(text)
    whole = _fixed(Q("term", title_keys=title_key(text)), tiers.WHOLE_TITLE)
    return Q("dis_max", queries=[whole, ranked], tie_breaker=0.0)


def _short(text: str) -> Query:
    words = analysis.words(text)
    titles = [_in_titles(word) for word in words]
    everywhere = Q("bool", must=[_anywhere(word) for word in words], boost=tiers.TEXT_SHARE)
    return Q("bool", must=[everywhere], should=[_fixed(Q("bool", filter=titles), tiers.TITLE)])


def _long(text: str, overlap: str) -> Query:
    bigrams, unigrams = analysis.bigrams(text), analysis.unigrams(text)
    share = tiers.TEXT_SHARE * min(1.0, _FULL_SHARE / len(bigrams.split()))
    return Q(
        "bool",
        must=[
            _fixed(Q("match_all"), tiers.TITLE),
            Q("match", titles_b={"query": bigrams, "minimum_should_match": overlap, "boost": share}),
        ],
        should=[Q("match", titles_u={"query": unigrams, "boost": share})],
    )


def _anywhere(word: str) -> Query:
    fields = {"titles": 1.0, "body": OTHER_FIELDS}
    queries = [_phrase(f"{name}_{_unit(word)}", word, boost) for name, boost in fields.items()]
    if word.isascii():
        queries.append(_phrase("title_en", word, OTHER_FIELDS))
    return Q("dis_max", queries=queries, tie_breaker=0.1)


def _in_titles(word: str) -> Query:
    return _phrase(f"titles_{_unit(word)}", word, 1.0)


def _unit(word: str) -> str:
    return "u" if len(word) == 1 and analysis.is_han(word) else "b"


def _phrase(field: str, word: str, boost: float) -> Query:
    return Q("match_phrase", **{field: {"query": analysis.bigrams(word), "boost": boost}})


def _number_queries(question: Question, today: dt.date) -> Iterator[Query]:
    """Yield a query for each step of the resolution order, and one for texts that name the number."""
    for step in steps(question):
        yield _fixed(_condition(step, today), step.tier)
    if mention := _mention(question.numbers[0]):
        yield mention


def _condition(step: Step, today: dt.date) -> Query:
    number = step.number
    match step.key:
        case Key.FULL:
            return _key(number.full_key)
        case Key.HEAD:
            return Q("bool", filter=[_key(number.base_key), head_today(today)])
        case Key.BASE:
            return _key(number.base_key)
        case Key.DATED_LOOSE:
            return _key(dated_loose_key(number))
        case Key.LOOSE:
            return _key(number.loose_key)
        case Key.FAMILY:
            return _key(number.family_key)


def _mention(number: Number) -> Query | None:
    """Return the query for texts that name the number, or nothing for a number without its code."""
    if number.bare:
        return None
    name = analysis.bigrams(str(number).split("—")[0].split(":")[0])
    fields = ("titles_b", "body_b")
    queries = [Q("match_phrase", **{field: {"query": name, "boost": tiers.TEXT_SHARE}}) for field in fields]
    return Q("dis_max", queries=queries, tie_breaker=0.0)


def _bonuses(question: Question, today: dt.date) -> list[Query]:
    """Return what decides among records whose number is alike: status, issuer, GB/T before GB.

    Words get none: ``static`` settles equal titles, and each of these would be evaluated for half the index.
    """
    return list(_decisive(question, today)) if question.is_number else []


def _decisive(question: Question, today: dt.date) -> Iterator[Query]:
    for status, bonus in _STATUS_BONUS.items():
        yield _fixed(status_today(status, today), bonus)
    for name, bonus in _CLASS_BONUS.items():
        yield _fixed(Q("term", standard_class=str(name.value)), bonus)
    if question.meaning.kind is QueryKind.BARE_NUMBER:
        yield _fixed(Q("term", nature=str(Nature.RECOMMENDED.value)), _BARE_RECOMMENDED)


def suggestion_query(question: Question, prefix: str, today: dt.date) -> Query:
    """Return the query for what may be about to be typed: the beginning of a number, or words of a title."""
    queries: list[Query] = list(_number_queries(question, today)) if question.is_number else []
    if prefix:
        queries.append(_fixed(Q("term", number_prefixes=prefix), tiers.HINT))
    words = words_query(question.words_text)
    if words is not None:
        queries.append(words)
    must = Q("dis_max", queries=queries, tie_breaker=0.0) if queries else Q("match_none")
    return Q("bool", must=[must], should=_bonuses(question, today))


def _key(key: str) -> Query:
    return Q("term", number_keys=key)


def _fixed(query: Query, amount: float) -> Query:
    return Q("constant_score", filter=query, boost=amount)


__all__: Sequence[str] = ("editions_filter", "query_of", "suggestion_query", "words_query")
