"""The way from a changed row to the index: written with the change, sent on commit, never lost.

``schedule`` writes the change down in the transaction that makes it. When that commits, ``drain`` sends it;
when it is rolled back, nothing is left. What the engine cannot take now (it is down, another process holds
the lock, the process dies) stays written down and is sent by whatever comes first: the next drain,
``search_index catch-up``, ``/healthz``, or the end of any request (see ``catching_up``).
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import QuerySet

from onestop.search.building import running_build
from onestop.search.documents import SearchDocument
from onestop.search.engines import get_engine
from onestop.search.exceptions import EngineUnavailable
from onestop.search.freshness import index_changed
from onestop.search.locks import writer_lock
from onestop.search.models import PendingWrite
from onestop.search.reading import current
from onestop.search.registry import documents

logger = logging.getLogger(__name__)

BATCH = 500
ON_COMMIT_LIMIT = 1000
"""Most writes that the end of one transaction sends; a backlog beyond it is left to the other ways."""

_LOCK_WAIT = 2.0
_held: ContextVar[set[type[SearchDocument]] | None] = ContextVar("held", default=None)


def schedule(document: type[SearchDocument], ids: Iterable[int]) -> None:
    """Note that the instances ``ids`` changed, appeared or went; call it inside the transaction that does it.

    Args:
        document: the search document class.
        ids: primary keys; pass many at once where many change.
    """
    if not note(document, ids):
        return
    held = _held.get()
    if held is None:
        _send_on_commit(document)
    else:
        held.add(document)


@contextmanager
def held_back() -> Iterator[None]:
    """Send what is scheduled inside once, at the end: for many changes, one transaction after another."""
    held: set[type[SearchDocument]] = set()
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
        for document in held:
            _send_on_commit(document)


def note(document: type[SearchDocument], ids: Iterable[int]) -> int:
    """Write down that ``ids`` changed, without sending it when this commits; return how many they are."""
    name = document.Settings.name
    rows = [PendingWrite(document=name, object_id=pk) for pk in dict.fromkeys(ids)]
    PendingWrite.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _send_on_commit(document: type[SearchDocument]) -> None:
    # No partial: it has no name, for which Django asks when it logs what failed.
    transaction.on_commit(lambda: _drain_quietly(document), robust=True)


def _drain_quietly(document: type[SearchDocument]) -> None:
    try:
        drain(document, limit=ON_COMMIT_LIMIT)
    except EngineUnavailable as error:
        # The regular look at what is left says it, too; here it would be said at every change.
        logger.debug("search.unsent", extra={"document": document.Settings.name, "reason": str(error)})


def unsent(document: type[SearchDocument] | None = None) -> QuerySet[PendingWrite]:
    """Return the writes that the live index has not got, of one document or of all."""
    rows = PendingWrite.objects.filter(sent=False)
    return rows.filter(document=document.Settings.name) if document else rows


def drain(document: type[SearchDocument], *, limit: int | None = None, wait: float = _LOCK_WAIT) -> int:
    """Send what is written down for ``document``, the latest first, one process at a time.

    Args:
        document: whose writes to send.
        limit: most writes to send now; all when ``None``.
        wait: seconds to wait for another process to finish.

    Returns:
        How many writes were sent. What is left when the lock cannot be had is sent by the one who holds it or
        later.

    Raises:
        EngineUnavailable: if the engine cannot take them; they stay written down.
    """
    done = 0
    while limit is None or done < limit:
        if not unsent(document).exists():
            break
        with writer_lock(document.Settings.name, wait=wait) as locked:
            sent = _send_batch(document) if locked else 0
        if not sent:
            break
        index_changed()
        done += sent
    return done


def _send_batch(document: type[SearchDocument]) -> int:
    rows = list(unsent(document).order_by("-id").values_list("pk", "object_id")[:BATCH])
    ids = list(dict.fromkeys(object_id for _pk, object_id in rows))
    send(document, ids)
    sent = PendingWrite.objects.filter(pk__in=[pk for pk, _object_id in rows])
    if running_build(document):
        sent.update(sent=True)
    else:
        sent.delete()
    return len(rows)


def send(document: type[SearchDocument], ids: list[int]) -> None:
    """Bring the live index to what the database says of ``ids`` now: written where public, else removed."""
    if ids:
        sources, gone = current(document, ids)
        get_engine().write(document, sources, gone)


def catch_up(*, wait: float = _LOCK_WAIT, limit: int | None = None) -> int:
    """Send what is written down for every document; return how many writes were sent.

    Raises:
        EngineUnavailable: if the engine cannot take them.
    """
    return sum(drain(document, wait=wait, limit=limit) for document in documents())
