"""The register as a table, in the columns that an import understands: what goes out comes back unchanged."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from django.db.models import Prefetch, QuerySet

from onestop.site.exporting import as_text
from onestop.standards.choices import Extent, Origin, RelationKind, StandardClass, Status
from onestop.standards.importing.cells import NATURE_WORDS, POLICY_WORDS, STATUS_WORDS
from onestop.standards.importing.columns import ADDRESS, COLUMNS, PUBLISHED, STATUS_TODAY, label_of
from onestop.standards.models import Standard, StandardRelation

CHUNK = 500
CLASSES = {
    StandardClass.NATIONAL: "国家标准",
    StandardClass.INDUSTRY: "行业标准",
    StandardClass.LOCAL: "地方标准",
    StandardClass.GROUP: "团体标准",
    StandardClass.ENTERPRISE: "企业标准",
    StandardClass.METROLOGY: "计量技术规范",
    StandardClass.EQUIPMENT: "特种设备安全技术规范",
    StandardClass.INTERNATIONAL: "国际标准",
    StandardClass.PLAN: "标准计划",
}


def _first_words(words: dict[str, str]) -> dict[str, str]:
    """Return for each value the first word that the import knows it by."""
    return {value: word for word, value in reversed(words.items())}


_STATUSES, _NATURES, _POLICIES = map(_first_words, (STATUS_WORDS, NATURE_WORDS, POLICY_WORDS))


def _listed(field: str) -> Callable[[Standard], str]:
    return lambda record: "|".join(getattr(record, field).splitlines())


def _edges(kind: RelationKind) -> Callable[[Standard], str]:
    def cell(record: Standard) -> str:
        return "|".join(_edge(edge) for edge in record.stated if edge.kind == kind)

    return cell


def _edge(edge: StandardRelation) -> str:
    parts = [edge.target_number]
    if edge.degree:
        parts.append(f"({edge.degree})")
    if edge.extent == Extent.PART:
        parts.append("（部分）")
    if edge.clause:
        parts.append(f"[{edge.clause}]")
    return " ".join(parts)


def _double_number(record: Standard) -> str:
    return "|".join(alias.number for alias in record.aliases.all())


def _name(field: str) -> Callable[[Standard], str]:
    return lambda record: str(getattr(record, field) or "")


_SPECIAL: dict[str, Callable[[Standard], Any]] = {
    "kind": lambda record: CLASSES.get(StandardClass(record.standard_class), ""),
    "nature": lambda record: _NATURES.get(record.nature, ""),
    "stated_status": lambda record: _STATUSES.get(record.stated_status, ""),
    "status_override": lambda record: _STATUSES.get(record.status_override, ""),
    "text_policy": lambda record: _POLICIES[record.text_policy],
    "ics": lambda record: "|".join(each.code for each in record.ics.all()),
    "ccs": lambda record: "|".join(each.code for each in record.ccs.all()),
    "amendments": lambda record: "|".join(each.label for each in record.amendments.all()),
    "links": lambda record: "|".join(f"{each.label} {each.url}" for each in record.links.all()),
    "aliases": _double_number,
    "replaces": _edges(RelationKind.REPLACES),
    "replaced_by": _edges(RelationKind.REPLACED_BY),
    "adopts": _edges(RelationKind.ADOPTS),
    "cites": _edges(RelationKind.CITES),
    **{name: _name(name) for name in Standard.agency_fields},
    **{name: _listed(name) for name in ("other_titles", "drafting_orgs", "drafters", "industry_chains")},
}
_DERIVED: dict[str, Callable[[Standard], Any]] = {
    STATUS_TODAY: lambda record: str(Status(record.status).label),
    PUBLISHED: lambda record: "是" if record.live else "否",
    ADDRESS: lambda record: record.get_absolute_url(),
}


def columns() -> list[str]:
    """Return the headers: those of an import, then what follows from the rest."""
    return [*map(label_of, COLUMNS), *_DERIVED]


def rows(records: QuerySet[Standard]) -> Iterator[list[Any]]:
    """Yield the cells of each record, fetching a chunk at a time."""
    fetched = (
        records.select_related(*Standard.agency_fields)
        .prefetch_related("ics", "ccs", "aliases", "amendments", "links", _stated())
        .iterator(chunk_size=CHUNK)
    )
    readers = [_SPECIAL.get(field) or _column(field) for field in COLUMNS]
    for record in fetched:
        yield [read(record) for read in (*readers, *_DERIVED.values())]


def _stated() -> Prefetch[str, Any, str]:
    edges = StandardRelation.objects.filter(origin=Origin.STATED)
    return Prefetch("relations", queryset=edges, to_attr="stated")


def _column(field: str) -> Callable[[Standard], Any]:
    return lambda record: getattr(record, field)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> bytes:
        """Return the text as it goes out."""
        return text.encode()


def as_csv(records: QuerySet[Standard]) -> Iterator[bytes]:
    """Yield a CSV file piece by piece, with the mark by which spreadsheet programs know UTF-8."""
    writer: Any = csv.writer(_Echo())
    yield b"\xef\xbb\xbf" + writer.writerow(columns())
    for row in rows(records):
        yield writer.writerow([as_text(_text(cell)) for cell in row])


def as_xlsx(records: QuerySet[Standard], output: BinaryIO) -> None:
    """Write a workbook; days as days, everything else as text that no program runs."""
    workbook = Workbook(write_only=True, iso_dates=True)
    sheet = workbook.create_sheet(title="标准")
    sheet.append(columns())
    for row in rows(records):
        sheet.append(_cells(sheet, row))
    workbook.save(output)


def _cells(sheet: Any, row: Iterable[Any]) -> Iterator[Any]:
    for value in row:
        shown: Any = value if isinstance(value, dt.date) else _text(value)
        cell = WriteOnlyCell(sheet, shown)
        if cell.data_type == "f":
            cell.data_type = "s"
        yield cell


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)
