"""The servers of a test run: started on loopback when the machine can, ended with the run."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

from onestop.tests.factories.elasticsearch_node import Node, missing_tools
from onestop.tests.factories.needs import chromium
from onestop.tests.runner.ports import free_port

Environment = dict[str, str]


class Unavailable(Exception):
    """The server cannot be started here; the message says why."""


def _postgres_programs() -> Path:
    """Return the folder of ``initdb`` and ``pg_ctl``: Debian keeps them off PATH.

    Raises:
        Unavailable: PostgreSQL is not installed.
    """
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if not found:
        raise Unavailable("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return Path(found).parent


def _as_postgres() -> list[str]:
    """Return what to put before a command: PostgreSQL refuses to run as root."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []


@contextmanager
def postgresql(database: str = "postgres") -> Iterator[Environment]:
    """Run a PostgreSQL of one's own in a temporary folder; yields its DATABASE_URL.

    Durability is off: the data does not outlive the run.

    Args:
        database: The name that the address ends with; only ``postgres`` is there to begin with.

    Raises:
        Unavailable: it is not installed or does not start.
    """
    programs, prefix, port = _postgres_programs(), _as_postgres(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="onestop-postgresql-"))
    if prefix:
        shutil.chown(folder, "postgres", "postgres")
    data, log = folder / "data", folder / "log"

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*prefix, str(programs / program), *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            # Not a pipe: the server would inherit it and keep it open.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        if done.returncode:
            shown = log.read_text()[-500:] if log.exists() else ""
            raise Unavailable(f"{program} failed with status {done.returncode} {shown}")

    options = (
        f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} "
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal "
        "-c max_wal_senders=0 -c autovacuum=off -c jit=off -c max_connections=100"
    )
    try:
        # ICU and UTF-8, so that Chinese sorts the same whatever locale the machine has.
        run("initdb", "-D", str(data), "-A", "trust", "-U", "onestop", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        run("pg_ctl", "-D", str(data), "-o", options, "-l", str(log), "-w", "-t", "60", "start")
        yield {"DATABASE_URL": f"postgres://onestop@127.0.0.1:{port}/{database}"}
    finally:
        if (data / "postmaster.pid").exists():
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def elasticsearch() -> Iterator[Environment]:
    """Run the project's Elasticsearch node with an empty data folder; yields its ELASTICSEARCH_URL.

    Raises:
        Unavailable: it cannot be built or does not start.
    """
    if reason := missing_tools():
        raise Unavailable(f"the Elasticsearch node needs {reason}")
    with tempfile.TemporaryDirectory(prefix="onestop-elasticsearch-", ignore_cleanup_errors=True) as folder:
        node = Node(Path(folder))
        try:
            try:
                node.start()
            except RuntimeError as error:
                raise Unavailable(f"the Elasticsearch node does not start: {str(error)[-500:]}") from error
            yield {"ELASTICSEARCH_URL": node.url}
        finally:
            node.stop()


@contextmanager
def browser() -> Iterator[Environment]:
    """Yield nothing to set: the tests start the browser themselves, it only has to be there.

    Raises:
        Unavailable: there is no Chromium.
    """
    if chromium() is None:
        raise Unavailable("no Chromium on this machine (Debian: apt-get install chromium)")
    yield {}


class Running:
    """The servers of a run: each is started for the first part that asks, serves all, ends with the run.

    Args:
        servers: context managers that yield the environment of those who use them, by name.
    """

    def __init__(self, servers: Mapping[str, Callable[[], AbstractContextManager[Environment]]]) -> None:
        self._servers = servers
        self._stack = ExitStack()
        self._lock = threading.Lock()
        self._known: dict[str, Environment | Unavailable] = {}

    def of(self, part: str, names: Iterable[str]) -> tuple[Environment, list[str]]:
        """Return the environment in which ``part`` finds the servers ``names``, and why some are missing.

        ``{part}`` in what a server yields becomes the name of the part: a database of its own.
        """
        environment: Environment = {}
        reasons: list[str] = []
        for name in names:
            found = self._started(name)
            if isinstance(found, Unavailable):
                reasons.append(str(found))
            else:
                environment |= {key: value.replace("{part}", part) for key, value in found.items()}
        return environment, reasons

    def _started(self, name: str) -> Environment | Unavailable:
        with self._lock:
            if name not in self._known:
                try:
                    self._known[name] = self._stack.enter_context(self._servers[name]())
                except Unavailable as error:
                    self._known[name] = error
            return self._known[name]

    def end(self) -> None:
        """End them all."""
        with self._lock:
            self._stack.close()


SERVERS = {"postgresql": partial(postgresql, "{part}"), "elasticsearch": elasticsearch, "browser": browser}
"""What a job may ask for, by name: context managers that yield the environment of those who use them."""
