"""Copies of the test database that several parts of a run share."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from onestop.tests.factories import database_copies


def test_a_copy_in_use_is_not_among_those_used_longest_ago(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "migrated-0.sqlite3"
    with closing(sqlite3.connect(path)) as file, closing(sqlite3.connect(":memory:")) as memory:
        file.execute("CREATE TABLE seen (id INTEGER)")
        file.commit()
        os.utime(path, (0, 0))
        stand_in = SimpleNamespace(
            settings_dict={"NAME": ""}, ensure_connection=lambda: None, connection=memory
        )
        monkeypatch.setattr(database_copies, "connection", stand_in)
        database_copies.SqliteCopies(tmp_path).restore("migrated-0")
        assert memory.execute("SELECT name FROM sqlite_master").fetchall() == [("seen",)]
    assert path.stat().st_mtime > 0
