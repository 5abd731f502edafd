"""The staff's queue over very many cases, beside a bare indexed query of the same rows.

Run from the repository's root, on an empty PostgreSQL database::

    DATABASE_URL=postgres://… python -m benchmarks.queue [--rows 100000] [--rounds 15]

Without DATABASE_URL it starts a PostgreSQL of its own in a temporary folder and ends it. The time of a page
is that of the whole answer in this process: middleware, session, queries and template. What else the machine
does lengthens it, so the quickest round, the processor's time, the wait for the database and the load stand
beside it. The last line is JSON.
"""

import argparse
import json
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

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


class Taken(NamedTuple):
    """What an asking takes, in milliseconds, by the median of some.

    ``least``: the quickest of them. ``used``: processor time of this process, whatever else the machine does.
    ``waited``: for the database, of ``middle``. ``queries``: put to the database.
    """

    middle: float
    least: float
    used: float
    waited: float
    queries: int


def taken(ask: Callable[[], object], rounds: int) -> Taken:
    """Return what ``ask`` takes by ``rounds`` askings, after some that do not count."""
    from django.db import connection  # noqa: PLC0415 - Django must have been set up

    asked: list[float] = []

    def stop(execute: Any, *rest: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            asked.append(time.perf_counter() - began)

    rows = []
    with connection.execute_wrapper(stop):
        for number in range(WARM + rounds):
            asked.clear()
            began, spent = time.perf_counter(), time.process_time()
            ask()
            if number >= WARM:
                done = time.perf_counter() - began
                rows.append(
                    (done * 1000, (time.process_time() - spent) * 1000, sum(asked) * 1000, len(asked))
                )
    times, used, waited, queries = zip(*rows, strict=True)
    median = statistics.median
    return Taken(median(times), min(times), median(used), median(waited), max(queries))


def pages() -> Iterator[tuple[str, str]]:
    """Yield who asks for what: first and last pages of each role, filters, searches."""
    from onestop.site import sealed_search, secrecy  # noqa: PLC0415 - Django must have been set up

    for role in ("agent", "head", "station", "window", "provider", "expert", "supervisor"):
        yield role, ""
        yield role, "view=open"
        yield role, "view=all"
        yield role, "view=all&p=99999"  # past the end is the last page
    for role in ("agent", "station"):
        yield role, "view=late&p=5"
        yield role, "view=all&group=served&due=late"
        yield role, f"{sealed_search.PARAMETER}={secrecy.seal('示例企业77')}"
    yield "agent", "view=silent"


def measure(people: dict[str, Any], rounds: int) -> list[dict[str, Any]]:
    """Return what each page took, and the bare query beside it."""
    from django.db import connection  # noqa: PLC0415 - Django must have been set up
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from onestop.requests.workflow.models import ServiceRequest  # noqa: PLC0415
    from onestop.site import sealed_search  # noqa: PLC0415

    some = ServiceRequest.objects.filter(status="serving").values_list("office", "status")[0]
    queue = reverse("requests_cases_modeladmin_index")

    def bare() -> object:
        with connection.cursor() as cursor:
            cursor.execute(BARE, some)
            return cursor.fetchall()

    rows = []
    for role, asked in pages():
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(people[role])
        ask = partial(client.get, f"{queue}?{asked}")
        if ask().status_code != OK:
            raise RuntimeError(f"{role}, {asked}: {ask().status_code}")
        base, page = taken(bare, rounds), taken(ask, rounds)
        what = "search" if asked.startswith(f"{sealed_search.PARAMETER}=") else asked or "first"
        name = f"{role}, {what}"
        row = {
            "page": name,
            "ms": round(page.middle, 1),
            "least_ms": round(page.least, 1),
            "cpu_ms": round(page.used, 1),
            "database_ms": round(page.waited, 1),
            "bare_ms": round(base.middle, 2),
            "queries": page.queries,
        }
        rows.append(row | {"holds": page.middle < MOST_MS and page.queries <= MOST_QUERIES})
        print("  ".join(f"{key} {value}" for key, value in row.items()), file=sys.stderr)
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
        logging.disable(logging.INFO)
        rows = measure(fill(arguments.rows), arguments.rounds)
    holds = all(row["holds"] for row in rows)
    load = round(os.getloadavg()[0], 1)
    result = {"benchmark": "queue", "rows": arguments.rows, "holds": holds, "load": load, "pages": rows}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
