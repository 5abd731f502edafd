"""Finding a service by what people type: ``find_services`` is the one function to replace by an index.

Until then it weighs the published services in memory: there are hundreds of them at most.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onestop.catalogue.services.clauses import CLAUSES
from onestop.catalogue.services.entries import Entry, entries
from onestop.search import analysis
from onestop.site.page_cache import remember

LONGEST = 200
_NUMBER = re.compile(r"\d+(\.\d+)+(-\d+)?")
_TITLE, _KEYWORD, _SUMMARY, _CLAUSE = 3.0, 3.0, 1.0, 0.6
_PHRASE = 2.5
"""What a whole everyday word in the question adds, for each of its characters."""

_LEAST = 0.34
"""Share of the question's weight that a service must cover to be an answer."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    entry: Entry
    weights: dict[str, float]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    rows: tuple[_Indexed, ...]
    rarity: dict[str, float]


def find_services(q: str) -> list[Entry]:
    """Return the services that ``q`` asks for, the best first.

    Args:
        q: everyday words, a title, a number of a clause (4.2.5, 4.2.5.1) or an item's code; empty gives all.
    """
    text = analysis.normalise(q)[:LONGEST]
    found = entries()
    if not text:
        return list(found.values())
    if _NUMBER.fullmatch(text):
        return [entry for entry in found.values() if _is_numbered(entry, text)]
    return _ranked(text, remember("services.index", lambda: _index(found.values())))


def _is_numbered(entry: Entry, number: str) -> bool:
    return number in {entry.clause, entry.code} or entry.clause.startswith(f"{number}.")


def _ranked(text: str, index: _Index) -> list[Entry]:
    asked = set(analysis.bigrams(text).split())
    unseen = math.log(len(index.rows) + 1)
    rarity = {token: index.rarity.get(token, unseen) for token in asked}
    total = sum(rarity.values()) or 1.0
    scored = []
    for place, row in enumerate(index.rows):
        covered = sum(rarity[token] for token in asked if token in row.weights)
        phrase = max((len(each) for each in row.phrases if each in text or text in each), default=0)
        if not phrase and covered / total < _LEAST:
            continue
        score = sum(rarity[token] * row.weights.get(token, 0.0) for token in asked) + _PHRASE * phrase
        scored.append((-score, place, row.entry))
    return [entry for _score, _place, entry in sorted(scored, key=lambda each: each[:2])]


def _index(found: Iterable[Entry]) -> _Index:
    rows = tuple(_indexed(entry) for entry in found)
    counts = Counter(token for row in rows for token in row.weights)
    rarity = {token: math.log((len(rows) + 1) / number) for token, number in counts.items()}
    return _Index(rows, rarity)


def _indexed(entry: Entry) -> _Indexed:
    weights: dict[str, float] = {}
    parts = (
        (_TITLE, entry.title),
        (_KEYWORD, " ".join(entry.keywords)),
        (_SUMMARY, entry.summary),
        (_CLAUSE, f"{CLAUSES.get(entry.clause, '')} {entry.category.name}"),
    )
    for weight, text in parts:
        for token in set(analysis.bigrams(text).split()):
            weights[token] = max(weight, weights.get(token, 0.0))
    phrases = (entry.title, *entry.keywords)
    return _Indexed(entry, weights, tuple(filter(None, map(analysis.normalise, phrases))))
