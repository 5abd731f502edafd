"""Opening a table of a directory: what kind of file it is decides its content, as for standards."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from django.utils.translation import gettext as _

from onestop.catalogue.importing.columns import Columns, Header
from onestop.standards.importing import UnreadableFileError, files
from onestop.standards.importing.tables import HEADER_WITHIN, Row, csv_rows
from onestop.standards.importing.workbooks import Workbook


class Table:
    """An open table; iterating yields its rows.

    Args:
        path: the file.
        columns: those by which its header is found.

    Raises:
        UnreadableFileError: on entering, or while reading, if the file is no such table.
    """

    def __init__(self, path: Path, columns: Columns) -> None:
        self._path, self._columns = path, columns
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        try:
            rows = self._open()
            first = list(itertools.islice(rows, HEADER_WITHIN))
            self.header, below = _split(first, self._columns)
        except (files.WrongKindError, UnicodeError) as error:
            self._stack.close()
            raise UnreadableFileError(_words(error)) from error
        except BaseException:
            self._stack.close()
            raise
        self._rows = itertools.chain(below, rows)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __iter__(self) -> Iterator[Row]:
        try:
            yield from (row for row in self._rows if any(cell.strip() for cell in row.cells))
        except (files.WrongKindError, UnicodeError) as error:
            raise UnreadableFileError(_words(error)) from error

    def _open(self) -> Iterator[Row]:
        if files.kind_of(self._path) is files.Kind.XLSX:
            book = Workbook(self._path)
            self._stack.callback(book.close)
            return (Row(line, cells) for line, cells in book.rows())
        encoding = files.encoding_of(self._path)
        text = self._stack.enter_context(self._path.open(encoding=encoding, newline=""))
        return csv_rows(text, files.delimiter_of(self._path, encoding))


def _words(error: Exception) -> str:
    """Return what is wrong with a file; a text that breaks off within a character says nothing useful."""
    if isinstance(error, UnicodeError):
        return _("The text is damaged. Save the table as “CSV UTF-8” and try again.")
    return str(error)


def _split(first: list[Row], columns: Columns) -> tuple[Header, list[Row]]:
    if not any(cell.strip() for row in first for cell in row.cells):
        raise UnreadableFileError(_("The file is empty."))
    for place, row in enumerate(first):
        if columns.is_header(row.cells):
            return Header(row.cells, columns), first[place + 1 :]
    raise UnreadableFileError(
        _("No header was found in the first %(count)s rows. One row must name the columns, with %(needed)s.")
        % {"count": HEADER_WITHIN, "needed": columns.needed}
    )
