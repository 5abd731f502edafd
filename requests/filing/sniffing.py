"""What a file is, by its content; its name and what the browser said prove nothing (clause 4.3.2.1)."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

HEAD = 4096
MOST_MEMBERS = 3000
LARGEST_UNPACKED = 200 * 1024 * 1024
RATIO = 100
CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
OOXML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of file that a case may hold."""

    mime: str
    extensions: tuple[str, ...]


PDF = Sort("application/pdf", ("pdf",))
JPEG = Sort("image/jpeg", ("jpg", "jpeg"))
PNG = Sort("image/png", ("png",))
WEBP = Sort("image/webp", ("webp",))
HEIC = Sort("image/heic", ("heic", "heif"))
DOCX = Sort(f"{OOXML}.wordprocessingml.document", ("docx",))
XLSX = Sort(f"{OOXML}.spreadsheetml.sheet", ("xlsx",))
DOC = Sort("application/msword", ("doc", "wps"))
XLS = Sort("application/vnd.ms-excel", ("xls", "et"))
TEXT = Sort("text/plain", ("txt", "csv"))

SORTS = (PDF, JPEG, PNG, WEBP, HEIC, DOCX, XLSX, DOC, XLS, TEXT)
EXTENSIONS = tuple(extension for sort in SORTS for extension in sort.extensions)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


def sniff(content: bytes) -> Sort | None:
    """Return what ``content`` is; ``None`` for everything that a case does not take."""
    tests: tuple[tuple[Callable[[bytes], bool], Sort], ...] = (
        (lambda c: c.startswith(b"%PDF-"), PDF),
        (lambda c: c.startswith(b"\xff\xd8\xff"), JPEG),
        (lambda c: c.startswith(b"\x89PNG\r\n\x1a\n"), PNG),
        (lambda c: c[:4] == b"RIFF" and c[8:12] == b"WEBP", WEBP),
        (lambda c: c[4:8] == b"ftyp" and c[8:12] in HEIC_BRANDS, HEIC),
    )
    for fits, sort in tests:
        if fits(content):
            return sort
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(OLE):
        return _old_office(content)
    return TEXT if _is_text(content) else None


def _office(content: bytes) -> Sort | None:
    """Return whether an archive is a document of Word or Excel without macros, and no bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    names = {member.filename.casefold() for member in members}
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > min(LARGEST_UNPACKED, RATIO * len(content) + HEAD):
        return None
    if "[content_types].xml" not in names or any(name.endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _old_office(content: bytes) -> Sort | None:
    """Return whether a compound file is a document of Word or Excel; an installer is one, too."""
    if "VBA".encode("utf-16-le") + b"\0\0" in content or "_VBA_PROJECT".encode("utf-16-le") in content:
        return None
    if "WordDocument".encode("utf-16-le") in content:
        return DOC
    return (
        XLS if "Workbook".encode("utf-16-le") in content or "Book\0".encode("utf-16-le") in content else None
    )


def _is_text(content: bytes) -> bool:
    """Tell whether all of it reads as text in an encoding that people use here; mark-up is none."""
    if CONTROL & set(content):
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not text.lstrip().startswith(("<", "#!"))
    return False
