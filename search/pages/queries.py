"""From a question in everyday words to a query."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from onestop.search import analysis
from onestop.search.pages.wording import essence, key, others, substrings
from onestop.search.wordlists.reading import WordLists

NAME, NAME_PART = 40.0, 3.0
"""What it counts that the question is the name of a page; that it holds one, for each of its characters."""
FIELDS = {"title": 3.0, "keywords": 3.0, "summary": 1.5, "body": 0.7}
"""What a pair of characters counts in each field."""
SINGLE = 0.1
"""Weight of single characters beside pairs: 秤 alone still finds."""
OTHER_WORDING = 0.35
"""Weight of words of equal meaning beside those that were typed."""
ENOUGH = "30%"
"""So many of the question's pairs must stand in one field, unless the page is asked for by a name."""
_SHORTEST_NAME, _LONGEST_NAME = 2, 10


@lru_cache(maxsize=64)
def pages_query(text: str, lists: WordLists, *, broad: bool = False) -> Query | None:
    """Return the query for pages about ``text``; nothing where no word is left to look for.

    Several groups of one page of results ask for the same, so the last ones are kept: nobody may change them.

    Args:
        text: as typed.
        lists: words of equal meaning and words to pass over.
        broad: any word in common is enough; the order tells what fits.
    """
    asked = essence(text, lists)
    words = analysis.words(asked)
    if not words:
        return None
    alike = others(asked, lists)
    named = list(_named(asked))
    ranked = [*named, *_ranked(asked), *map(_otherwise, alike)]
    if broad:
        wanted = ranked
    else:
        wanted = [*named, *_enough(asked), Q("bool", filter=[_anywhere(word) for word in words])]
        wanted += [_anywhere(word) for group in alike for word in group]
    whole = _fixed(Q("term", names=key(text)), NAME)
    return Q("bool", filter=[_any([whole, *wanted])], should=[whole, *ranked])


def _ranked(text: str, weight: float = 1.0) -> list[Query]:
    pairs, singles = analysis.bigrams(text), analysis.unigrams(text)
    queries = [_match(f"{name}_b", pairs, boost=boost * weight) for name, boost in FIELDS.items()]
    return queries + [_match(f"{name}_u", singles, boost=SINGLE * weight) for name in ("title", "keywords")]


def _otherwise(group: Sequence[str]) -> Query:
    """Return the query for words of equal meaning: the best of them counts, however many there are."""
    return Q("dis_max", queries=[Q("bool", should=_ranked(word, OTHER_WORDING)) for word in group])


def _enough(text: str) -> list[Query]:
    pairs = analysis.bigrams(text)
    return [_match(f"{name}_b", pairs, share=ENOUGH) for name in ("title", "keywords", "summary")]


def _named(text: str) -> Iterator[Query]:
    """Yield a query for each length of a page's name within ``text``; a longer name says more."""
    pieces: dict[int, list[str]] = {}
    for piece in substrings(text, _SHORTEST_NAME, _LONGEST_NAME):
        pieces.setdefault(len(piece), []).append(piece)
    for length, same in pieces.items():
        yield _fixed(Q("terms", names=same), NAME_PART * length)


def _anywhere(word: str) -> Query:
    """Return the query for pages that have ``word`` in any field."""
    if len(word) == 1 and analysis.is_han(word):
        return _any([_match(f"{name}_u", word) for name in FIELDS])
    return _any([Q("match_phrase", **{f"{name}_b": analysis.bigrams(word)}) for name in FIELDS])


def _any(queries: Sequence[Query]) -> Query:
    return Q("bool", should=list(queries), minimum_should_match=1)


def _match(field: str, tokens: str, *, boost: float = 1.0, share: str = "") -> Query:
    options: dict[str, object] = {"query": tokens, "boost": boost}
    if share:
        options["minimum_should_match"] = share
    return Q("match", **{field: options})


def _fixed(query: Query, amount: float) -> Query:
    return Q("constant_score", filter=query, boost=amount)
