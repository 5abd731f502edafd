"""What an import says: its counts and its findings."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from onestop.site.exporting import as_text
from onestop.standards.importing.columns import label_of
from onestop.standards.importing.reasons import Problem, Reason

OUTCOMES = ("created", "updated", "unchanged", "marked", "refused")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the line and the number at which it stands; ``outcome`` is ``refused`` or ``marked``."""

    line: int
    number: str
    outcome: str
    problem: Problem

    @property
    def field_label(self) -> str:
        """The field as a header calls it."""
        return label_of(self.problem.field)


@dataclass(slots=True)
class Counts:
    """How many rows came to what.

    Every row is created, updated, unchanged or refused; ``marked`` says how many of the rows that were taken
    have something for an editor to look at.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    marked: int = 0
    refused: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self.created + self.updated + self.unchanged + self.refused

    @property
    def line(self) -> str:
        """The promised last line of the command."""
        return ", ".join(f"{name} {getattr(self, name)}" for name in OUTCOMES)


class Report:
    """A CSV file with a line for every finding, for a spreadsheet program (UTF-8 with its mark)."""

    HEADER = ("line", "number", "outcome", "field", "reason", "message", "value")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        self._file = self._path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(self.HEADER)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def add(self, finding: Finding) -> None:
        """Write one finding; what a spreadsheet would take for a formula is written as text."""
        problem = finding.problem
        cells = (finding.number, finding.outcome, problem.field, problem.reason.value, problem.message)
        self._writer.writerow([finding.line, *map(as_text, (*cells, problem.value))])
