"""One writer at a time, across processes: the lock that drains and builds of one index share."""

import fcntl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

_PAUSE = 0.005


@contextmanager
def writer_lock(name: str, *, wait: float) -> Iterator[bool]:
    """Hold the writer's lock of index ``name``; the value tells whether it was had within ``wait`` seconds.

    On PostgreSQL it is an advisory lock of a transaction, shared by every machine that shares the database,
    and freed by the server when its holder dies. Elsewhere it is a file lock in DATA_DIR, freed by the
    kernel.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield _try_until(lambda: _advisory(name), wait)
    else:
        folder = Path(settings.DATA_DIR) / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"search-{name}.lock").open("w") as file:
            yield _try_until(lambda: _flock(file.fileno()), wait)


def _try_until(attempt: Callable[[], bool], wait: float) -> bool:
    deadline = time.monotonic() + wait
    while not attempt():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE)
    return True


def _advisory(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s)", [zlib.crc32(f"onestop.search.{name}".encode())]
        )
        return bool(cursor.fetchone()[0])


def _flock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
