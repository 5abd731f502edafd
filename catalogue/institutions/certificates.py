"""The number of a CMA certificate: what its twelve digits say, and whether they can be one.

Source: the numbering of 检验检测机构资质认定证书: year (2), issuer (2), field (2), industry (2), serial (4).
"""

import datetime as dt
import re
from dataclasses import dataclass

_FORM = re.compile(r"(?P<year>\d{2})(?P<issuer>\d{2})(?P<field>\d{2})(?P<industry>\d{2})(?P<serial>\d{4})")
_SEPARATORS = re.compile(r"[\s.·-]+")
CENTURY = 2000


@dataclass(frozen=True, slots=True)
class CmaNumber:
    """A certificate number in its parts."""

    year: int
    issuer: str
    field: str
    industry: str
    serial: str


def tidy(text: str) -> str:
    """Return a number without spaces, dots and dashes, its digits in one width."""
    digits = text.translate({0xFF10 + each: str(each) for each in range(10)})
    return _SEPARATORS.sub("", digits)


def read_cma(text: str, today: dt.date) -> CmaNumber | None:
    """Read a CMA certificate number.

    Args:
        text: as printed; spaces and dots between the groups are allowed.
        today: no certificate is of a year to come.

    Returns:
        Its parts; None if it is not twelve digits, or names a year to come.
    """
    found = _FORM.fullmatch(tidy(text)) if text.isascii() or tidy(text).isascii() else None
    if found is None:
        return None
    year = CENTURY + int(found["year"])
    if year > today.year:
        return None
    return CmaNumber(year, found["issuer"], found["field"], found["industry"], found["serial"])
