"""The one order of results: by score or field, then by what a document deserves, then by primary key.

Engines add up the same numbers in different orders, so scores differ in the last bits, and equal scores are
common (equal titles). Both are settled here, in Python, for every engine: scores are rounded, and
``arrange`` gives the same order whichever engine answered. Turning pages shows every document once.
"""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

PK_BITS = 40
"""Low bits of an order key that hold the primary key."""

TOP_STATIC = 1000
STATIC_SHARE = 0.02
"""What ``static`` adds: score × log2(2 + 0.02·static/1000), at most 1.4 %."""

LOG2P_WEIGHT = 1 / math.log10(2)
"""Turns Elasticsearch's ``log2p``, the decimal logarithm of 2 + value, into a binary one."""

BLOCK = 100
EDGE = 100
_DECIMALS = 4
_PK_MASK = (1 << PK_BITS) - 1


class Ranked(NamedTuple):
    """A hit as an engine returns it: what ranks it (less is better), its order key and its score."""

    rank: float
    key: int
    score: float = 0.0


def order_key(static: int, pk: int) -> int:
    """Return the number by which documents of equal rank stand in ascending order."""
    return ((TOP_STATIC - static) << PK_BITS) | pk


def pk_of(key: int) -> int:
    """Return the primary key that an order key carries."""
    return key & _PK_MASK


def weight(static: int) -> float:
    """Return the value whose log2(2 + value) multiplies the score."""
    return STATIC_SHARE * static / TOP_STATIC


def by_score(score: float, key: int) -> Ranked:
    """Return a hit ranked by its score, rounded to what both engines agree on."""
    return Ranked(-round(score, _DECIMALS), key, score)


def by_value(value: int | None, key: int, *, descending: bool) -> Ranked:
    """Return a hit ranked by a field; those without a value come last either way."""
    if value is None:
        return Ranked(math.inf, key)
    return Ranked(-value if descending else value, key)


def window(offset: int, size: int) -> tuple[int, int]:
    """Return from where to where an engine has to be asked so that ``arrange`` can order the page."""
    start = offset // BLOCK * BLOCK
    end = -(-(offset + size) // BLOCK) * BLOCK
    return max(0, start - EDGE), end + EDGE


def arrange(hits: list[Ranked], begin: int, offset: int, size: int) -> list[Ranked]:
    """Order a window of hits and cut the page out of it.

    Hits of equal rank are ordered by their key across the edges of a block, as long as there are fewer than
    ``EDGE`` on either side. Beyond that the edge stays as the engine drew it, for every page alike, so that
    no document is shown twice or never.

    Args:
        hits: what the engine has from ``begin`` on, best first, at least as far as ``window`` says.
        begin: position of the first of ``hits`` among all results.
        offset: position of the page's first hit.
        size: hits on the page.
    """
    ordered: list[Ranked] = []
    done = 0
    for edge in range(begin // BLOCK * BLOCK + BLOCK - begin, len(hits), BLOCK):
        if _splits_large_tie(hits, edge):
            ordered += sorted(hits[done:edge])
            done = edge
    ordered += sorted(hits[done:])
    return ordered[offset - begin : offset - begin + size]


def _splits_large_tie(hits: list[Ranked], edge: int) -> bool:
    """Tell whether all hits on one side of ``edge``, as far as ``EDGE``, rank as those at the edge."""
    left, right = hits[max(0, edge - EDGE) : edge], hits[edge : edge + EDGE]
    if not left or not right or left[-1].rank != right[0].rank:
        return False
    tie = right[0].rank
    return any(len(side) == EDGE and side[far].rank == tie for side, far in ((left, 0), (right, -1)))


_SCORELESS = {"match_all", "match_none"}


def scores(query: Mapping[str, Any]) -> bool:
    """Tell whether a query in normal form ranks at all; where it does not, the order key alone decides."""
    ((kind, body),) = query.items()
    if kind == "bool":
        return any(scores(clause) for name in ("must", "should") for clause in body.get(name, ()))
    return kind not in _SCORELESS
