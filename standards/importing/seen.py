"""Which numbers a file has already had, in constant memory."""

import sqlite3
from types import TracebackType
from typing import Self


class SeenNumbers:
    """Remembers full keys with their lines in a temporary file that only this object sees."""

    def __enter__(self) -> Self:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (full_key TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._base.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def first_line(self, full_key: str, line: int) -> int | None:
        """Return the line that had ``full_key`` before; ``None``, and remember this one, if none had."""
        added = self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (full_key, line))
        if added.rowcount:
            return None
        found = self._base.execute("SELECT line FROM seen WHERE full_key = ?", (full_key,)).fetchone()
        return int(found[0])
