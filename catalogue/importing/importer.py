"""The import itself: one file, one transaction. What was interrupted has not happened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from onestop.catalogue.importing.columns import Columns
from onestop.catalogue.importing.reasons import Problem, Refused
from onestop.catalogue.importing.tables import Table
from onestop.standards.importing import Counts, UnreadableFileError, outcome


@dataclass(frozen=True, slots=True)
class Finding(outcome.Finding):
    """A problem with its line and what its row is known by; ``field_label`` as the table calls the field."""

    field_label: str = ""


class Entry(Protocol):
    """A row that was understood."""

    problems: list[Problem]

    @property
    def known_as(self) -> str:
        """Return what findings call the row."""


class Importer:
    """Imports one file of a directory.

    Args:
        reader: understands a row: ``read(given)`` returns an ``Entry`` or raises ``Refused``.
        writer: puts it into the register: ``write(entry)`` returns the name of a count or raises ``Refused``.
        dry_run: undo everything at the end.
        on_finding: called with every finding.
        on_progress: called with the number of rows that were read.
        max_rows: refuse a file with more rows.
    """

    columns: ClassVar[Columns]
    key: ClassVar[str]
    """The field by which a row is known that could not be understood."""

    command: ClassVar[str]
    dropped: int | None = None
    """Lines of the register that were deleted; None for an import that deletes nothing."""

    def __init__(
        self,
        reader: Any,
        writer: Any,
        *,
        dry_run: bool = False,
        on_finding: Callable[[Finding], None] = lambda _finding: None,
        on_progress: Callable[[int], None] = lambda _rows: None,
        max_rows: int | None = None,
    ) -> None:
        self.counts = Counts()
        self.ignored_columns: list[str] = []
        self._reader, self._writer = reader, writer
        self._dry_run, self._max_rows = dry_run, max_rows
        self._on_finding, self._on_progress = on_finding, on_progress
        self._incomplete: set[str] = set()

    def run(self, path: Path) -> Counts:
        """Import the file at ``path``.

        Returns:
            How many rows came to what.

        Raises:
            UnreadableFileError: it is no such table, or breaks off; nothing was written.
        """
        with Table(path, self.columns) as table, transaction.atomic():
            self.ignored_columns = table.header.ignored
            for count, row in enumerate(table, start=1):
                if self._max_rows and count > self._max_rows:
                    raise UnreadableFileError(
                        _(
                            "The table has more than %(most)s rows. Split it, or let the system's "
                            "administrator import it with the command %(command)s."
                        )
                        % {"most": self._max_rows, "command": self.command}
                    )
                self._take(row.line, table.header.read(row.cells))
                self._on_progress(count)
            self.finish()
            if self._dry_run:
                transaction.set_rollback(True)
        return self.counts

    def finish(self) -> None:
        """Do what is left after the last row."""

    def _take(self, line: int, given: dict[str, str]) -> None:
        """Take one row; a refused one leaves nothing behind."""
        known_as = given.get(self.key, "")
        try:
            entry: Entry = self._reader.read(given)
            known_as = entry.known_as
            with transaction.atomic():
                result = self._writer.write(entry)
        except Refused as refused:
            self._incomplete.add(known_as)
            self._tell(line, known_as, "refused", refused.problems)
            self.counts.refused += 1
            return
        setattr(self.counts, result, getattr(self.counts, result) + 1)
        self.counts.marked += bool(entry.problems)
        self._tell(line, known_as, "marked", tuple(entry.problems))

    def _tell(self, line: int, known_as: str, verdict: str, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self.counts.reasons[problem.reason] += 1  # type: ignore[index]  # counts know any enumeration
            label = self.columns.label_of(problem.field)
            self._on_finding(Finding(line, known_as, verdict, problem, label))  # type: ignore[arg-type]  # as above
