"""What both engines do with the buckets of a facet."""

from collections.abc import Mapping
from typing import Any

from onestop.search.requesting import StatesFacet

EVERY_STATE = 100
"""More than any ``StatesFacet`` has."""


def top_counts(buckets: list[dict[str, Any]], size: int) -> dict[str, int]:
    """Return the ``size`` largest of ``buckets``, equal ones by value, as text."""
    ranked = sorted(buckets, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))
    return {_text(bucket["key"]): int(bucket["doc_count"]) for bucket in ranked[:size]}


def _text(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


def state_counts(
    facet: StatesFacet, buckets: list[dict[str, Any]], rest: Mapping[str, int]
) -> dict[str, int]:
    """Return the counts of the settled documents in ``buckets`` with those of the ``rest`` added."""
    settled = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    return {state: settled.get(state, 0) + rest.get(state, 0) for state in facet.queries}
