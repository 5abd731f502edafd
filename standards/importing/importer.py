"""The import itself: from a file to the register, a batch at a time."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.standards.importing import writing
from onestop.standards.importing.entries import Entry, understand
from onestop.standards.importing.outcome import Counts, Finding
from onestop.standards.importing.seen import SeenNumbers
from onestop.standards.importing.tables import Table, UnreadableFileError
from onestop.standards.importing.writing import Run

BATCH = 500
AMENDMENTS_AT_ONCE = 5000


class Importer:
    """Imports one file.

    Each batch is a transaction of its own, so an import that was stopped can be run again: what it has done
    is then ``unchanged``. A dry run is the same import, undone at its end.

    Args:
        source: the source of the data for the whole file; when empty, that of each row, else the file's name.
        checked: the day on which somebody compared the file with the official source.
        dry_run: undo everything at the end.
        on_finding: called with every finding.
        on_progress: called with the number of bytes and of rows that were read, after every batch.
        max_rows: refuse a file with more rows.
    """

    def __init__(
        self,
        *,
        source: str = "",
        checked: dt.date | None = None,
        dry_run: bool = False,
        on_finding: Callable[[Finding], None] = lambda _finding: None,
        on_progress: Callable[[int, int], None] = lambda _bytes, _rows: None,
        max_rows: int | None = None,
    ) -> None:
        self.counts = Counts()
        self.ignored_columns: list[str] = []
        self._source, self._checked, self._dry_run = source, checked, dry_run
        self._on_finding, self._on_progress, self._max_rows = on_finding, on_progress, max_rows
        self._batch: list[Entry] = []
        self._batch_keys: set[str] = set()
        self._duplicates: dict[int, int] = {}
        self._amendments: list[Entry] = []

    def run(self, path: Path, name: str = "") -> Counts:
        """Import the file at ``path``.

        Args:
            path: a CSV or XLSX file.
            name: what the file is called, if not as its path; the source of the data when no other is told.

        Returns:
            How many rows came to what.

        Raises:
            UnreadableFileError: if it is no table of standards.
        """
        self._run = Run(
            at=timezone.now(),
            source=self._source or name or path.name,
            source_wins=bool(self._source),
            checked=self._checked,
            dry=self._dry_run,
        )
        with Table(path) as table, SeenNumbers() as seen:
            self.ignored_columns = table.header.ignored
            if self._dry_run:
                with transaction.atomic():
                    self._read(table, seen)
                    transaction.set_rollback(True)
            else:
                self._read(table, seen)
        return self.counts

    def _read(self, table: Table, seen: SeenNumbers) -> None:
        for count, row in enumerate(table, start=1):
            if self._max_rows and count > self._max_rows:
                raise UnreadableFileError(
                    _(
                        "The table has more than %(most)s rows. Split it, or let the system's administrator "
                        "import it with the command import_standards."
                    )
                    % {"most": self._max_rows}
                )
            self._take(understand(table.header, row), seen)
            if len(self._batch) >= BATCH:
                self._flush(table)
        self._flush(table)
        self._flush_amendments()

    def _take(self, entry: Entry, seen: SeenNumbers) -> None:
        """Put a row into the batch, or aside if it is an amendment: its standard may stand further down."""
        if entry.is_amendment and not entry.refused:
            self._amendments.append(entry)
            if len(self._amendments) >= AMENDMENTS_AT_ONCE:
                self._flush()
                self._flush_amendments()
            return
        if not entry.refused and entry.number:
            key = entry.number.full_key
            if key in self._batch_keys:
                self._flush()
            if first := seen.first_line(key, entry.line):
                self._duplicates[entry.line] = first
            self._batch_keys.add(key)
        self._batch.append(entry)

    def _flush(self, table: Table | None = None) -> None:
        batch, self._batch, self._batch_keys = self._batch, [], set()
        duplicates, self._duplicates = self._duplicates, {}
        with transaction.atomic():
            merges = writing.write([entry for entry in batch if not entry.refused], self._run, duplicates)
        outcomes = {merge.entry.line: merge.outcome for merge in merges}
        for entry in batch:
            self._finish(entry, outcomes.get(entry.line, "refused"))
        if table:
            self._on_progress(table.position, self.counts.rows)

    def _flush_amendments(self) -> None:
        entries, self._amendments = self._amendments, []
        with transaction.atomic():
            outcomes: Iterable[tuple[Entry, str]] = writing.write_amendments(entries, self._run)
        for entry, outcome in outcomes:
            self._finish(entry, outcome)

    def _finish(self, entry: Entry, outcome: str) -> None:
        """Count a row and tell what was found in it."""
        setattr(self.counts, outcome, getattr(self.counts, outcome) + 1)
        if outcome != "refused" and entry.problems:
            self.counts.marked += 1
        number = str(entry.number) if entry.number else entry.written
        verdict = "refused" if outcome == "refused" else "marked"
        for problem in entry.problems:
            self.counts.reasons[problem.reason] += 1
            self._on_finding(Finding(entry.line, number, verdict, problem))
