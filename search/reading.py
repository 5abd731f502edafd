"""Reading from the database what belongs into an index."""

from collections.abc import Iterator, Sequence
from typing import Any

from onestop.search.documents import SearchDocument, Source

BATCH = 2000


def batches(document: type[SearchDocument]) -> Iterator[list[Any]]:
    """Yield everything the public may read in batches, by primary key, in constant memory."""
    last = 0
    while batch := list(document.get_queryset().order_by("pk").filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def current(document: type[SearchDocument], ids: Sequence[int]) -> tuple[list[Source], list[int]]:
    """Return the sources of those of ``ids`` that the public may read now, and the ids of the others."""
    instances = list(document.get_queryset().filter(pk__in=ids))
    public = {instance.pk for instance in instances}
    return document.sources(instances), [pk for pk in ids if pk not in public]
