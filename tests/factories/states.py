"""States of the test site that are made once and brought back in a moment: just migrated, a demo, a register.

A state is what a function left: rows, uploaded files, the index of the embedded engine. ``staged`` is for
the fixture of a module. What a test commits is undone by ``undo``, which ``conftest.py`` calls where Django
would flush.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache as shared_cache
from django.core.management import call_command
from django.core.management.sql import emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wagtail.models import Site

from onestop.site.page_cache import bump
from onestop.tests.factories import state_files, state_keys
from onestop.tests.factories.database_copies import LASTING, copies
from onestop.tests.factories.source_tree import APPS

FOLDER = state_keys.ROOT / "var" / "test-states"
MOST = 48
"""So many copies, the last used, stay for later runs: more than all parts of one run need together (26)."""
Make = Callable[[], object]


class States:
    """The states of this process, and the one that its tests begin with now."""

    def __init__(self) -> None:
        self.lasting = connection.vendor == "sqlite"
        self.folder = FOLDER if self.lasting else Path(settings.DATA_DIR) / "states"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.copies = copies(self.folder)
        self.current = self.migrated = ""
        self._names: dict[str, str] = {}
        # Before anything is made: who edits a file meanwhile must not find the old state under its key.
        self._tables = state_keys.of_the_tables()
        self._source = state_keys.of_the_source()

    def open(self) -> None:
        """Make the test database and migrate it, or take what an earlier run has migrated."""
        self.copies.open()
        name = f"{LASTING}{self._tables}"
        with self._alone(name):
            if self.copies.has(name):
                self.copies.restore(name)
            else:
                if self.lasting:
                    self._begin()
                _migrate()
                name = self._named(name, unchanged=state_keys.of_the_tables() == self._tables)
                self.copies.keep(name)
        self.current = self.migrated = name

    def _begin(self) -> None:
        """Migrate all apps but the last, or take that from an earlier run: the last changes most."""
        *others, last = APPS
        key = state_keys.of_the_migrations(*others)
        name = f"begun-{key}"
        with self._alone(name):
            if self.copies.has(name):
                self.copies.restore(name)
                return
            _migrate_without(last)
            if state_keys.of_the_migrations(*others) == key:
                self.copies.keep(name)

    def bring(self, name: str, make: Make) -> None:
        """Begin with the state ``name`` from now on; ``make`` makes it of the current one where it is new."""
        below = hashlib.sha256(self.current.encode()).hexdigest()[:6]
        full = f"{name}-{self._source}-{below}"
        with self._alone(full):
            if not self.copies.has(self._names.get(full, full)):
                make()
                made = self._named(full, unchanged=state_keys.of_the_source() == self._source)
                state_files.keep(self.folder / made)
                self.copies.keep(made)
        self.go_to(self._names.get(full, full))

    def _named(self, name: str, *, unchanged: bool) -> str:
        """Return the name to keep a state under: this process's own where its source was edited meanwhile."""
        self._names[name] = name if unchanged else f"{name}-{os.getpid()}"
        return self._names[name]

    def go_to(self, name: str) -> None:
        """Make rows and files those of a state that was made."""
        self.copies.restore(name)
        if (self.folder / name).exists():
            state_files.restore(self.folder / name)
        self.current = name
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        shared_cache.clear()
        bump()

    def close(self) -> None:
        """Remove the test database, and copies that are of no use to a later run."""
        self.copies.close()
        if self.lasting:
            made = sorted(self.folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)
            own = [file for file in made if file.stem.endswith(f"-{os.getpid()}")]
            for file in {*made[:-MOST], *own}:
                for one in (file, self.folder / f"{connection.vendor}-{file.stem}.lock"):
                    one.unlink(missing_ok=True)
                shutil.rmtree(file.with_suffix(""), ignore_errors=True)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Have others who want the same copy wait until it is made."""
        if not (self.lasting or name.startswith(LASTING)):
            yield
            return
        folder = self.folder if self.lasting else FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{connection.vendor}-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _migrate_without(app: str) -> None:
    """Run the migrations of all apps but one on which no other depends."""
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] != app]
    plan = executor.migration_plan(targets)
    state = executor._create_project_state(with_applied_migrations=True)
    emit_pre_migrate_signal(0, False, connection.alias, apps=state.apps, plan=plan)
    executor.migrate(targets, plan)


def _migrate() -> None:
    """Make the tables and what the migrations put in."""
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    call_command("createcachetable", verbosity=0)


@cache
def states() -> States:
    """Return the states of this process."""
    return States()


@contextmanager
def staged(name: str, make: Make) -> Iterator[None]:
    """Let tests begin with the state ``name``, made by ``make`` where it is new; then as they did before.

    Args:
        name: of the state, in the whole test suite.
        make: puts in the database, as if in use, what the state consists of.
    """
    before = states().current
    states().bring(name, make)
    try:
        yield
    finally:
        states().go_to(before)


def give_migrated(database: Path, *, without_last_app: bool = False) -> bool:
    """Put a migrated SQLite database in place for another process, which then has little to migrate.

    Args:
        database: where that process expects it.
        without_last_app: as if the last of our apps were not installed.

    Returns:
        Whether there was one to give; where there is none, the process has to migrate from nothing.
    """
    kept = f"begun-{state_keys.of_the_migrations(*APPS[:-1])}" if without_last_app else states().migrated
    origin = FOLDER / f"{kept}.sqlite3"
    if origin.exists():
        shutil.copy(origin, database)
    return origin.exists()


def undo() -> None:
    """Make the database what it was before a test that committed."""
    states().go_to(states().current)
