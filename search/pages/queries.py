"""From a question in everyday words to a query."""

from collections.abc import Iterator, Sequence

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from onestop.search import analysis
from onestop.search.pages.wording import essence, key, substrings, variants
from onestop.search.wordlists.reading import WordLists

NAME, NAME_PART = 40.0, 3.0
"""What it counts that the question is the name of a page; that it holds one, for each of its characters."""
TITLE, KEYWORDS, BODY = 3.0, 2.5, 0.5
SINGLE = 0.3
"""Weight of single characters beside pairs: 秤 alone still finds."""
OTHER_WORDING = 0.8
ENOUGH = "40%"
"""So many of the question's pairs must stand in title or keywords, unless the text holds all its words."""
_SHORTEST_NAME, _LONGEST_NAME = 2, 10


def pages_query(text: str, lists: WordLists) -> Query | None:
    """Return the query for pages about ``text``; nothing where no word is left to look for."""
    asked = essence(text, lists)
    if not analysis.words(asked):
        return None
    wordings = [_wording(asked)]
    wordings += [Q("bool", must=[_wording(other)], boost=OTHER_WORDING) for other in variants(asked, lists)]
    whole = _fixed(Q("term", names=key(text)), NAME)
    return Q("dis_max", queries=[whole, *wordings], tie_breaker=0.0)


def _wording(text: str) -> Query:
    """Return the query for one wording: its pairs in title and keywords, its words in the text."""
    pairs, singles = analysis.bigrams(text), analysis.unigrams(text)
    named = list(_named(text))
    enough = [_match(field, pairs, share=ENOUGH) for field in ("title_b", "keywords_b")]
    enough += named
    enough.append(Q("bool", filter=[_in_text(word) for word in analysis.words(text)]))
    ranked = [
        *named,
        _match("title_b", pairs, boost=TITLE),
        _match("keywords_b", pairs, boost=KEYWORDS),
        _match("body_b", pairs, boost=BODY),
        _match("title_u", singles, boost=SINGLE),
        _match("keywords_u", singles, boost=SINGLE),
    ]
    return Q("bool", filter=[Q("bool", should=enough, minimum_should_match=1)], should=ranked)


def _named(text: str) -> Iterator[Query]:
    """Yield a query for each length of a page's name within ``text``; a longer name says more."""
    pieces: dict[int, list[str]] = {}
    for piece in substrings(text, _SHORTEST_NAME, _LONGEST_NAME):
        pieces.setdefault(len(piece), []).append(piece)
    for length, same in pieces.items():
        yield _fixed(Q("terms", names=same), NAME_PART * length)


def _in_text(word: str) -> Query:
    """Return the query for pages that have ``word`` anywhere."""
    unit = "u" if len(word) == 1 and analysis.is_han(word) else "b"
    tokens = analysis.bigrams(word)
    if unit == "u":
        return _any([_match(f"{name}_u", tokens) for name in ("title", "keywords", "body")])
    return _any([Q("match_phrase", **{f"{name}_b": tokens}) for name in ("title", "keywords", "body")])


def _any(queries: Sequence[Query]) -> Query:
    return Q("bool", should=list(queries), minimum_should_match=1)


def _match(field: str, tokens: str, *, boost: float = 1.0, share: str = "") -> Query:
    options: dict[str, object] = {"query": tokens, "boost": boost}
    if share:
        options["minimum_should_match"] = share
    return Q("match", **{field: options})


def _fixed(query: Query, amount: float) -> Query:
    return Q("constant_score", filter=query, boost=amount)
