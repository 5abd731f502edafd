"""Each public page against a bare Django response, under the same server and in the same run.

Run from the repository's root::

    python -m benchmarks.pages [--seconds 1] [--rounds 3] [ADDRESS ...]

Without an address an example of every kind of public page is measured, which takes some minutes.

Three gunicorns with two workers each stand side by side: a bare response of 10 KB, the site without its page
cache and the site as it runs. They are driven in turn, round after round, because a machine's speed changes
from one minute to the next: only ratios of one round, and processor time, say anything. The last line is
JSON.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from onestop.benchmarks._load import drive
from onestop.benchmarks._servers import Server, gunicorn
from onestop.benchmarks._site import prepared

MOST_CPU_MS = 12.0
LEAST_UNCACHED = 0.05
LEAST_CACHED = 0.9
MOST_QUERIES = 12


@dataclass
class Measured:
    """What the rounds gave for one page."""

    address: str
    queries: int = 0
    first_queries: int = 0
    size: int = 0
    uncached: list[float] = field(default_factory=list)
    cached: list[float] = field(default_factory=list)
    bare_cpu_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    cached_cpu_ms: list[float] = field(default_factory=list)
    failures: int = 0

    def row(self) -> dict[str, Any]:
        """Return the medians and whether they hold the bars."""
        row: dict[str, Any] = {
            "page": self.address,
            "bytes": self.size,
            "queries": self.queries,
            "first_queries": self.first_queries,
            "uncached": round(statistics.median(self.uncached), 3),
            "bare_cpu_ms": round(statistics.median(self.bare_cpu_ms), 3),
            "cpu_ms": round(statistics.median(self.cpu_ms), 2),
            "cached": round(statistics.median(self.cached), 3),
            "cached_cpu_ms": round(statistics.median(self.cached_cpu_ms), 3),
            "failures": self.failures,
        }
        row["holds"] = (
            not self.failures
            and row["uncached"] >= LEAST_UNCACHED
            and row["cpu_ms"] <= MOST_CPU_MS
            and row["cached"] >= LEAST_CACHED
            and row["queries"] <= MOST_QUERIES
        )
        return row


def public_pages() -> list[str]:
    """Return what is measured when no address is named: an example of every kind of public page.

    The first page of each type in the tree, both searches, a standard, and what lies below the directories.
    """
    from wagtail.models import Page  # noqa: PLC0415 - Django must have been set up

    from onestop.catalogue.experts.models import Expert  # noqa: PLC0415
    from onestop.catalogue.organisations.choices import QualificationKind  # noqa: PLC0415
    from onestop.catalogue.organisations.models import Organisation, Qualification  # noqa: PLC0415
    from onestop.standards.models import Standard  # noqa: PLC0415

    kinds: dict[int, str] = {}
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path"):
        kinds.setdefault(page.content_type_id, page.url or "")
    searches = [f"{path}?{urlencode({'q': '产品质量'})}" for path in ("/search/", "/standards/")]
    standard = Standard.objects.public().order_by("pk").first()
    organisation = Organisation.objects.public().order_by("pk").first()
    expert = Expert.objects.public().order_by("pk").first()
    certificate = Qualification.objects.filter(kind=QualificationKind.CMA).order_by("pk").first()
    single = [quote(found.get_absolute_url()) for found in (standard, organisation) if found is not None]
    single += [f"/experts/{expert.pk}/"] if expert else []
    single += [f"/institutions/{certificate.pk}/"] if certificate else []
    return [*filter(None, kinds.values()), *searches, *single]


def queries_of(address: str) -> tuple[int, int]:
    """Return the number of queries of a page: as it is asked for again and again, and after a publication.

    The latter asks anew for what is remembered of all pages; it is told, and has no bar.
    """
    from django.db import connection  # noqa: PLC0415 - Django must have been set up
    from django.test import Client, override_settings  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from onestop.site.page_cache import bump  # noqa: PLC0415

    counts = []
    with override_settings(PAGE_CACHE_BYTES=0):
        client = Client(HTTP_HOST="127.0.0.1")
        client.get(address)
        for publishes in (False, True):
            if publishes:
                bump()
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured.captured_queries))
    return counts[0], counts[1]


def cpu_and_rate(server: Server, address: str, seconds: float, page: Measured | None) -> tuple[float, float]:
    """Drive one address and return (milliseconds of processor a request, requests a second)."""
    before = server.cpu_seconds()
    load = drive(server.url + address, seconds)
    used = server.cpu_seconds() - before
    if page is not None:
        page.failures += load.failures
    return used * 1000 / max(1, load.requests), load.rate


def warm(server: Server, address: str) -> int:
    """Ask often enough that each worker has compiled its templates and made its pictures; return the size."""
    for _ in range(12):
        with urlopen(server.url + address, timeout=60) as answer:  # noqa: S310 - a server of our own
            size = len(answer.read())
    return size


def measure(pages: Sequence[str], *, seconds: float, rounds: int) -> list[Measured]:
    """Run the servers and return what each page gave."""
    site = "onestop.site.wsgi:application"
    with ExitStack() as stack:
        bare = stack.enter_context(gunicorn("onestop.benchmarks.bare:application()"))
        uncached = stack.enter_context(gunicorn(site, {"PAGE_CACHE_BYTES": "0"}, path="/healthz"))
        cached = stack.enter_context(gunicorn(site, {}, path="/healthz"))
        measured = [Measured(address, *queries_of(address)) for address in pages]
        for page in measured:
            page.size = warm(uncached, page.address)
            warm(cached, page.address)
        for number in range(rounds):
            for page in measured:
                print(f"round {number + 1}: {page.address}", file=sys.stderr)
                milliseconds, base = cpu_and_rate(bare, "/", seconds, None)
                page.bare_cpu_ms.append(milliseconds)
                milliseconds, rate = cpu_and_rate(uncached, page.address, seconds, page)
                page.cpu_ms.append(milliseconds)
                page.uncached.append(rate / base)
                milliseconds, rate = cpu_and_rate(cached, page.address, seconds, page)
                page.cached_cpu_ms.append(milliseconds)
                page.cached.append(rate / base)
        return measured


def main() -> int:
    """Print a table and one line of JSON; return 1 if a page misses its bars."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.pages", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "pages", nargs="*", metavar="ADDRESS", help="path and query of a page; several are measured"
    )
    parser.add_argument("--seconds", type=float, default=1.0, help="of load on a server and page in a round")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with prepared():
        pages = arguments.pages or public_pages()
        rows = [page.row() for page in measure(pages, seconds=arguments.seconds, rounds=arguments.rounds)]
    head = list(rows[0])
    print("  ".join(f"{name:>14}" for name in head[1:]), " page")
    for row in rows:
        print("  ".join(f"{row[name]!s:>14}" for name in head[1:]), f" {row['page']}")
    holds = all(row["holds"] for row in rows)
    print(json.dumps({"benchmark": "pages", "holds": holds, "pages": rows}, ensure_ascii=False))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
