"""From the groups of a match to the fields of a number."""

import re

from onestop.standards.numbers import grammar as forms
from onestop.standards.numbers.model import Kind, Number
from onestop.standards.numbers.years import expand, is_plausible

_SPACED_SEPARATOR = re.compile(r" *([-/.:]) *|(?<=[A-Z]) +(?=[0-9])|(?<= ) +")
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", start=1)}
_PACKAGING = "YBB"
_PACKAGING_DIGITS = 8


def assemble(found: re.Match[str], code: str, nature: str, kind: Kind) -> tuple[Number, int]:
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
