"""The keys under which a number is indexed and looked up (spec 2.2).

All kinds of keys share one field and cannot be mistaken for one another: a full key has three bars, a base
key two, a family key one, a loose key none. The same keys without a code stand for a number typed without one
(``19012``).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from onestop.standards.numbers import Number

SHORTEST_PREFIX = 2
LONGEST_PREFIX = 24
_NOT_IN_PREFIX = re.compile(r"[^0-9A-Z.一-鿿]")
_INTEGER = re.compile(r"[0-9]+")


def keys_of(number: Number) -> Iterator[str]:
    """Yield every key under which the standard of this number is found."""
    own = number.parent
    plain = replace(own, note="")
    for each in (own, plain, _without_code(plain)):
        yield each.full_key
        yield each.base_key
        yield each.family_key
        yield each.loose_key
        yield dated_loose_key(each)
    if number.dual:
        yield from keys_of(number.dual)


class Stored(Protocol):
    """The columns of a record that hold its number (``NumberKeys``)."""

    full_key: str
    base_key: str
    family_key: str
    loose_key: str
    serial: str
    part: str
    year: int | None


def stored_keys(record: Stored) -> list[str]:
    """Return ``keys_of`` the record's number from its columns, without reading the number again."""
    year = str(record.year or "")
    plain = f"{record.base_key}|{year}"
    bare = Number("", record.serial, part=record.part, year=year)
    return [
        *(record.full_key, record.base_key, record.family_key, record.loose_key),
        f"{record.loose_key}@{year}",
        *([plain] if plain != record.full_key else ()),
        *(bare.full_key, bare.base_key, bare.family_key, bare.loose_key, dated_loose_key(bare)),
    ]


def stored_prefixes(record: Stored) -> list[str]:
    """Return ``prefixes_of`` the record's number from its columns."""
    bare = Number("", record.serial, part=record.part).loose_key
    return [*_beginnings(prefix_key(f"{record.loose_key}{record.year or ''}")), *_beginnings(bare)]


def dated_loose_key(number: Number) -> str:
    """Return ``GBT19012@2019``: the loose key of one edition."""
    return f"{number.loose_key}@{number.year}"


def prefixes_of(number: Number) -> Iterator[str]:
    """Yield the beginnings of the number by which suggestions find it, with and without its code."""
    yield from _beginnings(prefix_key(number.loose_key + number.year))
    yield from _beginnings(_without_code(number).loose_key)


def _beginnings(whole: str) -> list[str]:
    return [whole[:end] for end in range(SHORTEST_PREFIX, min(len(whole), LONGEST_PREFIX) + 1)]


def prefix_key(text: str) -> str:
    """Return what somebody has typed so far as a beginning: ``gb/t 190`` is ``GBT190``."""
    return _NOT_IN_PREFIX.sub("", text.upper())[:LONGEST_PREFIX]


def first_integer(text: str) -> int:
    """Return the first run of digits as a number, 0 if there is none."""
    found = _INTEGER.search(text)
    return int(found[0]) if found else 0


def _without_code(number: Number) -> Number:
    return Number("", number.number, part=number.part, year=number.year)
