"""One standard's number from one text: a table's cell, a form field, an address."""

import re

from onestop.standards.numbers.labels import spell_out_alias, strip_label
from onestop.standards.numbers.model import Number
from onestop.standards.numbers.reading import read_at
from onestop.standards.numbers.text import MAX_NUMBER, clean

_AROUND = " ,;:.、。；：!?！？|"
_BRACKETED = re.compile(r"\((.*)\)")
_TRAILING = re.compile(r"[ ,;:.、。!?|)年]*")


def parse(text: str) -> Number | None:
    """Read a text that is one standard's number, however it is spelled.

    Args:
        text: Anything. A label before the number and punctuation around it are allowed, other words are not.

    Returns:
        The number; None if the text is not one number. Never raises.
    """
    if not isinstance(text, str) or not 0 < len(text) <= MAX_NUMBER:
        return None
    cleaned = clean(text).strip(_AROUND)
    bracketed = _BRACKETED.fullmatch(cleaned)
    spellings = spell_out_alias(bracketed[1].strip() if bracketed else cleaned)
    numbers = [_whole(spelling) or _whole(strip_label(spelling)) for spelling in spellings]
    one_code = len({number and number.code for number in numbers}) == 1
    return numbers[0] if one_code else None  # 地标 alone is a guess


def _whole(text: str) -> Number | None:
    reading = read_at(text, 0)
    if reading is None or not _TRAILING.fullmatch(text, reading.end):
        return None
    return reading.number
