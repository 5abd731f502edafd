"""Measuring ranges as annexes and requests write them: 0～600 ℃, (0.1 mg～200 g), ≤30 t (clause 4.2.4.1)."""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"[-+−]?\d+(?:\.\d+)?(?:[×x*]10\^?[-−]?\d+)?"
_UNIT = r"(?:°C|℃|%|Ω|[A-Za-zμµΩ]+(?:/[A-Za-z]+)?|吨|千克|公斤|克|毫克|米|毫米|厘米|升|毫升)"
_TO = r"(?:~|～|–|—|至|到|\.\.\.|…|-)"
_BETWEEN = re.compile(rf"({_NUMBER})\s*({_UNIT})?\s*{_TO}\s*({_NUMBER})\s*[)）]?\s*({_UNIT})?")
_UP_TO = re.compile(rf"(?:≤|<=|<|不大于|最大)\s*({_NUMBER})\s*({_UNIT})?")
_SINGLE = re.compile(rf"({_NUMBER})\s*({_UNIT})")
_POWER = re.compile(r"[×x*]10\^?([-−]?\d+)$")

_WORDS = {
    "吨": "t", "千克": "kg", "公斤": "kg", "克": "g", "毫克": "mg", "米": "m", "毫米": "mm", "厘米": "cm",
    "升": "L", "毫升": "mL", "°C": "℃", "C": "℃", "l": "L", "ml": "mL", "µm": "μm", "um": "μm",
}  # fmt: skip
_FAMILIES: dict[str, dict[str, str]] = {
    "g": {"μg": "1e-6", "mg": "1e-3", "g": "1", "kg": "1e3", "t": "1e6"},
    "m": {"nm": "1e-9", "μm": "1e-6", "mm": "1e-3", "cm": "1e-2", "m": "1", "km": "1e3"},
    "Pa": {"Pa": "1", "kPa": "1e3", "MPa": "1e6", "GPa": "1e9", "bar": "1e5"},
    "L": {"μL": "1e-6", "mL": "1e-3", "L": "1"},
    "V": {"μV": "1e-6", "mV": "1e-3", "V": "1", "kV": "1e3"},
    "A": {"μA": "1e-6", "mA": "1e-3", "A": "1", "kA": "1e3"},
    "N": {"mN": "1e-3", "N": "1", "kN": "1e3", "MN": "1e6"},
    "Hz": {"Hz": "1", "kHz": "1e3", "MHz": "1e6", "GHz": "1e9"},
    "Ω": {"mΩ": "1e-3", "Ω": "1", "kΩ": "1e3", "MΩ": "1e6"},
}
_SCALES = {unit: (base, Decimal(size)) for base, family in _FAMILIES.items() for unit, size in family.items()}
"""Unit → what it is measured in, and how much of it; other units are compared as they are written."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range in one unit, both ends within."""

    low: Decimal
    high: Decimal
    unit: str

    def covers(self, other: "Span") -> bool:
        """Tell whether ``other`` lies within, in the same quantity."""
        return self.unit == other.unit and self.low <= other.low and other.high <= self.high


def read_span(text: str) -> Span | None:
    """Read the first range in a text; a single value is a range of one point.

    Returns:
        The range in base units; None if there is none, or its two ends are of different quantities.
    """
    found = _BETWEEN.search(text)
    if found:
        return _span(found[1], found[2] or found[4] or "", found[3], found[4] or found[2] or "")
    found = _UP_TO.search(text)
    if found:
        return _span("0", found[2] or "", found[1], found[2] or "")
    found = _SINGLE.search(text)
    return _span(found[1], found[2], found[1], found[2]) if found else None


def _span(low: str, low_unit: str, high: str, high_unit: str) -> Span | None:
    first, first_unit = _measure(low, low_unit)
    last, last_unit = _measure(high, high_unit)
    if first_unit != last_unit or first > last:
        return None
    return Span(first, last, first_unit)


def _measure(number: str, unit: str) -> tuple[Decimal, str]:
    power = _POWER.search(number)
    plain = (number[: power.start()] if power else number).replace("−", "-")
    value = Decimal(plain)
    if power:
        value = value.scaleb(max(-30, min(30, int(power[1].replace("−", "-")))))
    named = _WORDS.get(unit, unit)
    base, size = _SCALES.get(named, (named, Decimal(1)))
    return value * size, base
