"""Things that happen at the same moment, each on a connection of its own to one database."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """Let threads share a database as a site's workers do.

    SQLite's tests run in memory, where a second writer fails instead of waiting. The memory is copied into a
    file, and threads open that; what they write stays there.
    """
    if connection.vendor != "sqlite":
        yield
        return
    import sqlite3  # noqa: PLC0415 - only where it is the database

    path = folder / "shared.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
        # Two connections that turn the log on at once lock each other out without waiting; the file keeps it.
        copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    settings = connections.settings["default"]
    memory, settings["NAME"] = settings["NAME"], str(path)
    try:
        yield
    finally:
        settings["NAME"] = memory


def together(actions: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start ``actions`` at the same moment and return what each returned, or the exception it raised."""
    gate = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)

    def run(index: int, action: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=30)
            results[index] = action()
        except BaseException as error:  # noqa: BLE001 - a thread's fault must reach the test
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return results
