"""Preparing the sources of a whole index, in several processes where there are enough of them to be worth it.

Reading and tokenising are Python and take most of a rebuild. Worker processes do them, a range of primary
keys at a time and a few ranges ahead of the engine, so memory stays constant; the rows come in the order of
their keys. They also pack each batch as the engine takes it.
"""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing.connection import wait
from typing import Any

from django.conf import settings
from django.db import connection, connections

from onestop.search import registry
from onestop.search.documents import SearchDocument, Source
from onestop.search.reading import BATCH, batches

WORTH_IT = 20_000
"""Rows from which on starting processes pays."""

_AHEAD = 2

Range = tuple[int, int]
Packing = Callable[[list[Source]], Any]
"""Turns a batch into what the engine takes, in the process that read it; a function that has a name."""


def prepared(document: type[SearchDocument], pack: Packing = list) -> Iterator[Any]:
    """Yield the sources of everything the public may read, a packed batch at a time, in the order of keys."""
    ranges = list(_ranges(document))
    workers = min(getattr(settings, "SEARCH_BUILD_PROCESSES", os.cpu_count() or 1), len(ranges))
    if len(ranges) * BATCH < WORTH_IT or workers < 2 or not _can_fork(document):  # noqa: PLR2004 - several
        yield from (pack(document.sources(batch)) for batch in batches(document))
        return
    # Children must not share a connection with this process, so none is open when they are made.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with (
        _frozen(),
        ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool,
    ):
        waiting: deque[Future[Any]] = deque()
        for each in ranges:
            waiting.append(pool.submit(_packed, document.Settings.name, each, pack))
            if len(waiting) > workers + _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _frozen() -> Iterator[None]:
    """Spare the collector, here and in the children, all that is loaded: a quarter of the time of a build."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _can_fork(document: type[SearchDocument]) -> bool:
    """Tell whether other processes would read the same rows: not in a transaction or in memory."""
    in_memory = connection.vendor == "sqlite" and "mode=memory" in str(connection.settings_dict["NAME"])
    registered = document in registry.documents()
    return registered and not connection.in_atomic_block and not in_memory


def _ranges(document: type[SearchDocument]) -> Iterator[Range]:
    """Yield (after, up to) of each batch of primary keys."""
    keys = document.get_queryset().order_by("pk").values_list("pk", flat=True)
    last = 0
    edges = [0]
    for place, last in enumerate(keys.iterator(chunk_size=BATCH), start=1):
        if place % BATCH == 0:
            edges.append(last)
    if last != edges[-1]:
        edges.append(last)
    yield from pairwise(edges)


def _packed(name: str, keys: Range, pack: Packing) -> Any:
    after, last = keys
    document = registry.get_document(name)
    rows = document.get_queryset().order_by("pk").filter(pk__gt=after, pk__lte=last)
    return pack(document.sources(list(rows)))


def _end_with_parent() -> None:
    """End this worker when the process that builds is killed: nobody else would tell it."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
