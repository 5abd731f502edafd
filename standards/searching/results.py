"""A page of results as plain values: the template prints them, the API turns them into JSON."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from onestop.standards.models import Amendment
from onestop.standards.numbers import Number
from onestop.standards.record.loading import Record
from onestop.standards.searching.asking import Question
from onestop.standards.searching.tiers import Match


@dataclass(frozen=True, slots=True)
class Row:
    """One result.

    Attributes:
        standard: the record with its status.
        url: its page, at the amendment where one was asked for.
        title: with what matched marked.
        line: the day that counts, or the successor.
        excerpt: the sentence of the scope that matched, marked; empty if the title did.
        match: how it matches; ``None`` where nothing was ranked.
    """

    standard: Any
    url: str
    title: SafeString
    status: str
    status_label: str
    line: str
    excerpt: SafeString | str = ""
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Results that match alike, under one heading."""

    match: Match | None
    rows: Sequence[Row]

    @property
    def label(self) -> str | Promise:
        """What stands above them."""
        return self.match.label if self.match else ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet: ``count`` is ``None`` where the database answered, which does not count."""

    value: str
    label: str | Promise
    count: int | None
    chosen: bool
    level: int = 1


@dataclass(frozen=True)
class Page:
    """A page of results.

    Attributes:
        question: what was asked.
        today: the day for which it was answered.
        total: how many results there are on all pages.
        number: of this page.
        size: results a page.
        rows: the results of this page, in order.
        card: the record shown large: the exact match at the top of the first page.
        amendments: of the record shown large, where one was asked for.
        facets: the values of each facet with their counts.
        engine: who answered; ``database`` when the engine could not.
        degraded: the engine could not answer: numbers, filters and words in titles only.
        relaxed: nothing has all the words.
        adoptions: the Chinese standards that adopt the international one asked for.
        similar: records with titles like that of the card, where there is little else to show.
        nearest: records with numbers next to one that was not found.
    """

    question: Question
    today: dt.date
    total: int
    number: int
    size: int
    rows: Sequence[Row]
    card: Record | None = None
    amendments: Sequence[Amendment] = ()
    facets: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    engine: str = ""
    degraded: bool = False
    relaxed: bool = False
    adoptions: Sequence[Row] = ()
    similar: Sequence[Row] = ()
    nearest: Sequence[Row] = ()

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def asked_number(self) -> Number | None:
        """The number asked for, in its likeliest reading."""
        return self.question.numbers[0] if self.question.numbers else None

    @property
    def found_exactly(self) -> bool:
        """Tell whether the first result is the number asked for."""
        return bool(self.rows) and self.rows[0].match is Match.EXACT

    @property
    def groups(self) -> list[Group]:
        """The results by how they match, in the order of spec 2.2; without the one shown large."""
        rows = self.rows[1:] if self.card else self.rows
        kinds = dict.fromkeys(row.match for row in rows)
        return [Group(kind, [row for row in rows if row.match is kind]) for kind in kinds]
