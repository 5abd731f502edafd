"""The order of results: the same however the engine breaks ties, and every page shows what is its own."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.search import ordering
from onestop.search.ordering import EDGE, Ranked

SCORES = st.lists(st.integers(min_value=0, max_value=60), min_size=1, max_size=900)


def _engine_order(scores: list[int], seed: int) -> list[Ranked]:
    """Return hits best first, equal ones in an order of the engine's own."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    hits = [Ranked(score, key) for key, score in enumerate(scores)]
    return sorted(hits, key=lambda hit: (hit.rank, chance.random()))


def _page(hits: list[Ranked], offset: int, size: int) -> list[Ranked]:
    begin, end = ordering.window(offset, size)
    return ordering.arrange(hits[begin:end], begin, offset, size)


@given(SCORES, st.integers(0, 9), st.integers(0, 9), st.integers(1, 50))
@settings(max_examples=60)
def test_two_engines_give_the_same_pages_where_ties_are_smaller_than_an_edge(
    scores: list[int], one: int, other: int, size: int
) -> None:
    few = [score + (position // (EDGE // 2)) * 100 for position, score in enumerate(sorted(scores))]
    first, second = _engine_order(few, one), _engine_order(few, other)
    for offset in range(0, len(few), size):
        assert _page(first, offset, size) == sorted(first)[offset : offset + size]
        assert _page(first, offset, size) == _page(second, offset, size)


@given(st.integers(1, 3), st.integers(0, 9), st.integers(1, 130), st.integers(1, 900))
@settings(max_examples=60)
def test_turning_pages_shows_each_hit_once_however_many_are_equal(
    levels: int, seed: int, size: int, count: int
) -> None:
    hits = _engine_order([number % levels for number in range(count)], seed)
    shown = [hit for offset in range(0, count, size) for hit in _page(hits, offset, size)]
    assert sorted(shown) == sorted(hits)
    assert [hit.rank for hit in shown] == sorted(hit.rank for hit in hits)


def test_a_higher_static_comes_first_then_the_lower_key() -> None:
    keys = [ordering.order_key(static, pk) for static, pk in ((1000, 7), (1000, 8), (5, 1), (0, 2))]
    assert keys == sorted(keys)
    assert [ordering.pk_of(key) for key in keys] == [7, 8, 1, 2]


def test_scores_that_differ_in_the_last_bits_only_are_equal() -> None:
    assert ordering.by_score(12.34561, 1).rank == ordering.by_score(12.345609, 2).rank


def test_documents_without_a_value_come_last_both_ways() -> None:
    for descending in (False, True):
        hits = [ordering.by_value(value, 1, descending=descending) for value in (3, None, 10**15)]
        assert max(hits).rank == hits[1].rank
