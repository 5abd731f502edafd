"""Numbers as printed (rule 8 of spec 2.2)."""

import re
from typing import TYPE_CHECKING

from onestop.standards.numbers.years import expand_recent

if TYPE_CHECKING:
    from onestop.standards.numbers.model import Number

EM_DASH = "—"
DASHED_YEARS = frozenset(
    {"ASTM", "ANSI", "ANSI/ASME", "ASME", "API", "IEEE", "UL", "NFPA", "SAE", "GOST", "MIL-STD"}
)
_PRINTED = {"GUIDE": "Guide", "AMD": "Amd ", "COR": "Cor ", "ADD": "Add ", "GBN": "GBn"}
_AMENDMENT = re.compile(r"([A-Z]+)([0-9]+)(?:-([0-9]{4}))?")


def display(number: "Number") -> str:
    """The number as its body prints it: ``GB/T 19012—2019``, ``ISO 10002:2018``, ``20213297-T-469``.

    Args:
        number: Any number.

    Returns:
        Text that ``parse`` reads back to an equal number (a bare number excepted: it has no code).
    """
    if number.kind == "plan":
        return f"{number.number}-{number.nature}-{number.part}"
    text = _outside_china(number) if number.kind.outside_china else _chinese(number)
    return f"{text}/{display(number.dual)}" if number.dual else text


def _chinese(number: "Number") -> str:
    head = number.code_class
    if number.code == "GBN":
        head = head.replace("GBN", _PRINTED["GBN"])
    if number.kind == "local" and not number.nature and number.code[-1].isdigit():
        head += "/"
    text = f"{head} {number.number}".strip()
    if number.part:
        text += f".{number.part}"
    if number.year:
        text += EM_DASH + number.year
    if number.note:
        text += f"({number.note})"
    if number.amendment:
        text += "/" + number.amendment.replace("-", EM_DASH)
    return text


def _outside_china(number: "Number") -> str:
    head = number.code_class
    if number.nature == "GUIDE":
        head = f"{number.code} {_PRINTED['GUIDE']}"
    body = number.number
    if number.code == "JIS":
        body = f"{body[0]} {body[1:]}"
    if number.part:
        body += f"-{number.part}"
    return f"{head} {body}{_year(number)}{_amendment(number)}"


def _year(number: "Number") -> str:
    """American bodies write a dash, ASTM two digits where they are enough; all others a colon."""
    if not number.year:
        return ""
    if number.code == "ASTM" and expand_recent(number.year[2:]) == number.year:
        return f"-{number.year[2:]}"
    return f"-{number.year}" if number.code in DASHED_YEARS else f":{number.year}"


def _amendment(number: "Number") -> str:
    found = _AMENDMENT.fullmatch(number.amendment)
    if not found:
        return ""
    word, serial, year = found.groups()
    sign = "+" if word == "A" else "/"
    return f"{sign}{_PRINTED.get(word, word)}{serial}" + (f":{year}" if year else "")
