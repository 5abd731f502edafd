"""Many clients file, accept, match and serve against each other while the server is killed and starts again.

Run from the repository's root::

    python -m benchmarks.crash [--clients 40] [--seconds 120] [--kills 3] [--failing]

Without DATABASE_URL, which must name an empty PostgreSQL database, it starts a PostgreSQL of its own and ends
it. With ``--failing`` mail, short messages and tasks all fail. The last line is JSON; whatever was lost,
doubled or left half done is named in ``faults``.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from onestop.benchmarks._site import manage

SETTINGS = "onestop.tests.factories.server_settings"
FAILING = "onestop.tests.factories.failing_settings"
SECRET = "known to both sides of the measurement"  # noqa: S105 - it guards nothing
MOST_STAFF = 20
NOTICES = {"EMAIL_URL": "dummymail://", "NOTIFICATION_QUIET_FROM": "0", "NOTIFICATION_QUIET_UNTIL": "0"}
"""Mails go out whatever the hour, and nowhere."""


def run(
    environment: Mapping[str, str], *, clients: int, seconds: float, kills: int
) -> tuple[dict[str, Any], list[str]]:
    """Let the storm go over the database of this process.

    Args:
        environment: Variables of the server; it must use the same database and secret.
        clients: How many; half of them file, at most ``MOST_STAFF`` are staff.
        seconds: How long the server serves, in all its lives together.
        kills: How often it is killed meanwhile.

    Returns:
        Counts, and what is not as it must be.
    """
    from django.db import connection  # noqa: PLC0415 - Django must have been set up
    from django.utils import timezone  # noqa: PLC0415

    from onestop.benchmarks import _calm, _kept, _storm  # noqa: PLC0415

    network = _calm.network()
    board = _storm.Board(network.need)
    _calm.cases(network, board, clients // 2)
    before = board.done.copy()
    staff = _calm.people(network, min(clients // 2, MOST_STAFF))
    connection.close()
    began = timezone.now()
    server = _storm.Mortal({**NOTICES, **environment})
    try:
        server.start()
        everybody = _storm.clients_of(board, server.base, staff, clients)
        times = _storm.rage(server, everybody, board, seconds=seconds, kills=kills)
    except RuntimeError as error:
        raise RuntimeError(f"{error}\n{server.words()}") from error
    finally:
        board.ending.set()
        board.over.set()
        server.kill()
    _wait_for_the_dead()
    found = _kept.faults(board)
    if found:
        print(server.words(), file=sys.stderr)
    return {**_kept.summary(board, before, began), **times}, found


def _wait_for_the_dead(seconds: float = 10) -> None:
    """Give the database a moment to notice that its clients are gone; it rolls back what they had begun."""
    from django.db import connection  # noqa: PLC0415 - Django must have been set up

    from onestop.benchmarks._kept import OTHERS  # noqa: PLC0415

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(OTHERS)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.5)


def main() -> int:
    """Print one line of JSON; return 1 if anything is not as it must be."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.crash", description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    parser.add_argument("--clients", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--failing", action="store_true", help="mail, short messages and tasks fail")
    arguments = parser.parse_args()

    with ExitStack() as stack:
        database = {}
        if "DATABASE_URL" not in os.environ:
            from onestop.tests.runner.servers import postgresql  # noqa: PLC0415 - only where it is needed

            database = stack.enter_context(postgresql())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="onestop-benchmark-"))
        os.environ |= {
            **database,
            "DATA_DIR": folder,
            "SECRET_KEY": SECRET,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        manage("migrate", "--verbosity", "0")
        import django  # noqa: PLC0415 - after the environment is complete

        django.setup()
        counts, found = run(
            {"DJANGO_SETTINGS_MODULE": FAILING if arguments.failing else SETTINGS},
            clients=arguments.clients,
            seconds=arguments.seconds,
            kills=arguments.kills,
        )
    result = {"benchmark": "crash", **vars(arguments), "holds": not found, **counts, "faults": found[:50]}
    print(json.dumps(result, ensure_ascii=False))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
