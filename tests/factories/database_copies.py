"""Copies of the test database, kept and brought back whole: files with SQLite, templates with PostgreSQL."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection

SECONDS = 30
"""How long a copy may wait for somebody who still uses the test database."""


class Copies(Protocol):
    """What both kinds of databases offer; a copy goes by its name."""

    def open(self) -> None:
        """Make an empty test database and lead the connection to it."""

    def has(self, name: str) -> bool:
        """Tell whether there is a copy of that name."""

    def keep(self, name: str) -> None:
        """Copy the test database as it is now."""

    def restore(self, name: str) -> None:
        """Make the test database what it was when the copy was made."""

    def close(self) -> None:
        """Remove the test database, and the copies that no later run can use."""


def _lead_to(name: str) -> None:
    """Have the connection lead to the database ``name`` from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


class SqliteCopies:
    """The test database is in memory; a copy is a file, which later runs find again.

    Args:
        folder: where the copies are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own = connection.settings_dict["NAME"]

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def open(self) -> None:
        """Lead the connection to memory, which is empty."""
        _lead_to(f"file:tests-{os.getpid()}?mode=memory&cache=shared")

    def has(self, name: str) -> bool:
        """Tell whether the file is there."""
        return self._file(name).exists()

    def keep(self, name: str) -> None:
        """Write the file; other processes see it once it is whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f"{name}.{os.getpid()}"
        unfinished.unlink(missing_ok=True)
        connection.ensure_connection()
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.connection.backup(copy)
        unfinished.replace(self._file(name))

    def restore(self, name: str) -> None:
        """Read the file into memory, once nobody is busy there: a browser may just have asked for more.

        Raises:
            TimeoutError: somebody does not let go of the database.
        """
        until = time.monotonic() + SECONDS

        def in_time(_status: int, remaining: int, _total: int) -> None:
            if remaining and time.monotonic() > until:
                raise TimeoutError(f"the test database is still in use after {SECONDS} s")

        connection.ensure_connection()
        os.utime(self._file(name))  # another part that ends meanwhile removes those used longest ago
        with closing(sqlite3.connect(f"file:{self._file(name)}?mode=ro", uri=True)) as copy:
            done = False
            while not done:
                try:
                    copy.backup(connection.connection, progress=in_time, sleep=0.01)
                    done = True
                except sqlite3.OperationalError as error:
                    if "in use" not in str(error):
                        raise
                    in_time(0, 1, 1)
                    time.sleep(0.01)

    def close(self) -> None:
        """Let go of memory; the files stay for the next run."""
        connection.close()
        _lead_to(self._own)


LASTING = "migrated-"
"""Begins the names of copies that later runs and other parts of this one may use: they hold no files."""


class PostgresCopies:
    """A copy is a database of its own on the same server.

    It is removed with the test database; only the latest that was just migrated stays on the server.
    """

    def __init__(self) -> None:
        self._own = connection.settings_dict["NAME"]
        self._kept: dict[str, str] = {}

    def _run(self, *statements: str) -> None:
        connection.close()
        with connection.creation._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def open(self) -> None:
        """Create the database; one that a run left behind makes way."""
        connection.creation._create_test_db(verbosity=0, autoclobber=True)
        _lead_to(connection.creation._get_test_db_name())

    def has(self, name: str) -> bool:
        """Tell whether this process has made it, or somebody a lasting one."""
        if name not in self._kept and _lasts(name) and name in self._lasting():
            self._kept[name] = name
        return name in self._kept

    def _lasting(self) -> list[str]:
        """Return the lasting copies on the server."""
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{LASTING}%"])
            return [name for (name,) in cursor.fetchall()]

    def keep(self, name: str) -> None:
        """Make a template of the test database."""
        origin = connection.settings_dict["NAME"]
        copy = name if _lasts(name) else f"{origin}_{len(self._kept)}"
        older = self._lasting() if _lasts(name) else []
        self._run(
            *(f'DROP DATABASE IF EXISTS "{each}" WITH (FORCE)' for each in older),
            f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)',
            f'CREATE DATABASE "{copy}" TEMPLATE "{origin}"',
        )
        self._kept[name] = copy

    def restore(self, name: str) -> None:
        """Create the test database anew from the template; who is still connected is cut off."""
        copy, origin = self._kept[name], connection.settings_dict["NAME"]
        self._run(
            f'DROP DATABASE "{origin}" WITH (FORCE)',
            f'CREATE DATABASE "{origin}" TEMPLATE "{copy}"',
        )

    def close(self) -> None:
        """Drop the test database and every template that does not last."""
        kept = [copy for name, copy in self._kept.items() if not _lasts(name)]
        databases = [connection.settings_dict["NAME"], *kept]
        self._run(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in databases))
        _lead_to(self._own)


def _lasts(name: str) -> bool:
    """Tell whether a copy may be used by others; the name of a private one ends with the process."""
    return name.startswith(LASTING) and not name.endswith(f"-{os.getpid()}")


def copies(folder: Path) -> Copies:
    """Return the copies of the database in use, those of SQLite in ``folder``."""
    return SqliteCopies(folder) if connection.vendor == "sqlite" else PostgresCopies()
