"""Building a new index beside the live one, so that nobody waits and no write of the meantime is lost.

While a build is at work its ``IndexBuild`` row stands, and drains keep what they sent. At the end these
writes are repeated into the new index, under the writer's lock, and the new index becomes the live one. A
build that is killed leaves the live index as it was; its row is recognised as dead by the next build.
"""

import os
import socket
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from onestop.search.documents import SearchDocument
from onestop.search.engines.base import Builder, Engine
from onestop.search.exceptions import BuildRunning, EngineUnavailable
from onestop.search.freshness import index_changed
from onestop.search.locks import writer_lock
from onestop.search.models import IndexBuild, PendingWrite
from onestop.search.preparing import prepared
from onestop.search.reading import current

_REPLAY = 500
_LOCK_WAIT = 30.0
_DEAD_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made."""

    index: str
    documents: int
    repeated: int


def running_build(document: type[SearchDocument]) -> IndexBuild | None:
    """Return the build of ``document`` that is at work, if one is."""
    build = IndexBuild.objects.filter(document=document.Settings.name).first()
    return build if build and _alive(build) else None


def _alive(row: IndexBuild) -> bool:
    if timezone.now() - row.seen_at > _DEAD_AFTER:
        return False
    return row.host != socket.gethostname() or _runs(row.process)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def build(
    document: type[SearchDocument], engine: Engine, on_batch: Callable[[int], object] = lambda _count: None
) -> BuildResult:
    """Build the index of ``document`` anew and make it the live one.

    Args:
        document: what to build.
        engine: where.
        on_batch: called with the number of documents of each batch, for a progress bar.

    Raises:
        BuildRunning: if another build of it is at work.
        EngineUnavailable: if the engine fails; the live index stays as it is.
    """
    # Before anything is marked as read: what it writes down is read by this build.
    document.prepare()
    row = _begin(document)
    try:
        # The first batch before the builder: processes are best started while there are no threads.
        batches = prepared(document, engine.pack)
        first = next(batches, engine.pack([]))
        builder = engine.builder(document)
        IndexBuild.objects.filter(pk=row.pk).update(index=builder.index)
        try:
            count = _load(chain([first], batches), builder, row, on_batch)
            repeated = _finish(document, builder, row)
        except BaseException:
            builder.discard()
            raise
    finally:
        IndexBuild.objects.filter(pk=row.pk).delete()
        PendingWrite.objects.filter(document=document.Settings.name, sent=True).delete()
    return BuildResult(builder.index, count, repeated)


def _begin(document: type[SearchDocument]) -> IndexBuild:
    name = document.Settings.name
    with _locked(name), transaction.atomic():
        if other := running_build(document):
            raise BuildRunning(
                f"process {other.process} on {other.host} has been building {name} since {other.started_at}"
            )
        IndexBuild.objects.filter(document=name).delete()
        row = IndexBuild.objects.create(document=name, host=socket.gethostname(), process=os.getpid())
        # What is written down and committed before the first row is read, the new index gets from reading.
        rows = PendingWrite.objects.filter(document=name)
        rows.filter(sent=True).delete()
        rows.update(covered_by=_mark(row))
    return row


def _mark(row: IndexBuild) -> str:
    return f"{row.host}-{row.process}-{row.pk}"[-100:]


@contextmanager
def _locked(name: str) -> Iterator[None]:
    with writer_lock(name, wait=_LOCK_WAIT) as locked:
        if not locked:
            raise EngineUnavailable(
                f"another process has been writing to {name} for {_LOCK_WAIT:.0f} seconds"
            )
        yield


def _load(
    batches: Iterable[Sized], builder: Builder, row: IndexBuild, on_batch: Callable[[int], object]
) -> int:
    count = 0
    for batch in batches:
        builder.add(batch)
        IndexBuild.objects.filter(pk=row.pk).update(seen_at=timezone.now())
        count += len(batch)
        on_batch(len(batch))
    builder.finish()
    return count


def _finish(document: type[SearchDocument], builder: Builder, row: IndexBuild) -> int:
    """Repeat the writes of the meantime and publish, while no drain can come between."""
    name = document.Settings.name
    with _locked(name):
        rows = PendingWrite.objects.filter(document=name)
        later = list(rows.exclude(covered_by=_mark(row)).values_list("pk", "object_id"))
        ids = list(dict.fromkeys(object_id for _pk, object_id in later))
        for start in range(0, len(ids), _REPLAY):
            builder.replace(*current(document, ids[start : start + _REPLAY]))
        builder.publish()
        index_changed()
        rows.filter(Q(covered_by=_mark(row)) | Q(sent=True)).delete()
        for start in range(0, len(later), _REPLAY):
            rows.filter(pk__in=[pk for pk, _object_id in later[start : start + _REPLAY]]).delete()
    return len(ids)
