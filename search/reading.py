"""Reading from the database what belongs into an index."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from onestop.search.documents import SearchDocument, Source

logger = logging.getLogger(__name__)

BATCH = 2000


def batches(document: type[SearchDocument]) -> Iterator[list[Any]]:
    """Yield everything the public may read in batches, by primary key, in constant memory."""
    last = 0
    while batch := list(document.get_queryset().order_by("pk").filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def current(document: type[SearchDocument], ids: Sequence[int]) -> tuple[list[Source], list[int]]:
    """Return the sources of those of ``ids`` that the public may read now, and the ids of the others.

    One that no source can be made of is reported and left as it is in the index; the others go on.
    """
    instances = list(document.get_queryset().filter(pk__in=ids))
    public = {instance.pk for instance in instances}
    return _sources(document, instances), [pk for pk in ids if pk not in public]


def _sources(document: type[SearchDocument], instances: list[Any]) -> list[Source]:
    try:
        return document.sources(instances)
    except Exception:
        if len(instances) == 1:
            logger.exception(
                "search.no_source", extra={"document": document.Settings.name, "document_id": instances[0].pk}
            )
            return []
    return [source for instance in instances for source in _sources(document, [instance])]
