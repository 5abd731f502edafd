"""Numbers inside running text: references in articles, lists of replaced standards."""

import re
from collections.abc import Iterator

from onestop.standards.numbers.model import Kind, Number
from onestop.standards.numbers.reading import Reading, read_at
from onestop.standards.numbers.text import ascii_upper, fold

_START = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z](?=[A-Za-z /-])|[0-9]{8}(?=-[TQZ]-))")
_SURE_IN_ANY_CASE = (Kind.NATIONAL, Kind.OCCUPATIONAL_HEALTH, Kind.LOCAL)
_SHORTEST_SECTOR_NUMBER = 2


def find_all(text: str) -> Iterator[tuple[int, int, Number]]:
    """Find the standards' numbers in running text, from left to right, without overlap.

    Args:
        text: Text of any length.

    Yields:
        Start and end in ``text`` itself, and the number.
    """
    folded = fold(text)
    upper = ascii_upper(folded)
    place = 0
    while found := _START.search(folded, place):
        start = found.start()
        reading = read_at(upper, start, prose=True)
        if reading and _believable(reading, folded[start : reading.end]):
            yield start, reading.end, reading.number
            place = reading.end
        else:
            place = start + 1


def _believable(reading: Reading, written: str) -> bool:
    """Running text is full of letters before digits: a code is upper-case, a sector's number longer."""
    number = reading.number
    letters = written[: len(number.code)]
    if letters != ascii_upper(letters) and number.kind not in _SURE_IN_ANY_CASE:
        return False
    plain_sector = number.kind is Kind.INDUSTRY and not (number.nature or number.year or number.part)
    return not (plain_sector and len(number.number) < _SHORTEST_SECTOR_NUMBER)
