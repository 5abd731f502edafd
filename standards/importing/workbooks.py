"""Reading XLSX row by row."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from django.utils.translation import gettext as _

from onestop.standards.importing.files import CHUNK, WrongKindError

UNPACKED_LIMIT = 1 << 30
"""Most bytes that a workbook may unpack to: a small file that holds gigabytes is an attack or a mistake."""

FORMULA = "\ufffc=formula"
"""Stands in a cell whose formula has no stored result."""


class SeveralSheetsError(WrongKindError):
    """Which sheet is meant is not known."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The workbook has several sheets with rows, and one is read here. "
                "Save each as a file of its own."
            )
        )


class Workbook:
    """The only sheet of a workbook that holds anything, read without keeping it in memory.

    Rows of a second sheet would be left out without a word, so a workbook with two is refused; hidden sheets,
    which forms keep their lists of choices on, do not count.

    Formulas are taken by the result that the spreadsheet program stored; where it stored none (a program
    wrote the file), the cell holds ``FORMULA``.
    """

    def __init__(self, path: Path) -> None:
        self._books: list[Any] = []
        try:
            _check_size(path)
            self._values = self._sheet(path, data_only=True)
            self._formulas = self._sheet(path, data_only=False) if _has_formulas(path) else None
        except SeveralSheetsError:
            self.close()
            raise
        except (
            InvalidFileException,
            zipfile.BadZipFile,
            KeyError,
            ValueError,
            OSError,
            SyntaxError,
        ) as error:
            self.close()
            raise WrongKindError(
                _("The workbook is damaged or protected. Open it in Excel, save it as .xlsx and try again.")
            ) from error

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line and the cells of each row as text."""
        values = self._values.iter_rows(values_only=True)
        if self._formulas is None:
            for line, row in enumerate(values, start=1):
                yield line, [as_text(value) for value in row]
            return
        formulas = self._formulas.iter_rows()
        for line, (row, cells) in enumerate(zip(values, formulas, strict=False), start=1):
            yield (
                line,
                [
                    FORMULA if value is None and cell.data_type == "f" else as_text(value)
                    for value, cell in zip(row, cells, strict=False)
                ],
            )

    def close(self) -> None:
        """Close the file."""
        while self._books:
            self._books.pop().close()

    def _sheet(self, path: Path, *, data_only: bool) -> Any:
        file = path.open("rb")  # by its name openpyxl would refuse a file that is not called .xlsx
        self._books.append(file)
        book = openpyxl.load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
        self._books.append(book)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        first, *others = shown or book.worksheets
        if data_only and any(_holds_anything(sheet) for sheet in others):
            raise SeveralSheetsError
        first.reset_dimensions()
        return first


def _holds_anything(sheet: Any) -> bool:
    """Return whether a sheet has a cell that is not empty."""
    sheet.reset_dimensions()
    return any(as_text(value).strip() for row in sheet.iter_rows(values_only=True) for value in row)


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
            raise WrongKindError(_("The workbook is too large when unpacked. Save it as CSV and try again."))


def _has_formulas(path: Path) -> bool:
    """Return whether the first sheet holds formulas, without parsing it."""
    with zipfile.ZipFile(path) as archive:
        sheets = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        for name in sheets:
            with archive.open(name) as sheet:
                tail = b""
                while chunk := sheet.read(CHUNK):
                    if b"<f>" in tail + chunk or b"<f " in tail + chunk:
                        return True
                    tail = chunk[-2:]
    return False


def as_text(value: Any) -> str:
    """Return a cell's value as it would be typed: dates in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
