"""Lists for staff, with who took them and when on top: a list that is found lying about can be traced."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.home.training import attending
from onestop.home.training.models import Registration, TrainingEventPage
from onestop.site.exporting import as_text

WIDTH = 20
"""Characters a column of the workbook shows: a credit code, a telephone number as a whole."""


def watermark(user: Any) -> str:
    """Return the line that stands on top of every list."""
    return _("For internal use only. Taken by %(user)s at %(time)s. Do not pass on; delete after use.") % {
        "user": user.get_username(),
        "time": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }


def table(event: TrainingEventPage, user: Any) -> Iterator[list[str]]:
    """Yield the rows of the list: watermark, header, participants with their contacts."""
    yield [watermark(user)]
    yield [as_text(event.title)]
    yield [
        _("Registration number"),
        pgettext("of a person", "name"),
        _("Enterprise"),
        capfirst(_("unified social credit code")),
        _("Telephone"),
        _("E-mail"),
        pgettext("registration", "state"),
        _("Class hours"),
        _("result of the assessment"),
        _("Verification code"),
    ]
    rows = event.registrations.active().order_by("created_at", "pk")
    for row in rows.select_related("event", "proof").prefetch_related("attendances", "event__sessions"):
        yield [as_text(cell) for cell in _cells(row)]


def _cells(row: Registration) -> list[str]:
    proof = getattr(row, "proof", None)
    return [
        row.shown_number,
        row.name,
        row.enterprise,
        row.credit_code,
        row.phone,
        row.email,
        str(row.get_place_display()),
        f"{attending.hours_of(row).normalize():f}",
        str(row.get_result_display()) if row.result else "",
        proof.shown_code if proof and not proof.revoked_on else "",
    ]


def as_csv(event: TrainingEventPage, user: Any) -> bytes:
    """Return the list as CSV, with the mark by which spreadsheet programs know UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(table(event, user))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(event: TrainingEventPage, user: Any) -> bytes:
    """Return the list as a workbook, every cell as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=_("Register of participants"))
    for column in "ABCDEFGHIJ":
        sheet.column_dimensions[column].width = WIDTH
    for row in table(event, user):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
