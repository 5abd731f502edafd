"""Lists to take away: never without a purpose, marked with who, when and what for, each row a look (6.3)."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onestop.requests.archives.forms import PurposeForm
from onestop.requests.desks import standing, turns
from onestop.requests.enterprises import marking
from onestop.requests.enterprises.models import AccessLog
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import OFFICE_FIRST, Resolution, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.exporting import as_text

MOST = 5000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIELDS = ("enterprise_name", "credit_code", "item_title", "status")
"""Protected fields that a list holds: no contact data is ever in one."""


class ExportForm(PurposeForm):
    """What for, and in which form."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Form"),
        choices=[("xlsx", "Excel"), ("csv", "CSV")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )


def headings() -> list[str]:
    """Return the names of the columns."""
    return [
        *(_("Number of the request"), _("Enterprise"), _("Credit code"), _("Item"), _("Clause"), _("Region")),
        *(_("Receiving office"), _("In the hands of"), _("Status"), _("Whose turn"), _("Submitted")),
        *(_("Due"), _("Time"), _("Completed"), _("How it ended")),
    ]


def row_of(case: ServiceRequest) -> list[str]:
    """Return a row in words, safe in a spreadsheet."""
    due = standing.due_of(case)
    values = [
        *(case.number, case.enterprise_name, case.credit_code, case.item_title, case.clause),
        *(case.region.name if case.region else "", case.office, case.handler),
        *(Status(case.status).label, turns.holder(case), _day(case.submitted_at)),
        *(due.day.isoformat() if due.day else "", due.words, _day(case.completed_at)),
        Resolution(case.resolution).label if case.resolution else "",
    ]
    return [as_text(str(value or "")) for value in values]


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def watermark(user: Any, purpose: str, count: int) -> str:
    """Return the line on top of every list."""
    mark = marking.watermark(marking.name_of(user), purpose)
    return mark + ngettext("%(n)s row.", "%(n)s rows.", count) % {"n": count}


@transaction.atomic
def export(user: Any, rows: Iterable[ServiceRequest], purpose: str, kind: str) -> HttpResponse:
    """Return a file with ``rows``, after each of them was written down as looked at."""
    cases = list(rows)
    note(user, cases, purpose)
    mark = watermark(user, purpose, len(cases))
    table = (row_of(case) for case in cases)
    content, mime = (
        (_xlsx(mark, table), XLSX) if kind == "xlsx" else (_csv(mark, table), "text/csv; charset=utf-8")
    )
    response = HttpResponse(content, content_type=mime)
    name = f"requests-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


def note(user: Any, cases: list[ServiceRequest], purpose: str) -> None:
    """Write down that ``user`` took the cases away in a list."""
    actor = Actor.of(user)
    role = actor.role_for(OFFICE_FIRST)
    assert role is not None  # noqa: S101 - the cases came through the rights
    reason = _("In a list: %(purpose)s") % {"purpose": purpose}
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                user=user,
                role=role,
                office=actor.office,
                enterprise_id=case.enterprise_id,
                case=case,
                fields=list(FIELDS),
                reason=reason[:200],
            )
            for case in cases
        ],
        batch_size=500,
    )


def _csv(mark: str, table: Iterator[list[str]]) -> bytes:
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerows([[mark], headings(), *table])
    return out.getvalue().encode()


def _xlsx(mark: str, table: Iterator[list[str]]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.append([mark])
    sheet.append(headings())
    for row in table:
        sheet.append(row)
    sheet.freeze_panes = "B3"
    sheet.oddHeader.center.text = mark.replace("&", "&&")
    sheet.oddFooter.center.text = "&P / &N"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    book.properties.description = mark
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
