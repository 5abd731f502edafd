"""What both engines do with the buckets of a facet."""

from typing import Any


def top_counts(buckets: list[dict[str, Any]], size: int) -> dict[str, int]:
    """Return the ``size`` largest of ``buckets``, equal ones by value, as text."""
    ranked = sorted(buckets, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))
    return {_text(bucket["key"]): int(bucket["doc_count"]) for bucket in ranked[:size]}


def _text(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
