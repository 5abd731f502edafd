"""Several processes of one site, for what only several processes can show."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from onestop.search.locks import writer_lock

_PRELUDE = """
import django
django.setup()
from onestop.search.registry import register
from onestop.tests.factories.search_documents import TagDocument, make_tag
register(TagDocument)
from django.db import transaction
from elasticsearch.dsl import Q
from onestop.search import building, outbox
from onestop.search.engines import Request, get_engine
engine = get_engine()
"""


@dataclass
class OtherSite:
    """A site with its database and index files in ``folder``; each ``start`` is a process of it."""

    folder: Path
    elasticsearch_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "onestop.site.settings.demo",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder / 'site.sqlite3'}",
            "ELASTICSEARCH_URL": self.elasticsearch_url,
            "SEARCH_INDEX_PREFIX": f"test-{self.folder.name}".lower(),
        }

    def migrate(self) -> None:
        """Make the tables that the tests' document needs."""
        script = "import django; django.setup(); from django.core.management import call_command as call\n"
        script += "\n".join(
            f"call('migrate', '{app}', verbosity=0)" for app in ("contenttypes", "taggit", "search")
        )
        subprocess.run([sys.executable, "-c", script], env=self.environment, check=True)

    def start(self, script: str) -> subprocess.Popen[str]:
        """Start a process that runs ``script`` with the tests' document registered and ``engine`` at hand."""
        return subprocess.Popen(
            [sys.executable, "-c", _PRELUDE + script],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, script: str) -> str:
        """Run ``script`` to its end and return what it printed."""
        process = self.start(script)
        output, _ = process.communicate(timeout=120)
        if process.returncode:
            raise RuntimeError(f"the script ended with {process.returncode}: {output}")
        return output.strip()


@contextmanager
def lock_in_thread(name: str) -> Iterator[None]:
    """Hold the writer's lock of ``name`` on a connection of its own, as another process would."""
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with writer_lock(name, wait=5) as locked:
            if locked:
                held.set()
                free.wait(20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        if not held.wait(10):
            raise RuntimeError("the lock could not be had")
        yield
    finally:
        free.set()
        thread.join()
