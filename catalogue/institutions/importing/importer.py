"""The import itself: one file, one transaction. What was interrupted has not happened."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from onestop.catalogue.institutions.importing.columns import label_of
from onestop.catalogue.institutions.importing.reading import Defaults, Reader
from onestop.catalogue.institutions.importing.reasons import Problem, Refused
from onestop.catalogue.institutions.importing.tables import Table
from onestop.catalogue.institutions.importing.writing import Writer
from onestop.standards.importing import Counts, UnreadableFileError, outcome


class Finding(outcome.Finding):
    """A problem with its line and the certificate's number; the field as this table calls it."""

    __slots__ = ()

    @property
    def field_label(self) -> str:
        """The field as a header calls it."""
        return label_of(self.problem.field)


class Importer:
    """Imports one file of institutions.

    Args:
        defaults: kind, source and day of checking for the whole file.
        complete: the file has whole annexes; lines that it does not have are deleted.
        dry_run: undo everything at the end.
        on_finding: called with every finding.
        on_progress: called with the number of rows that were read.
        max_rows: refuse a file with more rows.
    """

    def __init__(
        self,
        defaults: Defaults,
        *,
        complete: bool = False,
        dry_run: bool = False,
        on_finding: Callable[[Finding], None] = lambda _finding: None,
        on_progress: Callable[[int], None] = lambda _rows: None,
        max_rows: int | None = None,
    ) -> None:
        self.counts = Counts()
        self.dropped = 0
        self.ignored_columns: list[str] = []
        self._reader, self._writer = Reader(defaults), Writer()
        self._complete, self._dry_run, self._max_rows = complete, dry_run, max_rows
        self._on_finding, self._on_progress = on_finding, on_progress
        self._incomplete: set[str] = set()

    def run(self, path: Path) -> Counts:
        """Import the file at ``path``.

        Returns:
            How many rows came to what.

        Raises:
            UnreadableFileError: it is no table of institutions, or breaks off; nothing was written.
        """
        with Table(path) as table, transaction.atomic():
            self.ignored_columns = table.header.ignored
            for count, row in enumerate(table, start=1):
                if self._max_rows and count > self._max_rows:
                    raise UnreadableFileError(
                        _(
                            "The table has more than %(most)s rows. Split it, or let the system's "
                            "administrator import it with the command import_institutions."
                        )
                        % {"most": self._max_rows}
                    )
                self._take(row.line, table.header.read(row.cells))
                self._on_progress(count)
            self._writer.flush()
            if self._complete:
                self.dropped = self._writer.drop_others(self._incomplete)
            if self._dry_run:
                transaction.set_rollback(True)
        return self.counts

    def _take(self, line: int, given: dict[str, str]) -> None:
        """Take one row; a refused one leaves nothing behind."""
        number = given.get("number", "")
        try:
            entry = self._reader.read(given)
            number = entry.certificate["number"]
            with transaction.atomic():
                result = self._writer.write(entry)
        except Refused as refused:
            self._incomplete.add(number)
            self._tell(line, number, "refused", refused.problems)
            self.counts.refused += 1
            return
        setattr(self.counts, result, getattr(self.counts, result) + 1)
        self.counts.marked += bool(entry.problems)
        self._tell(line, number, "marked", tuple(entry.problems))

    def _tell(self, line: int, number: str, verdict: str, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self.counts.reasons[problem.reason] += 1  # type: ignore[index]  # counts know any enumeration
            self._on_finding(Finding(line, number, verdict, problem))  # type: ignore[arg-type]  # as above
