"""What ``manage.py start`` does before it serves: database, static files, demo content, index.

Each only if needed: a second start takes a second or two and leaves the data alone.
"""

import hashlib
import json
import logging
import socket
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib.metadata import version
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

Say = Callable[[str], object]


def ensure_port_is_free(host: str, port: int) -> None:
    """Raise when nobody could listen on ``port``.

    Raises:
        CommandError: another program listens there, or there is no such port.
    """
    try:
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"Port {port} cannot be used ({error}). Try another: make run PORT=8001"
        ) from error


def prepare_database(say: Say) -> bool:
    """Create or update the tables.

    Returns:
        Whether the demo content is still to be loaded: the database was empty or the first start stopped.

    Raises:
        CommandError: the database cannot be reached.
    """
    pending = settings.DATA_DIR / "demo-pending"
    try:
        if not connection.introspection.table_names():
            say("Preparing the database (only the first time; about half a minute) ...")
            pending.parent.mkdir(parents=True, exist_ok=True)
            pending.touch()
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CommandError(f"The database cannot be used. Check DATABASE_URL. {error}") from error
    return pending.exists()


def load_demo() -> None:
    """Load the demo content, which prints how to sign in, and remember that it is there."""
    logging.disable(logging.WARNING)  # that there is no index yet to write to is known: it is built next
    try:
        call_command("load_demo")
    finally:
        logging.disable(logging.INFO)
    (settings.DATA_DIR / "demo-pending").unlink(missing_ok=True)


def _fingerprint(files: Iterable[tuple[str, float]]) -> str:
    """Return a short digest of the names and times of ``files`` and of the version of Wagtail."""
    content = json.dumps([version("wagtail"), settings.STORAGES["staticfiles"], *sorted(files)])
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _static_files() -> Iterable[tuple[str, float]]:
    """Yield the name and time of every static file of every app."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, storage.get_modified_time(name).timestamp()


def collect_static_files(say: Say) -> None:
    """Collect the static files into STATIC_ROOT when any of them changed since the last time."""
    if settings.DEBUG:
        return
    root = Path(settings.STATIC_ROOT)
    stamp, now = root.with_name(f"{root.name}.stamp"), _fingerprint(_static_files())
    if stamp.exists() and root.exists() and stamp.read_text() == now:
        return
    say("Collecting the static files ...")
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(now)


def update_index(say: Say) -> None:
    """Build the search index where the engine has none of the present mapping, else send what it lacks.

    An engine that is down stops nothing: the site then searches the database and says so.
    """
    output = StringIO()
    try:
        call_command("search_index", "update", stdout=output)
    except CommandError as error:
        say(str(error))
