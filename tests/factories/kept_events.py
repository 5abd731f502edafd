"""Emptying the tables after a test that commits, although SQLite's triggers keep the events of requests.

PostgreSQL empties tables by TRUNCATE, of which triggers on rows hear nothing.
"""

from typing import Any

import pytest

from django.db.backends.sqlite3.operations import DatabaseOperations

from onestop.requests.workflow import immutable

_flush = DatabaseOperations.sql_flush


def _without_triggers(self: DatabaseOperations, style: Any, tables: list[str], **options: Any) -> list[str]:
    """Return the statements that empty ``tables``, between those that take the triggers away and back."""
    statements = _flush(self, style, tables, **options)
    if immutable.TABLE not in tables:
        return statements
    return [*immutable.drop("sqlite"), *statements, *immutable.create("sqlite")]


def let_tests_empty_tables(patch: pytest.MonkeyPatch) -> None:
    """Let the emptying of tables between tests, and nothing else, get past the triggers."""
    patch.setattr(DatabaseOperations, "sql_flush", _without_triggers)
