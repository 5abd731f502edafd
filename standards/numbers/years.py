"""Years in numbers (rule 5 of spec 2.2): 1949 to two years ahead; two digits mean the last century."""

import time

FIRST_YEAR = 1949
YEARS_AHEAD = 2
_CENTURY = 100


def last_year() -> int:
    """The latest year that a number issued or announced today can carry."""
    return time.gmtime().tm_year + YEARS_AHEAD


def is_plausible(year: str) -> bool:
    """True for a four-digit year that a Chinese standard can carry."""
    return len(year) == len("1949") and year.isdigit() and FIRST_YEAR <= int(year) <= last_year()


def expand(year: str) -> str:
    """Two digits to four: ``93`` to ``1993``; four digits and the empty string stay."""
    return f"19{year}" if len(year) == len("93") else year


def expand_recent(year: str) -> str:
    """Two digits to four where bodies still write them (ASTM ``D638-14``): the latest year that can be."""
    if len(year) != len("14"):
        return year
    recent = last_year() // _CENTURY * _CENTURY + int(year)
    return str(recent if recent <= last_year() else recent - _CENTURY)
