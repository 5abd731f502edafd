"""From matches of the grammar to numbers: which form stands at one place of a text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onestop.standards.numbers import grammar as forms
from onestop.standards.numbers.international import read_outside
from onestop.standards.numbers.keys import PLAN_CODE
from onestop.standards.numbers.model import Kind, Number
from onestop.standards.numbers.regions import PROVINCES
from onestop.standards.numbers.sectors import COMPANIES, SOCIETIES
from onestop.standards.numbers.years import expand, is_plausible

_PLAN = re.compile(r"([0-9]{8}) {0,2}- {0,2}([TQZ]) {0,2}- {0,2}([0-9]{3})(?![0-9A-Z])")
_SLASH = re.compile(r" {0,2}/ {0,2}")
_GAPS = re.compile(r"[-/ ]+")
_SPACED_SEPARATOR = re.compile(r" ?([-/.:]) ?|(?<=[A-Z]) (?=[0-9])")
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", start=1)}
_NOT_SOCIETIES = frozenset("YPE ABLE EST OP EAM ASK EXT HE EMP IME OOL RUE OTAL".split())
_PACKAGING = "YBB"
_PACKAGING_DIGITS = 8


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
        reading = build(found, prose) if found else None
        if reading:
            return reading
    outside = read_outside(text, start, prose=prose)
    if outside:
        return Reading(*outside)
    found = patterns.unknown.match(text, start)
    return _read_unknown(found, prose) if found else None


_Builder = Callable[[re.Match[str], bool], Reading | None]


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


def _read_plain(found: re.Match[str], prose: bool) -> Reading | None:
    letters = _GAPS.sub("", found["code"])
    code, nature, gap = forms.BY_LETTERS[letters], found["nature"] or "", found["gap"]
    if code == "DB" and not nature:
        return None  # without digits and without nature no place and no sector writes
    if (
        prose
        and not nature
        and code == "GB"
        and re.search(r"[0-9] ?$", found.string[max(0, found.start() - 2) : found.start()])
    ):
        return None  # "16 GB 2019" is a size of memory
    number, end = _assemble(found, code, nature, kind_of(code))
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


def _read_local(found: re.Match[str], prose: bool) -> Reading | None:
    region, groups = found["region"], found.groupdict()
    glued = "loose" not in groups
    if (
        region[:2] not in PROVINCES
        or (glued and not found["year"])
        or (prose and groups.get("loose") == "  ")
    ):
        return None
    number, end = _assemble(found, f"DB{found['sub']}{region}", groups.get("nature") or "", Kind.LOCAL)
    return Reading(number, end)


def _read_metrology(found: re.Match[str], prose: bool) -> Reading | None:
    place = found["place"] or found["bare"]
    if prose and found["bare"]:
        return None
    code = f"{found['code']}({place})" if place else found["code"]
    number, end = _assemble(found, code, "", Kind.METROLOGY)
    return Reading(number, end)


def _read_group(found: re.Match[str], prose: bool) -> Reading | None:
    number, end = _assemble(found, f"T/{found['code']}", "", Kind.GROUP)
    written = found.string[found.start() : found.start("code")]
    if "/" not in written and (prose or not (number.year or found["code"] in SOCIETIES)):
        return None
    return Reading(number, end)


def _read_enterprise(found: re.Match[str], prose: bool) -> Reading | None:
    company = found["code"].replace(" ", "")
    number, end = _assemble(found, f"Q/{company}", "", Kind.ENTERPRISE)
    written = found.string[found.start() : found.start("code")]
    if "/" not in written and (prose or not (number.year or company in COMPANIES)):
        return None
    return Reading(number, end)


def _read_glued(found: re.Match[str], prose: bool) -> Reading | None:
    """``TCAS1.1``, ``QSH0289-2009``: believed with a year or for a body that everybody knows."""
    letter, code = found["letter"], found["code"]
    known = code in (SOCIETIES if letter == "T" else COMPANIES)
    kind = Kind.GROUP if letter == "T" else Kind.ENTERPRISE
    number, end = _assemble(found, f"{letter}/{code}", "", kind)
    if code in _NOT_SOCIETIES or not (known or (number.year and not prose)):
        return None
    return Reading(number, end)


def _read_unknown(found: re.Match[str], prose: bool) -> Reading | None:
    """``PY/T 123-2025``: a code that the table does not know yet, in the form of an industry's."""
    number, end = _assemble(found, found["code"], found["nature"], Kind.INDUSTRY)
    return None if prose and not number.year else Reading(number, end)


def _assemble(found: re.Match[str], code: str, nature: str, kind: Kind) -> tuple[Number, int]:
    """The number of a match and its end, which is earlier where a supposed year turns out to be none."""
    groups = found.groupdict()
    year, end = expand(groups["year"] or ""), found.end()
    spaced = groups.get("syear") or groups.get("byear") or ""
    if spaced and is_plausible(spaced):
        year = spaced
    elif spaced:
        end = found.start("syear" if groups.get("syear") else "byear")
    text = _SPACED_SEPARATOR.sub(lambda match: match[1] or "", found["num"]).strip()
    part = groups["part"].replace(" ", "").strip(".")
    if groups.get("dpart"):
        text, part = text.removesuffix(f"-{groups['dpart']}"), groups["dpart"] or ""
    if code == _PACKAGING and len(text) == _PACKAGING_DIGITS and not year and is_plausible(text[4:]):
        text, year = text[:4], text[4:]
    number = Number(code, text, nature, part, year, _amendment(groups), None, _note(groups), kind)
    return number, end


def _note(groups: dict[str, str | None]) -> str:
    if not groups["edyear"]:
        return ""
    return f"{groups['edyear']}年{'版' if groups['edword'] == '版' else '局部修订'}"


def _amendment(groups: dict[str, str | None]) -> str:
    if groups["xghan"]:
        return f"XG{han_integer(groups['xghan'])}"
    if not groups["xg"]:
        return ""
    return f"XG{int(groups['xg'])}" + (f"-{groups['xgyear']}" if groups["xgyear"] else "")


def han_integer(text: str) -> int:
    """``3``, ``三``, ``十二``: the serial of an amendment; nonsense gives a number too, never an error."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = _NUMERALS.get(ones[-1:], 0)
    return value + 10 * _NUMERALS.get(tens[-1:], 1) if ten else value


def kind_of(code: str) -> Kind:
    """Who issues numbers with a plain code."""
    if code in forms.NATIONAL:
        return Kind.NATIONAL
    if code in forms.LOCAL_ENGINEERING:
        return Kind.LOCAL
    special = {
        forms.OCCUPATIONAL_HEALTH: Kind.OCCUPATIONAL_HEALTH,
        forms.MILITARY: Kind.MILITARY,
        forms.EQUIPMENT: Kind.EQUIPMENT,
        forms.LEGACY_GROUP: Kind.GROUP,
    }
    return special.get(code, Kind.INDUSTRY)
