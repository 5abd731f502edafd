"""Opening a table: a header and then one row after the other, whatever the kind of file."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

from onestop.site.sent_forms import seen
from onestop.standards.importing import files, workbooks
from onestop.standards.importing.columns import Header, is_header

HEADER_WITHIN = 10
"""The header is among the first rows; tables often have a heading above it."""

FIELD_LIMIT = 200_000


class UnreadableFileError(Exception):
    """The file is no table of standards; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table with the line at which it begins; its cells hold nothing that cannot be seen."""

    line: int
    cells: Sequence[str]

    def __post_init__(self) -> None:
        if not all(cell.isprintable() for cell in self.cells):
            object.__setattr__(self, "cells", [seen(cell) for cell in self.cells])


class Table:
    """An open table. Iterating yields its rows; memory does not grow with them.

    Args:
        path: the file.

    Raises:
        UnreadableFileError: on entering, or while reading, if the file is no table of standards.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._stack: list[Any] = []
        self._file: io.BufferedReader | None = None

    def __enter__(self) -> Self:
        try:
            rows = self._open()
            self.header, self._rows = _split(rows)
        except files.WrongKindError as error:
            self._close()
            raise UnreadableFileError(str(error)) from error
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def __iter__(self) -> Iterator[Row]:
        try:
            yield from self._rows
        except files.WrongKindError as error:
            raise UnreadableFileError(str(error)) from error

    @property
    def position(self) -> int:
        """How many bytes of the file have been read; 0 where that is not known (XLSX)."""
        return self._file.tell() if self._file and not self._file.closed else 0

    def _open(self) -> Iterator[Row]:
        kind = files.kind_of(self.path)
        if kind is files.Kind.XLSX:
            book = workbooks.Workbook(self.path)
            self._stack.append(book)
            return (Row(line, cells) for line, cells in book.rows())
        encoding = files.encoding_of(self.path)
        self._file = self.path.open("rb")
        self._stack.append(self._file)
        text = io.TextIOWrapper(self._file, encoding=encoding, newline="")
        return csv_rows(text, files.delimiter_of(self.path, encoding))

    def _close(self) -> None:
        while self._stack:
            self._stack.pop().close()


def _split(rows: Iterator[Row]) -> tuple[Header, Iterator[Row]]:
    """Find the header among the first rows and return it with the rows below."""
    first = list(itertools.islice(rows, HEADER_WITHIN))
    if not any(any(row.cells) for row in first):
        raise UnreadableFileError(_("The file is empty."))
    for position, row in enumerate(first):
        if is_header(row.cells):
            below = itertools.chain(first[position + 1 :], rows)
            return Header(row.cells), (row for row in below if any(cell.strip() for cell in row.cells))
    raise UnreadableFileError(
        _(
            "No header was found in the first %(count)s rows. One row must name the columns, "
            "with “标准号” (or “number”) and at least one more, such as “标准名称”."
        )
        % {"count": HEADER_WITHIN}
    )


def csv_rows(text: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Yield the rows of a CSV file.

    Raises:
        WrongKindError: a quotation mark is left open: it swallows every row below it.
    """
    csv.field_size_limit(FIELD_LIMIT)
    pending: list[str] = []
    reader = csv.reader(_noted(text, pending), delimiter=delimiter)
    line, last = 1, ""
    try:
        for cells in reader:
            yield Row(line, cells)
            line, last = reader.line_num + 1, "".join(pending)
            pending.clear()
    except csv.Error as error:
        raise _left_open(line) from error
    if _is_open(last, delimiter):
        raise _left_open(line - len(last.splitlines()))


def _noted(text: Iterable[str], noted: list[str]) -> Iterator[str]:
    for line in text:
        noted.append(line)
        yield line


def _is_open(record: str, delimiter: str) -> bool:
    """Tell whether the last record of a file has a quotation mark that nothing closes; csv forgives that."""
    try:
        list(csv.reader([record], delimiter=delimiter, strict=True))
    except csv.Error:
        return record.count('"') % 2 == 1
    return False


def _left_open(line: int) -> files.WrongKindError:
    return files.WrongKindError(
        _("The table breaks off at line %(line)s: a quotation mark seems to be left open there.")
        % {"line": line}
    )
