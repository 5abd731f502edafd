"""Keys of a number: what is stored, indexed and compared (rule 7 of spec 2.2).

Raise ``KEY_VERSION`` whenever a key of an existing number changes, and back-fill the stored columns.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.standards.numbers.model import Number

KEY_VERSION = 1

PLAN_CODE = "PLAN"
_SPACED_TYPES = re.compile(r"IEC|IEEE|CISPR")
_SEPARATORS = re.compile(r"[^0-9A-Z.~一-鿿]")
_LEADING_ZEROS = re.compile(r"^([^0-9]*)0+(?=[0-9])")
_SLUG_CODE = str.maketrans({"/": "-", "-": "_", " ": "-", "(": "-", ")": None})
_SLUG_NUMBER = str.maketrans({".": "_", "/": "--", " ": "__", "~": "---", ":": "____"})
_SLUG_NOTE = (("局部修订", "rev"), ("版", "ed"))

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RANK = {char: index for index, char in enumerate(_ALPHABET, start=1)}
_BASE = len(_ALPHABET) + 1
_CODE_CHARS, _NATURES, _NUMBERS, _PARTS, _YEARS, _FIRST = 5, 3, 1_000_000, 400, 110, 1948
_PLAIN_NUMBERS = _NUMBERS // 2  # the other half is of numbers that begin with a letter, as TSG D0001
_NATURE_RANK = {"": 0, "T": 1}


def code_class(number: "Number") -> str:
    """Code and nature as printed: ``GB/T``, ``IEC TR``, ``JJG(新)``."""
    if not number.nature:
        return number.code
    if number.code == PLAN_CODE:
        return PLAN_CODE
    spaced = number.nature == "GUIDE" or (number.kind.outside_china and _SPACED_TYPES.search(number.code))
    return f"{number.code}{' ' if spaced else '/'}{number.nature}"


def full_key(number: "Number") -> str:
    """Class, number, part, year, and the edition note if there is one, separated by bars."""
    key = f"{code_class(number)}|{number.number}|{number.part}|{number.year}"
    return f"{key}|{number.note}" if number.note else key


def base_key(number: "Number") -> str:
    """Class, number and part: equal for all editions."""
    return f"{code_class(number)}|{number.number}|{number.part}"


def family_key(number: "Number") -> str:
    """Class and number: equal for all parts of all editions."""
    return f"{code_class(number)}|{number.number}"


def loose_key(number: "Number") -> str:
    """Everything but the year without separators and without leading zeros of the number."""
    head = _SEPARATORS.sub("", code_class(number))
    body = _LEADING_ZEROS.sub(r"\1", _SEPARATORS.sub("", number.number))
    part = number.part.replace("-", ".")
    return f"{head}{body}.{part}" if part else head + body


def slug(number: "Number") -> str:
    """Lower-case letters, digits, dashes, underscores: ``gb-t-19012-2019``, with a part ``gb-t-1_1-2020``.

    Bars of ``full_key`` become dashes; other separators inside a number become runs that no other
    number has, so that two full keys never share a slug.
    """
    pieces = [code_class(number).translate(_SLUG_CODE)] if number.code else []
    body = number.number.translate(_SLUG_NUMBER)
    pieces.append(f"{body}_{number.part.replace('.', '_')}" if number.part else body)
    if number.year:
        pieces.append(number.year)
    if number.note:
        pieces.append(_note_slug(number.note))
    return "-".join(pieces).lower()


def _note_slug(note: str) -> str:
    """``2018年版`` to ``ed2018``."""
    for word, short in _SLUG_NOTE:
        if note.endswith(word):
            return f"{short}{note[:4]}"
    return note


def sort_key(number: "Number") -> int:
    """A mixed-radix integer of code, nature, number, first part, year; larger values are clipped."""
    key = 0
    for char in _code_letters(number.code):
        key = key * _BASE + _RANK[char]
    key = key * _NATURES + _NATURE_RANK.get(number.nature, _NATURES - 1)
    lettered = number.number[:1].isalpha()
    serial = min(_first_integer(number.number), _PLAIN_NUMBERS - 1) + lettered * _PLAIN_NUMBERS
    key = key * _NUMBERS + serial
    key = key * _PARTS + min(_first_integer(number.part), _PARTS - 1)
    year = max(int(number.year) - _FIRST, 1) if number.year else 0
    return key * _YEARS + min(year, _YEARS - 1)


def _code_letters(code: str) -> str:
    """The code as five letters or digits; a local one gives up its B so that a city keeps its four digits."""
    letters = "".join(char for char in code.upper() if char in _RANK)
    if letters[:2] == "DB" and letters[2:].isdigit():
        letters = "D" + letters[2:]
    return letters[:_CODE_CHARS].ljust(_CODE_CHARS, "0")


def _first_integer(text: str) -> int:
    found = re.search(r"[0-9]+", text)
    return int(found[0]) if found else 0
