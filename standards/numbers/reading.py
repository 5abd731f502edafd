"""From matches of the grammar to numbers: which form stands at one place of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from onestop.standards.numbers import grammar as forms
from onestop.standards.numbers.assembly import assemble, kind_of
from onestop.standards.numbers.international import read_outside
from onestop.standards.numbers.keys import PLAN_CODE
from onestop.standards.numbers.model import Kind, Number
from onestop.standards.numbers.regions import PROVINCES
from onestop.standards.numbers.sectors import COMPANIES, SOCIETIES

_PLAN = re.compile(r"([0-9]{8}) {0,2}- {0,2}([TQZ]) {0,2}- {0,2}([0-9]{3})(?![0-9A-Z])")
_SLASH = re.compile(r" {0,2}/ {0,2}")
_SIZE = re.compile(r"[0-9] ?$")
_GAPS = re.compile(r"[-/ ]+")
_NOT_SOCIETIES = frozenset(
    {"ABLE", "ASK", "EAM", "EMP", "EST", "EXT", "HE", "IME", "OOL", "OP", "OTAL", "YPE"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands at a place: the likeliest number, where it ends, and what else the spelling may mean."""

    number: Number
    end: int
    others: tuple[Number, ...] = ()


def read_at(text: str, start: int, *, prose: bool = False) -> Reading | None:
    """Read the number that begins at a place.

    Args:
        text: Folded text in upper case.
        start: Where the number begins.
        prose: True for running text, False for a search box or a table's cell.

    Returns:
        The reading; None if no number begins there.
    """
    reading = _read_single(text, start, prose=prose)
    if reading is None or reading.number.kind is Kind.PLAN:
        return reading
    slash = _SLASH.match(text, reading.end)
    if not slash:
        return reading
    second = _read_single(text, slash.end(), prose=prose)
    if second is None or second.number.code == reading.number.code:
        return reading
    return replace(reading, number=replace(reading.number, dual=second.number), end=second.end)


def _read_single(text: str, start: int, *, prose: bool) -> Reading | None:
    first = text[start : start + 1]
    if first.isdigit():
        return _read_plan(text, start)
    patterns = forms.grammar(prose=prose)
    for pattern, build in _attempts(first, patterns):
        found = pattern.match(text, start)
        reading = build(found, prose=prose) if found else None
        if reading:
            return reading
    outside = read_outside(text, start, prose=prose)
    if outside:
        return Reading(*outside)
    found = patterns.unknown.match(text, start)
    return _read_unknown(found, prose=prose) if found else None


class _Builder(Protocol):
    def __call__(self, found: re.Match[str], *, prose: bool) -> Reading | None: ...


def _attempts(first: str, patterns: forms.Grammar) -> Iterator[tuple[re.Pattern[str], _Builder]]:
    """The forms that can begin with a letter, the most particular first."""
    if first == "D":
        yield patterns.local, _read_local
        yield patterns.local_glued, _read_local
    if first == "T":
        yield patterns.equipment, _read_plain
        yield patterns.group, _read_group
    if first == "Q":
        yield patterns.enterprise, _read_enterprise
    if first == "J":
        yield patterns.metrology, _read_metrology
    yield patterns.lettered, _read_plain
    yield patterns.composite, _read_plain
    yield patterns.plain, _read_plain
    if first in "TQ":
        yield patterns.glued, _read_glued


def _read_plan(text: str, start: int) -> Reading | None:
    found = _PLAN.match(text, start)
    if not found:
        return None
    serial, nature, year_body = found.groups()
    return Reading(Number(PLAN_CODE, serial, nature=nature, part=year_body, kind=Kind.PLAN), found.end())


def _read_plain(found: re.Match[str], *, prose: bool) -> Reading | None:
    letters = _GAPS.sub("", found["code"])
    code, nature, gap = forms.BY_LETTERS[letters], found["nature"] or "", found["gap"]
    if code == "DB" and not nature:
        return None  # without digits and without nature no place and no sector writes
    if prose and code == "GB" and not nature and _SIZE.search(found.string[: found.start()][-2:]):
        return None  # "16 GB 2019" is a size of memory
    number, end = assemble(found, code, nature, kind_of(code))
    return Reading(number, end, tuple(_other_plain(number, gap)))


def _other_plain(number: Number, gap: str | None) -> Iterator[Number]:
    """What else a spelling without its slash may mean."""
    code, nature = number.code, number.nature
    if code == forms.OCCUPATIONAL_HEALTH and not nature:
        yield replace(number, code="GB", nature="Z", kind=Kind.NATIONAL)
    elif code == "GB" and nature == "Z" and gap and "/" not in gap:
        yield replace(number, code=forms.OCCUPATIONAL_HEALTH, nature="", kind=Kind.OCCUPATIONAL_HEALTH)
    elif nature == "T" and gap == "" and code[0] in "TQ":
        kind = Kind.GROUP if code[0] == "T" else Kind.ENTERPRISE
        yield replace(number, code=f"{code[0]}/{code[1:]}T", nature="", kind=kind)


def _read_local(found: re.Match[str], *, prose: bool) -> Reading | None:
    region, groups = found["region"], found.groupdict()
    number, end = assemble(found, f"DB{found['sub']}{region}", groups.get("nature") or "", Kind.LOCAL)
    glued = "slash" not in groups
    loose = glued or (prose and groups["loose"] is not None)
    if region[:2] not in PROVINCES or (loose and not number.year):
        return None
    return Reading(number, end)


def _read_metrology(found: re.Match[str], *, prose: bool) -> Reading | None:
    place = found["place"] or found["bare"]
    if prose and found["bare"]:
        return None
    code = f"{found['code']}({place})" if place else found["code"]
    number, end = assemble(found, code, "", Kind.METROLOGY)
    return Reading(number, end)


def _read_group(found: re.Match[str], *, prose: bool) -> Reading | None:
    number, end = assemble(found, f"T/{found['code']}", "", Kind.GROUP)
    written = found.string[found.start() : found.start("code")]
    if "/" not in written and (prose or not (number.year or found["code"] in SOCIETIES)):
        return None
    return Reading(number, end)


def _read_enterprise(found: re.Match[str], *, prose: bool) -> Reading | None:
    company = found["code"].replace(" ", "")
    number, end = assemble(found, f"Q/{company}", "", Kind.ENTERPRISE)
    written = found.string[found.start() : found.start("code")]
    if "/" not in written and (prose or not (number.year or company in COMPANIES)):
        return None
    if prose and len(company) == 1 and not number.year:
        return None
    return Reading(number, end)


def _read_glued(found: re.Match[str], *, prose: bool) -> Reading | None:
    """``TCAS1.1``, ``QSH0289-2009``: believed with a year or for a body that everybody knows."""
    letter, code = found["letter"], found["code"]
    known = code in (SOCIETIES if letter == "T" else COMPANIES)
    kind = Kind.GROUP if letter == "T" else Kind.ENTERPRISE
    number, end = assemble(found, f"{letter}/{code}", "", kind)
    if code in _NOT_SOCIETIES or not (known or (number.year and not prose)):
        return None
    return Reading(number, end)


def _read_unknown(found: re.Match[str], *, prose: bool) -> Reading | None:
    """``PY/T 123-2025``: a code that the table does not know yet, in the form of an industry's."""
    number, end = assemble(found, found["code"], found["nature"], Kind.INDUSTRY)
    return None if prose and not number.year else Reading(number, end)
