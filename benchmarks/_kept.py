"""What a server that was killed must have kept: all that it confirmed, once, and nothing half done."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from onestop.benchmarks._storm import Board
from onestop.requests.following.models import Notification
from onestop.requests.following.models.notices import Channel, Delivery
from onestop.requests.workflow import events
from onestop.requests.workflow.models import Event, NumberCounter, ServiceRequest
from onestop.requests.workflow.table import TABLE

OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""
UNGRANTED = "SELECT count(*) FROM pg_locks WHERE NOT granted"
UNCHECKED = "SELECT count(*) FROM pg_constraint WHERE NOT convalidated"


def faults(board: Board) -> list[str]:
    """Return what is not as it must be after a storm; the server has been killed before."""
    found = [*board.faults, *filings(board), *numbers(), *locks()]
    done: Counter[tuple[str, str]] = Counter()
    for case in ServiceRequest.objects.order_by("pk"):
        found += [f"{case.number}: chain {each.what} at {each.sequence}" for each in events.breaks(case)]
        rows = list(case.events.order_by("sequence"))
        found += [f"{case.number or case.pk}: {what}" for what in illegal(case, rows)]
        done.update((case.number or "", event.name) for event in rows)
    found += steps(board, done)
    return found


def filings(board: Board) -> Iterator[str]:
    """Yield requests that are there another number of times than whoever filed them was told."""
    kept = defaultdict(list)
    for number, words in ServiceRequest.objects.filed().values_list("number", "description"):
        kept[words.split(" ")[0]].append(number)
    for key, number in board.filed.items():
        if kept[key] != [number]:
            yield f"{key} was told {number}, kept are {kept[key]}"
    for key in kept.keys() - board.filed.keys():
        if key not in board.tried or len(kept[key]) > 1:
            yield f"{key} was told nothing, kept are {kept[key]}"


def numbers() -> Iterator[str]:
    """Yield days whose numbers are not 1, 2, 3 … up to what the counter says."""
    given = ServiceRequest.objects.exclude(number=None).values_list("number", flat=True)
    parts = sorted((number.split("-")[1], int(number.split("-")[2])) for number in given if number)
    counters = {f"{row.day:%Y%m%d}": row.last for row in NumberCounter.objects.filter(series="HM")}
    for day, rows in groupby(parts, lambda part: part[0]):
        counts = [n for _day, n in rows]
        if counts != list(range(1, len(counts) + 1)) or counters.get(day) != len(counts):
            yield f"numbers of {day}: {len(counts)} of them, counter {counters.get(day)}, up to {counts[-1]}"


def illegal(case: ServiceRequest, rows: list[Event]) -> Iterator[str]:
    """Yield steps of a case that the table does not know, and a status that no step led to."""
    status = ""
    for event in rows:
        row = TABLE.rows.get(event.name)
        if row is None:
            if event.target:
                yield f"{event.name} changed the status"
            continue
        legal = event.source in row.sources if row.sources else not event.source
        if not legal or event.target != row.target or event.source != status:
            yield f"{event.name} from {event.source} to {event.target} after {status}"
        status = event.target
    if status != case.status:
        yield f"stands on {case.status}, its steps led to {status}"
    if rows[-1].sequence != len(rows) or (case.number is None) != (case.status == "draft"):
        yield f"{len(rows)} events, the last is {rows[-1].sequence}; status {case.status}"


def steps(board: Board, done: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield steps that somebody was told were taken and that are not there, or are there once too often."""
    for key in board.done.keys() | board.unknown.keys():
        least = board.done[key]
        if not least <= done[key] <= least + board.unknown[key]:
            yield f"{key}: told {least} times, unknown {board.unknown[key]}, kept {done[key]}"


def locks() -> Iterator[str]:
    """Yield transactions of the dead that still run, locks that nobody gets, constraints that do not hold."""
    with connection.cursor() as cursor:
        for name, query in {"transactions": OTHERS, "locks": UNGRANTED, "constraints": UNCHECKED}.items():
            cursor.execute(query)
            if left := cursor.fetchone()[0]:
                yield f"{left} {name} are left"
    with transaction.atomic():
        list(ServiceRequest.objects.select_for_update(nowait=True).values_list("pk"))
        list(NumberCounter.objects.select_for_update(nowait=True).values_list("pk"))


def summary(board: Board, before: Counter[tuple[str, str]], began: dt.datetime) -> dict[str, Any]:
    """Return the counts that go with it.

    Args:
        board: What the clients were told.
        before: Steps that were taken before the storm.
        began: When the storm did. What went out before it was handed over by this process: by day, and not
            in the quiet hours.
    """
    notices = Notification.objects.filter(channel__in=[Channel.EMAIL, Channel.SMS])
    taken: Counter[str] = Counter()
    for (_number, action), times in (board.done - before).items():
        taken[action] += times
    return {
        "acknowledged": len(board.filed.keys() & board.tried),
        "filed": ServiceRequest.objects.filed().count(),
        "drafts": ServiceRequest.objects.filter(number=None).count(),
        "steps": dict(sorted(taken.items())),
        "steps_unknown": board.unknown.total(),
        "answers": dict(sorted(board.seen.items())),
        "events": Event.objects.count(),
        "statuses": dict(Counter(ServiceRequest.objects.values_list("status", flat=True))),
        "notices_sent": notices.filter(state=Delivery.SENT, sent_at__gte=began).count(),
        "notices_failed": notices.filter(tries__gt=0).exclude(state=Delivery.SENT).count(),
        "day": f"{timezone.localdate()}",
    }
