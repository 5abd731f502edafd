"""When an edition is what: pure date arithmetic, the twin in Python of ``StandardQuerySet.with_status``.

The search index cannot ask SQL, and must not go stale at midnight. So it stores, for each record, from
which day until which day every status holds, and the span in which the record stands for its number
(spec 2.4, search lab "Families"); the query compares them with today.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from onestop.standards.choices import ENDED, Status

BEGIN = 0
END = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Span:
    """Days ``first <= day < until`` as ordinals (``date.toordinal``)."""

    first: int = BEGIN
    until: int = END

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day.toordinal() < self.until


class Dated(Protocol):
    """What the arithmetic reads of a record; ``replaced_on`` is annotated by ``with_status``."""

    pk: int
    year: int | None
    effective_on: dt.date | None
    withdrawn_on: dt.date | None
    replaced_on: dt.date | None
    starts_on: dt.date | None
    stated_status: str
    status_override: str


def status_spans(record: Dated) -> dict[str, Span]:
    """Return, for each status that ``record`` ever has by what is known today, its days."""
    if record.status_override:
        return {record.status_override: Span()}
    replaced, withdrawn = _ordinal(record.replaced_on, END), _ordinal(record.withdrawn_on, END)
    end = min(replaced, withdrawn)
    spans = _before(record, end)
    for status, span in (
        (Status.WITHDRAWN, Span(min(withdrawn, replaced), replaced)),
        (Status.REPLACED, Span(replaced, END)),
    ):
        if span.first < span.until:
            spans[status] = span
    return {status: span for status, span in spans.items() if span.first < span.until}


def status_on(record: Dated, day: dt.date) -> str:
    """Return the status of ``record`` on ``day``."""
    return next(status for status, span in status_spans(record).items() if day in span)


def _before(record: Dated, end: int) -> dict[str, Span]:
    """Return the spans before the first known day of an end."""
    stated = record.stated_status
    if stated == Status.WITHDRAWN and record.withdrawn_on is None:
        return {Status.WITHDRAWN: Span(BEGIN, end)}
    if stated == Status.REPLACED and end == END:
        return {Status.REPLACED: Span()}
    if record.effective_on:
        effective = min(record.effective_on.toordinal(), end)
        return {Status.UPCOMING: Span(BEGIN, effective), Status.CURRENT: Span(effective, end)}
    return {stated if stated and stated not in ENDED else Status.UNKNOWN: Span(BEGIN, end)}


def head_spans(editions: Iterable[Dated]) -> dict[int, Span]:
    """Return, by primary key, the days on which each edition of one number is the one to show first.

    The newest edition in force is; before the first one took effect it is that one; after an end without
    successor it stays the last one. Exactly one edition is head on every day.
    """
    ordered = sorted(editions, key=lambda e: (e.starts_on or dt.date.min, e.year or 0, e.pk))
    starts = [BEGIN, *(_ordinal(edition.starts_on, BEGIN) for edition in ordered[1:]), END]
    return {edition.pk: Span(*starts[n : n + 2]) for n, edition in enumerate(ordered)}


def _ordinal(day: dt.date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise
