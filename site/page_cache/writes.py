"""Notices every write to the database and lets the generation grow when it has been committed.

It looks at the statements themselves rather than at model signals, so that ``update()``, ``bulk_create()``,
raw SQL and many-to-many tables are seen as well. What is not known to be harmless counts as a change of
content.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from onestop.site.page_cache.generation import bump

READS = (
    *("SELECT", "SHOW", "EXPLAIN", "PRAGMA", "SET "),
    *("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "DECLARE", "FETCH", "CLOSE"),
)
WRITE_INSIDE = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)
TARGET = re.compile(r'\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE)
LAST_LOGIN = 'UPDATE "auth_user" SET "last_login" = '
MOST_HOOKS = 1000
"""Hooks of one transaction from which on a further one is saved; a long import keeps its memory so."""
OWN_TABLES = frozenset({"django_migrations"})


def _ignored_labels() -> Iterator[str]:
    """Yield the models that no public page shows: those of the settings and those each app names."""
    yield from settings.PAGE_CACHE_IGNORED_MODELS
    for config in apps.get_app_configs():
        yield from getattr(config, "page_cache_ignores", ())


@cache
def ignored_tables() -> frozenset[str]:
    """Return the tables whose changes leave the public pages as they are.

    Raises:
        LookupError: A label names no installed model.
    """
    models = map(apps.get_model, _ignored_labels())
    return OWN_TABLES | {model._meta.db_table for model in models}  # noqa: SLF001 - Django's public API of models


def changes_content(sql: object) -> bool:
    """Return whether a statement may change what a public page shows."""
    if not isinstance(sql, str):
        return True
    if sql.startswith(READS):
        return False
    target = TARGET.match(sql)
    if target is not None:
        return target[1] not in ignored_tables() and not sql.startswith(LAST_LOGIN)
    statement = sql.lstrip().upper()
    if statement.startswith(("WITH", "(")):
        return WRITE_INSIDE.search(statement) is not None
    return not statement.startswith(READS)


class WriteWatcher:
    """An execute wrapper of one connection."""

    def __init__(self) -> None:
        self.written = self.told = 0

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, *more: Any) -> Any:
        """Run the statement, and remember it if it changed content; ``more`` is (many, context)."""
        result = execute(sql, params, *more)
        if changes_content(sql):
            self.written += 1
            self._tell_on_commit(more[-1]["connection"])
        return result

    def _tell_on_commit(self, connection: BaseDatabaseWrapper) -> None:
        """Ask for :meth:`tell` once the write is visible to others; at once where there is no transaction."""
        if not (connection.in_atomic_block or connection.get_autocommit()):
            bump()  # a transaction that Django does not manage has no hook to wait for
            return
        waiting = connection.run_on_commit
        if len(waiting) > MOST_HOOKS and waiting[-1][1] == self.tell:
            asked_within: set[str] = waiting[-1][0]
            if asked_within <= set(connection.savepoint_ids):
                return  # asked for already, by a write that is not rolled back without this one
        connection.on_commit(self.tell, robust=True)

    def tell(self) -> None:
        """Let the generation grow, once for all the writes of a transaction."""
        if self.told != self.written:
            self.told = self.written
            bump()


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:  # noqa: ARG001
    """Receiver of ``connection_created``: put one watcher on each connection."""
    if not any(isinstance(wrapper, WriteWatcher) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.append(WriteWatcher())
