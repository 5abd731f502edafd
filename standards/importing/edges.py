"""Reading a cell that names other standards: 代替, 被代替, 采用, 引用."""

import re
from dataclasses import dataclass

from onestop.standards import numbers
from onestop.standards.choices import Degree, Extent, RelationKind
from onestop.standards.importing.cells import Note, plain
from onestop.standards.importing.reasons import Reason

KINDS = {
    "replaces": RelationKind.REPLACES,
    "replaced_by": RelationKind.REPLACED_BY,
    "adopts": RelationKind.ADOPTS,
    "cites": RelationKind.CITES,
}

_PIECES = re.compile(r"[|;；\n]+|[、，,]\s*(?=[A-Z])")
_COMMITTEE = re.compile(r"(?:SAC|ISO|IEC)?/?\s*(?:J?TC|SC|WG)\s*/?[0-9]+|委员会|标委会|归口", re.IGNORECASE)
_PART = re.compile(r"[(（]?\s*部分(?:代替|替代|被代替)?\s*[)）]?")
_FULL = re.compile(
    r"[(（]?\s*(?:全部)?(?:被|已被)?(?:代替|替代|取代|废止)\s*[)）:：]?|[(（]\s*全部\s*[)）]|[《》]"
)
_DEGREE = re.compile(r"[(（]?\b(IDT|MOD|NEQ|EQV)\b[)）,，]?", re.IGNORECASE)
_CLAUSE = re.compile(r"\[([^\]]{1,40})\]")
_NOTHING = re.compile(r"[\s,，.。:：()（）等和及与、]*")


@dataclass(frozen=True, slots=True)
class Edge:
    """A stated edge to a number, before its record is known."""

    kind: str
    number: numbers.Number
    extent: str = Extent.FULL
    degree: str = ""
    clause: str = ""


def read(field: str, text: str, note: Note) -> list[Edge]:
    """Return the edges that a cell states; what is no number is noted."""
    found: list[Edge] = []
    for piece in _PIECES.split(plain(text)):
        if piece and not _NOTHING.fullmatch(piece):
            found += _read_piece(field, piece.strip(), note)
    return list(dict.fromkeys(found))


def _read_piece(field: str, piece: str, note: Note) -> list[Edge]:
    kind = KINDS[field]
    clause = _CLAUSE.search(piece)
    degree = _DEGREE.search(piece) if kind is RelationKind.ADOPTS else None
    bare = _CLAUSE.sub(" ", _DEGREE.sub(" ", piece) if degree else piece)
    part = _PART.search(bare)
    bare = _FULL.sub(" ", _PART.sub(" ", bare)).strip()
    named = _named(bare)
    if not named.numbers:
        committee = _COMMITTEE.search(bare)
        note(field, Reason.RELATION_COMMITTEE if committee else Reason.RELATION_UNREADABLE, piece)
    elif named.words:
        note(field, Reason.RELATION_WITH_WORDS, piece)
    edges = []
    for number in named.numbers:
        if number.amendment:
            note(field, Reason.RELATION_AMENDMENT, str(number))
            continue
        edges.append(
            Edge(
                kind,
                number.parent,
                Extent.PART if part else Extent.FULL,
                Degree(degree[1].upper()) if degree else "",
                clause[1].strip() if clause else "",
            )
        )
    return edges


@dataclass(frozen=True, slots=True)
class _Named:
    numbers: list[numbers.Number]
    words: str = ""


def _named(text: str) -> _Named:
    """Return the numbers in a piece of a cell, and the words that are left."""
    whole = numbers.parse(text)
    if whole:
        return _Named([whole] if _usable(whole) else [])
    found = [(start, end, number) for start, end, number in numbers.find_all(text) if _usable(number)]
    words, last = "", 0
    for start, end, _number in found:
        words, last = words + text[last:start], end
    words += text[last:]
    return _Named([number for _start, _end, number in found], "" if _NOTHING.fullmatch(words) else words)


def _usable(number: numbers.Number) -> bool:
    return not number.bare and number.plausible_year
