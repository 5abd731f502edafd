"""What kind of file it is, by its content: names lie."""

import codecs
import zipfile
from enum import Enum
from pathlib import Path

from django.utils.translation import gettext as _

CHUNK = 1 << 16
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_OTHERS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"%PDF": "PDF",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
}
_HTML = (b"<!doctype", b"<html", b"<table")
_OLE = b"\xd0\xcf\x11\xe0"


class Kind(Enum):
    """Kinds of tables that are read."""

    CSV = "csv"
    XLSX = "xlsx"


class WrongKindError(Exception):
    """The file cannot be read as a table; the message says why and what to do."""


def kind_of(path: Path) -> Kind:
    """Return the kind of the table at ``path``.

    Raises:
        WrongKindError: if it is empty or something else.
    """
    with path.open("rb") as file:
        head = file.read(64)
    if not head.strip():
        raise WrongKindError(_("The file is empty."))
    if head.startswith(b"PK\x03\x04"):
        if _is_workbook(path):
            return Kind.XLSX
        if not zipfile.is_zipfile(path):
            raise WrongKindError(
                _("This XLSX or ZIP file is damaged or incomplete. Save or download it once more.")
            )
        raise WrongKindError(
            _("This is a ZIP file, not a table. Unpack it and give the CSV or XLSX file in it.")
        )
    if head.startswith(_OLE):
        raise WrongKindError(_("This is an old Excel file (.xls). Save it as .xlsx or CSV and try again."))
    if head.lstrip().lower().startswith(_HTML):
        raise WrongKindError(_("This is a web page. Open it in Excel and save it as .xlsx or CSV."))
    for magic, name in _OTHERS.items():
        if head.startswith(magic):
            raise WrongKindError(
                _("This is a %(kind)s file, not a table, whatever its name says. Give a CSV or XLSX file.")
                % {"kind": name}
            )
    return Kind.CSV


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file, UTF-8 before GB 18030, reading it in pieces.

    Raises:
        WrongKindError: if it is neither, or no text.
    """
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(_UTF16):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise WrongKindError(
        _("The text is neither UTF-8 nor GB 18030. Save the table as “CSV UTF-8” and try again.")
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if len(chunk.translate(None, _CONTROL)) != len(chunk):
                raise WrongKindError(_("This is not a text file. Give a CSV or XLSX file."))
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(path: Path, encoding: str) -> str:
    """Return what separates the cells: the most frequent of comma, tab and semicolon in the first lines."""
    with path.open(encoding=encoding, newline="") as file:
        sample = "".join(line for line, _n in zip(file, range(10), strict=False))
    return max(",\t;", key=sample.count)
