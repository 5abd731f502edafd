"""Lists of trainees that enterprises send: CSV or XLSX, read, checked, and taken in whole or not at all.

A row is refused with its line and reason; the others come in. Clause 4.2.1.4: of 50 trainees with 2 bad rows
48 are in and 2 reported.
"""

import itertools
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from onestop.home.training import registering
from onestop.home.training.choices import Origin, Place
from onestop.home.training.forms import ENTERPRISE_LENGTH, NAME_LENGTH, clean_credit_code
from onestop.home.training.models import TrainingEventPage
from onestop.home.training.registering import Wish
from onestop.site import contacts, secrecy
from onestop.standards.importing import files, tables, workbooks
from onestop.standards.importing.cells import plain

COLUMNS = {
    "name": ("姓名", "学员", "学员姓名", "参加人", "name"),
    "enterprise": ("企业", "企业名称", "单位", "单位名称", "工作单位", "enterprise", "company"),
    "credit_code": ("统一社会信用代码", "信用代码", "creditcode"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "phone", "mobile"),
    "email": ("邮箱", "电子邮箱", "电子邮件", "email", "e-mail"),
}
HEADER_WITHIN = 10
MOST_ROWS = 2000
LONGEST_CELL = 200
Rows = list[tuple[int, Sequence[str]]]
_FIELDS = {name: column for column, names in COLUMNS.items() for name in names}


class UnreadableListError(Exception):
    """The file is no list of trainees; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken; the person is named so that whoever sent the list finds it."""

    line: int
    name: str
    reason: str


@dataclass(slots=True)
class Intake:
    """What came of a list."""

    rows: int = 0
    confirmed: int = 0
    waiting: int = 0
    refused: list[Refusal] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many are in."""
        return self.confirmed + self.waiting


def take_in(path: Path, event: TrainingEventPage, notice_version: str, *, dry_run: bool) -> Intake:
    """Register the trainees of the list at ``path`` for ``event``, all within one transaction.

    Args:
        path: The file.
        event: Any event, over or full: those without a place are put on the waiting list.
        notice_version: The privacy notice that the enterprise has told its people of.
        dry_run: Only say what would happen: nothing is written, nobody else has to wait.

    Raises:
        UnreadableListError: The file cannot be read as a list of trainees.
    """
    header, rows = _table(path)
    intake = Intake(rows=len(rows), ignored_columns=[cell for cell in header.ignored if cell])
    wishes: list[tuple[int, Wish]] = []
    for line, cells in rows:
        row = header.read(cells)
        try:
            wishes.append((line, _wish(row, notice_version)))
        except ValidationError as error:
            _refuse(intake, line, row["name"], " ".join(error.messages))
    if dry_run:
        found = registering.add_all(event, (wish for _line, wish in wishes), keep=False)
    else:
        with transaction.atomic():
            locked = registering.locked(event.pk)
            found = registering.add_all(locked, (wish for _line, wish in wishes), keep=True)
    for (line, wish), registration in zip(wishes, found, strict=True):
        if registration is None:
            reason = _("The same telephone or e-mail is on this list, or registered, already.")
            _refuse(intake, line, wish.name, reason)
        elif registration.place == Place.CONFIRMED:
            intake.confirmed += 1
        else:
            intake.waiting += 1
    intake.refused.sort(key=lambda each: each.line)
    return intake


def _refuse(intake: Intake, line: int, name: str, reason: str) -> None:
    shown = "" if name == workbooks.FORMULA else secrecy.mask_name(name)
    intake.refused.append(Refusal(line, shown, reason))


def _wish(row: dict[str, str], notice_version: str) -> Wish:
    """Return what the row asks for.

    Raises:
        ValidationError: Something is missing or cannot be read.
    """
    if workbooks.FORMULA in row.values():
        raise ValidationError(
            _("A cell holds a formula without its result. Save the list in Excel once more.")
        )
    name = contacts.refuse_identity_number(row["name"])
    enterprise = contacts.refuse_identity_number(row["enterprise"])
    if not name or len(name) > NAME_LENGTH:
        raise ValidationError(_("The name is missing or too long."))
    if not enterprise or len(enterprise) > ENTERPRISE_LENGTH:
        raise ValidationError(_("The enterprise is missing or too long."))
    phone, email = contacts.clean_phone(row["phone"]), contacts.clean_email(row["email"])
    if not (phone or email):
        raise ValidationError(_("Give a telephone number or an e-mail address."))
    code = clean_credit_code(row["credit_code"])
    return Wish(name, enterprise, phone, email, uuid.uuid4(), notice_version, Origin.IMPORTED, code)


class _Header:
    """Which column holds what."""

    def __init__(self, cells: Sequence[str]) -> None:
        names = [plain(cell).replace(" ", "").rstrip("*:：").casefold() for cell in cells]
        self.columns: dict[str, int] = {}
        for index, name in enumerate(names):
            if name in _FIELDS:
                self.columns.setdefault(_FIELDS[name], index)
        self.ignored = [plain(cells[index]) for index, name in enumerate(names) if name not in _FIELDS]

    @property
    def complete(self) -> bool:
        """Tell whether it names what is needed."""
        return {"name", "enterprise"} <= self.columns.keys() and bool(
            {"phone", "email"} & self.columns.keys()
        )

    def read(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the cells of a row by what they are; a column that is not there is empty."""
        row = dict.fromkeys(COLUMNS, "")
        for column, index in self.columns.items():
            if index < len(cells):
                row[column] = plain(cells[index])[:LONGEST_CELL]
        return row


def _table(path: Path) -> tuple[_Header, Rows]:
    """Return the header and the rows below it, blank ones left out.

    Raises:
        UnreadableListError: The file is something else, or names no columns.
    """
    try:
        filled = (row for row in _rows(path) if any(cell.strip() for cell in row[1]))
        rows = list(itertools.islice(filled, MOST_ROWS + HEADER_WITHIN + 1))
    except files.WrongKindError as error:
        raise UnreadableListError(str(error)) from error
    except UnicodeError as error:
        raise UnreadableListError(
            _("The text is damaged. Save the table as “CSV UTF-8” and try again.")
        ) from error
    for index, (_line, cells) in enumerate(rows[:HEADER_WITHIN]):
        header = _Header(cells)
        if header.complete:
            return header, _people(rows[index + 1 :])
    raise UnreadableListError(
        _(
            "No header was found. One row must name the columns: 姓名, 企业名称, and 电话 or 邮箱. "
            "No identity card numbers, please."
        )
    )


def _people(rows: Rows) -> Rows:
    """Return ``rows``.

    Raises:
        UnreadableListError: There are none, or too many.
    """
    if not rows:
        raise UnreadableListError(_("The list names nobody: there is no row below the header."))
    if len(rows) > MOST_ROWS:
        raise UnreadableListError(_("A list may have %(most)s rows; split this one.") % {"most": MOST_ROWS})
    return rows


def _rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    if files.kind_of(path) is files.Kind.XLSX:
        book = workbooks.Workbook(path)
        try:
            yield from book.rows()
        finally:
            book.close()
        return
    encoding = files.encoding_of(path)
    with path.open(encoding=encoding, newline="") as text:
        for row in tables.csv_rows(text, files.delimiter_of(path, encoding)):
            yield row.line, row.cells
