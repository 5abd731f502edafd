"""Understanding one row: a standard, or an amendment of one, with everything that could not be understood."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from onestop.standards import numbers
from onestop.standards.choices import Degree, RelationKind, StandardClass, Status
from onestop.standards.classifications import CCS_CODE, ICS_CODE
from onestop.standards.importing import cells, edges
from onestop.standards.importing.columns import Header, label_of
from onestop.standards.importing.edges import Edge
from onestop.standards.importing.reasons import NOT_OF_THE_SOURCE, Problem, Reason
from onestop.standards.importing.tables import Row
from onestop.standards.importing.workbooks import FORMULA
from onestop.standards.kinds import class_of
from onestop.standards.models import Standard

CLASS_WORDS: tuple[tuple[str, StandardClass], ...] = (
    ("国家标准", StandardClass.NATIONAL),
    ("国标", StandardClass.NATIONAL),
    ("行业标准", StandardClass.INDUSTRY),
    ("地方标准", StandardClass.LOCAL),
    ("团体标准", StandardClass.GROUP),
    ("企业标准", StandardClass.ENTERPRISE),
    ("国际", StandardClass.INTERNATIONAL),
    ("国外", StandardClass.INTERNATIONAL),
    ("计量", StandardClass.METROLOGY),
    ("特种设备", StandardClass.EQUIPMENT),
    ("计划", StandardClass.PLAN),
)
"""Word in the column of the class → class of the numbers that it fits."""

_AMENDMENT = re.compile(r"XG([0-9]{1,3})(?:-([0-9]{4}))?")
_TITLE = re.compile(r"[一-鿿]|[^\W\d_]{2}", re.UNICODE)
_NO_WORD = re.compile(r"\W|_", re.UNICODE)
_PLACE = re.compile(r"^[【\[][^】\]]{1,12}[】\]]")
_HAN = re.compile(r"[一-鿿]")
_ENOUGH_HAN = 4
AGENCY_LIMIT = 200


@dataclass(slots=True)
class Entry:
    """What a row says.

    Attributes:
        line: where it stands in the file.
        number: its number; ``None`` if that could not be read.
        values: columns of ``Standard`` that the row fills; agencies by their names.
        ics: codes; not yet looked up.
        ccs: codes; well-formed.
        edges: other standards that it names.
        aliases: further numbers that lead to it.
        amendments: serial and year of its amendments.
        links: label and address of official pages.
        problems: what was not understood.
    """

    line: int
    written: str = ""
    number: numbers.Number | None = None
    values: dict[str, Any] = field(default_factory=dict)
    ics: list[str] = field(default_factory=list)
    ccs: list[str] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    aliases: list[numbers.Number] = field(default_factory=list)
    amendments: list[tuple[int, int | None]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether the row cannot be taken."""
        return any(problem.refuses for problem in self.problems)

    @property
    def is_amendment(self) -> bool:
        """Whether the row describes an amendment (``GB 175—2007/XG1—2009``) rather than a standard."""
        return bool(self.number and self.number.amendment)

    @property
    def notes(self) -> list[str]:
        """What is kept with the record for an editor: the field, what stood there, and the reason."""
        return [
            problem.value
            if problem.reason is Reason.NOTE
            else f"{label_of(problem.field)}：{problem.value}（{problem.message}）"
            for problem in self.problems
            if problem.reason not in NOT_OF_THE_SOURCE
        ]

    def note(self, name: str, reason: Reason, value: str = "", detail: str = "") -> None:
        """Keep a problem."""
        self.problems.append(Problem(name, reason, value.removeprefix(FORMULA[:1]), detail))


def understand(header: Header, row: Row) -> Entry:
    """Return what a row says; whatever it holds, nothing is raised."""
    values = header.values(row.cells)
    entry = Entry(row.line, written=values.get("number", "").replace(FORMULA, ""))
    if any(cell.strip() for cell in row.cells[header.width :]):
        entry.note("number", Reason.COLUMNS_SHIFTED, " | ".join(row.cells[header.width :]))
    for name in [name for name, value in values.items() if value == FORMULA]:
        entry.note(name, Reason.FORMULA)
        del values[name]
    _read_number(entry, values)
    if entry.refused or entry.number is None:
        return entry
    _read_plain(entry, values)
    _read_title(entry, values)
    _read_classes(entry, values)
    _compare_kind(entry, values.get("kind", ""))
    _read_edges(entry, values)
    _read_lists(entry, values)
    _read_texts(entry, values)
    _check_dates(entry)
    _check_sizes(entry)
    return entry


def _read_number(entry: Entry, values: dict[str, str]) -> None:
    written = values.get("number", "")
    number = numbers.parse(written)
    if not written:
        entry.note("number", Reason.NUMBER_MISSING, values.get("title", ""))
    elif number is None or number.bare:
        bare = numbers.interpret(written).kind is numbers.QueryKind.BARE_NUMBER
        entry.note("number", Reason.NUMBER_WITHOUT_CODE if bare else Reason.NUMBER_UNREADABLE, written)
    elif not number.year and class_of(number) != StandardClass.PLAN:
        entry.note("number", Reason.NUMBER_WITHOUT_YEAR, written)
    elif not number.plausible_year:
        entry.note("number", Reason.NUMBER_YEAR, written)
    elif len(number.full_key) > _limit("full_key"):
        entry.note("number", Reason.NUMBER_TOO_LONG, written)
    else:
        entry.number = number
        if number.dual:
            entry.aliases.append(number.dual)
            entry.edges.append(Edge(RelationKind.ADOPTS, number.dual, degree=Degree.IDT))


def _read_plain(entry: Entry, values: dict[str, str]) -> None:
    """Read the fields that need nothing but their own cell."""
    for name, text in values.items():
        reader = cells.READERS.get(name)
        if reader and (value := reader(name, text, entry.note)):
            entry.values[name] = value
    if entry.values.get("status_override") and not entry.values.get("override_reason"):
        entry.note("status_override", Reason.REASON_MISSING, values["status_override"])
        del entry.values["status_override"]


def _read_title(entry: Entry, values: dict[str, str]) -> None:
    title = " ".join(values.get("title", "").split())
    if title.startswith("《") and title.endswith("》") and "《" not in title[1:]:
        title = title[1:-1]
    if not title:
        return
    if _same(title, entry.written):
        other = entry.values.get("other_titles", "").partition("\n")[0]
        if len(_HAN.findall(other)) >= _ENOUGH_HAN and not any(numbers.find_all(other)):
            entry.note("title", Reason.TITLE_IS_NUMBER, title, f"“{other}”")
            entry.values["title"] = other
        else:
            entry.note("title", Reason.TITLE_UNREADABLE, title)
    elif not _TITLE.search(title) or title.startswith("]("):
        entry.note("title", Reason.TITLE_UNREADABLE, title)
    else:
        entry.values["title"] = title


def _same(title: str, number: str) -> bool:
    folded = _NO_WORD.sub("", cells.plain(title)).casefold()
    return folded == _NO_WORD.sub("", cells.plain(number)).casefold()


def _read_classes(entry: Entry, values: dict[str, str]) -> None:
    """Read ICS and CCS."""
    for code in cells.codes(values.get("ics", "")):
        if ICS_CODE.fullmatch(code):
            entry.ics.append(code)
        else:
            entry.note("ics", Reason.ICS_UNKNOWN, code)
    for code in cells.codes(values.get("ccs", "")):
        if CCS_CODE.fullmatch(code):
            entry.ccs.append(code)
        else:
            entry.note("ccs", Reason.CCS_UNREADABLE, code)


def _compare_kind(entry: Entry, stated: str) -> None:
    """Note a stated class that does not fit the number."""
    own = StandardClass(class_of(entry.number)) if entry.number else StandardClass.OTHER
    if not stated or any(own is named for word, named in CLASS_WORDS if word in stated):
        return
    if stated not in (own.value, str(own.label)):
        entry.note("kind", Reason.KIND_CONFLICT, stated, str(own.label))


def _read_edges(entry: Entry, values: dict[str, str]) -> None:
    own = entry.number.full_key if entry.number else ""
    for name in edges.KINDS:
        for edge in edges.read(name, values.get(name, ""), entry.note):
            if edge.number.full_key == own:
                entry.note(name, Reason.RELATION_TO_ITSELF, str(edge.number))
            else:
                entry.edges.append(edge)


def _read_lists(entry: Entry, values: dict[str, str]) -> None:
    """Read amendments, further numbers and links."""
    for piece in _pieces(values, "amendments"):
        found = _AMENDMENT.search(cells.plain(piece).upper().replace("—", "-"))
        if found:
            entry.amendments.append((int(found[1]), int(found[2]) if found[2] else None))
        else:
            entry.note("amendments", Reason.RELATION_UNREADABLE, piece)
    for piece in _pieces(values, "aliases"):
        other = numbers.parse(piece)
        if other and not other.bare:
            entry.aliases.append(other)
        else:
            entry.note("aliases", Reason.RELATION_UNREADABLE, piece)
    for piece in _pieces(values, "links"):
        label, _space, url = piece.rpartition(" ")
        if cells.is_address(url):
            entry.links.append((label or url, url))
        else:
            entry.note("links", Reason.URL_UNREADABLE, piece)


def _pieces(values: dict[str, str], name: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[|\n]+", values.get(name, "")) if piece.strip()]


def _read_texts(entry: Entry, values: dict[str, str]) -> None:
    """Read scope and notes."""
    scope = values.get("scope", "")
    if scope and not _repeats(scope, entry.written, values.get("title", "")):
        entry.values["scope"] = scope
    if "import_notes" in values:
        entry.note("import_notes", Reason.NOTE, values["import_notes"])


def _repeats(scope: str, number: str, title: str) -> bool:
    """Return whether a “scope” only repeats number and title, as catalogues without a summary do."""
    rest = _NO_WORD.sub("", cells.plain(_PLACE.sub("", scope)))
    for said in (number, title):
        rest = rest.replace(_NO_WORD.sub("", cells.plain(said)), "")
    return not rest


def _check_dates(entry: Entry) -> None:
    """Leave out dates that contradict each other; note a year of issue far from the number's."""
    for earlier, later in (("issued_on", "effective_on"), ("effective_on", "withdrawn_on")):
        first, second = entry.values.get(earlier), entry.values.get(later)
        if first and second and second < first:
            entry.note(later, Reason.DATES_OUT_OF_ORDER, f"{first} > {second}", label_of(earlier))
            del entry.values[earlier], entry.values[later]
    issued: dt.date | None = entry.values.get("issued_on")
    if issued and entry.number and entry.number.year and abs(issued.year - int(entry.number.year)) > 1:
        entry.note("issued_on", Reason.YEAR_AGAINST_ISSUE, str(issued))


def _check_sizes(entry: Entry) -> None:
    """Leave out texts that do not fit their column."""
    for name, value in list(entry.values.items()):
        agency = name in Standard.agency_fields
        limit = AGENCY_LIMIT if agency else _limit(name)
        if limit and isinstance(value, str) and len(value) > limit and value not in Status.values:
            reason = Reason.AGENCY_TOO_LONG if agency else Reason.TEXT_TOO_LONG
            entry.note(name, reason, value)
            del entry.values[name]


def _limit(name: str) -> int:
    """Return how many characters a column takes; 0 for any number."""
    return getattr(Standard._meta.get_field(name), "max_length", None) or 0  # noqa: SLF001 - Django's public API
