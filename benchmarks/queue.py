"""The staff's queue over very many cases, beside a bare indexed query of the same rows.

Run from the repository's root, on an empty PostgreSQL database::

    DATABASE_URL=postgres://… python -m benchmarks.queue [--rows 100000] [--rounds 15]

Without DATABASE_URL it starts a PostgreSQL of its own in a temporary folder and ends it. The time of a page
is that of the whole answer in this process: middleware, session, queries and template. The last line is JSON.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from onestop.benchmarks._cases import fill
from onestop.benchmarks._site import manage, set_up

MOST_MS = 300
MOST_QUERIES = 20
WARM = 3
OK = 200
BARE = """
SELECT c.*, o.name FROM requests_servicerequest c JOIN catalogue_organisation o ON o.id = c.office_id
WHERE c.office_id = %s AND c.status = %s ORDER BY c.stage_due_on LIMIT 50
"""
"""What the index ``request_queue`` is for: fifty rows of one office and status by the day they are due."""


def median_ms(ask: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median of ``rounds`` askings in milliseconds, after some that do not count.

    The second figure is this process's processor time, the database's not with it: what the machine does
    besides lengthens the first and hardly the second.
    """
    times, used = [], []
    for number in range(WARM + rounds):
        began, spent = time.perf_counter(), time.process_time()
        ask()
        if number >= WARM:
            times.append((time.perf_counter() - began) * 1000)
            used.append((time.process_time() - spent) * 1000)
    return statistics.median(times), statistics.median(used)


def queries_of(ask: Callable[[], object]) -> int:
    """Return how many queries ``ask`` puts to the database."""
    from django.db import connection  # noqa: PLC0415 - Django must have been set up

    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        ask()
    return len(asked)


def pages(agent: Any, head: Any) -> dict[str, tuple[Any, str]]:
    """Return who asks for what, by name."""
    from django.urls import reverse  # noqa: PLC0415 - Django must have been set up

    from onestop.requests.desks.queue import search  # noqa: PLC0415
    from onestop.site import secrecy  # noqa: PLC0415

    queue = reverse("requests_cases_modeladmin_index")
    name = secrecy.seal("示例企业77")
    return {
        "agent, waiting for me": (agent, queue),
        "agent, not finished": (agent, f"{queue}?view=open"),
        "agent, overdue, page 5": (agent, f"{queue}?view=late&p=5"),
        "agent, all": (agent, f"{queue}?view=all"),
        "agent, search by name": (agent, f"{queue}?{search.PARAMETER}={name}"),
        "station, waiting for me": (head, queue),
        "station, all": (head, f"{queue}?view=all"),
    }


def measure(agent: Any, head: Any, rounds: int) -> list[dict[str, Any]]:
    """Return what each page took, and the bare query beside it."""
    from django.db import connection  # noqa: PLC0415 - Django must have been set up
    from django.test import Client  # noqa: PLC0415

    from onestop.requests.workflow.models import ServiceRequest  # noqa: PLC0415

    some = ServiceRequest.objects.filter(status="serving").values_list("office", "status")[0]

    def bare() -> object:
        with connection.cursor() as cursor:
            cursor.execute(BARE, some)
            return cursor.fetchall()

    rows = []
    for name, (user, address) in pages(agent, head).items():
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(user)
        ask = partial(client.get, address)
        if ask().status_code != OK:
            raise RuntimeError(f"{name}: {ask().status_code}")
        (base, _used), (page, used) = median_ms(bare, rounds), median_ms(ask, rounds)
        row = {
            "page": name,
            "ms": round(page, 1),
            "cpu_ms": round(used, 1),
            "bare_ms": round(base, 2),
            "ratio": round(page / base, 1),
            "queries": queries_of(ask),
        }
        rows.append(row | {"holds": page < MOST_MS and row["queries"] <= MOST_QUERIES})
        print(
            f"{page:8.1f} ms {used:8.1f} ms cpu {base:6.2f} ms bare  {row['queries']:3} queries  {name}",
            file=sys.stderr,
        )
    return rows


def main() -> int:
    """Print one line of JSON; return 1 if a page misses its bars."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.queue", description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.site.settings.demo")
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            from onestop.tests.runner.servers import postgresql  # noqa: PLC0415 - only where it is needed

            os.environ |= stack.enter_context(postgresql())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="onestop-benchmark-"))
        os.environ["DATA_DIR"] = folder
        manage("migrate", "--verbosity", "0")
        set_up(Path(folder))
        from onestop.requests.workflow.models import ServiceRequest  # noqa: PLC0415 - Django is set up now

        if ServiceRequest.objects.exists():
            print("this database has requests of its own; name an empty one", file=sys.stderr)
            return 2
        rows = measure(*fill(arguments.rows), arguments.rounds)
    holds = all(row["holds"] for row in rows)
    result = {"benchmark": "queue", "rows": arguments.rows, "holds": holds, "pages": rows}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
