"""Citing a standard (spec 2.7): GB/T 7714 in two editions, BibTeX, RIS, CSL-JSON; plain functions."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from onestop.standards.numbers import parse

CURRENT_EDITION = 2025
FORMER_EDITION = 2015
_MOST_AUTHORS = 3

_SPACE = re.compile(r"\s+")
_AUTHOR_END = re.compile(r"\s*[;；|]\s*|(?<=[部局会院署厅室行司心])、")
_KEY_JUNK = re.compile(r"[^0-9a-z_-]")
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited.

    Attributes:
        number: As printed, ``GB/T 19012—2019``.
        title: In the standard's own language.
        issuer: Who is responsible; several separated by semicolons, bars, or 、 after an office's name.
        year: Of publication, four digits; may be empty.
        url: Where it was read; empty cites the printed text.
        language: ``zh`` or another BCP 47 tag, for programs that read the record.
        accessed: The day it was read, ``2026-07-01``; the 2015 edition asks for it with an address.
    """

    number: str
    title: str
    issuer: str = ""
    year: str = ""
    url: str = ""
    language: str = "zh"
    accessed: str = ""


def gb7714(cited: Citation, edition: int = CURRENT_EDITION) -> str:
    """Write the reference as GB/T 7714 has it.

    Args:
        cited: The standard.
        edition: 2025 (in force since 2026-07-01) or 2015.

    Returns:
        One line. 2025: ``GB/T 3792—2021 信息与文献 资源描述[S].``

    Raises:
        ValueError: For another edition.
    """
    if edition == CURRENT_EDITION:
        return _gb7714_2025(cited)
    if edition == FORMER_EDITION:
        return _gb7714_2015(cited)
    raise ValueError(f"GB/T 7714 has no edition {edition} here")


def _gb7714_2025(cited: Citation) -> str:
    name = " ".join(part for part in (_line(cited.number), _own_title(cited)) if part)
    return f"{name}{_mark(cited)}." + (f" {_address(cited)}." if cited.url else "")


def _gb7714_2015(cited: Citation) -> str:
    names = _authors(cited)
    shown = names if len(names) <= _MOST_AUTHORS else [*names[:_MOST_AUTHORS], "等"]
    name = ": ".join(part for part in (_own_title(cited), _line(cited.number)) if part)
    pieces = [", ".join(shown), name + _mark(cited)]
    if cited.url:
        pieces += [
            _line(cited.year) + (f"[{_line(cited.accessed)}]" if cited.accessed else ""),
            _address(cited),
        ]
    else:
        pieces.append(_line(cited.year))
    return " ".join(f"{piece}." for piece in pieces if piece)


def bibtex(cited: Citation) -> str:
    """Write a BibTeX entry; ``@standard`` is what the GB/T 7714 styles of BibTeX and biblatex know."""
    authors = " and ".join(f"{{{_tex(name)}}}" for name in _authors(cited))
    fields = {
        "author": authors,
        "title": f"{{{_tex(_own_title(cited) or cited.number)}}}",
        "number": _tex(cited.number),
        "year": _tex(cited.year),
        "url": _address(cited),
        "urldate": _tex(cited.accessed),
        "langid": "" if not cited.language.startswith("zh") else "chinese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@standard{{{_key(cited)},", *lines, "}"]) + "\n"


def ris(cited: Citation) -> str:
    """Write a RIS record: one line a tag, CR LF at the end of each, as its specification asks."""
    tags = [
        ("TY", "STAND"),
        *(("AU", name) for name in _authors(cited)),
        ("TI", _own_title(cited) or _line(cited.number)),
        ("SN", _line(cited.number)),
        ("PB", _line(cited.issuer)),
        ("PY", _line(cited.year)),
        ("UR", _address(cited)),
        ("Y2", _line(cited.accessed).replace("-", "/")),
        ("LA", _line(cited.language)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(cited: Citation) -> str:
    """Write a CSL-JSON list with one item of type ``standard``."""
    item: dict[str, Any] = {
        "id": _key(cited),
        "type": "standard",
        "title": _own_title(cited) or _line(cited.number),
        "number": _line(cited.number),
        "author": [{"literal": name} for name in _authors(cited)],
        "publisher": _line(cited.issuer),
        "issued": _date_parts(cited.year),
        "accessed": _date_parts(cited.accessed),
        "URL": _address(cited),
        "language": _line(cited.language),
    }
    return (
        json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)
        + "\n"
    )


FORMATS: Mapping[str, Callable[[Citation], str]] = {
    "gb7714-2025": gb7714,
    "gb7714-2015": lambda cited: gb7714(cited, FORMER_EDITION),
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


def _line(text: str) -> str:
    """One line: no break, tab or double space may end a field early."""
    return _SPACE.sub(" ", text).strip()


def _own_title(cited: Citation) -> str:
    """The title; empty where a source repeats the number in its place."""
    title = _line(cited.title)
    number = parse(title)
    return "" if title == _line(cited.number) or (number and number == parse(cited.number)) else title


def _authors(cited: Citation) -> list[str]:
    return [name for name in _AUTHOR_END.split(_line(cited.issuer)) if name]


def _mark(cited: Citation) -> str:
    """文献类型标识, with the carrier when it was read online."""
    return "[S/OL]" if cited.url else "[S]"


def _address(cited: Citation) -> str:
    """The address without what would end a field: spaces, braces, backslashes and line breaks are encoded."""
    return quote(_line(cited.url), safe="!#$%&'()*+,/:;=?@[]-._~")


def _tex(text: str) -> str:
    """Text for a BibTeX field: its braces stay balanced, whatever the text holds."""
    return _line(text).translate(_TEX)


def _key(cited: Citation) -> str:
    """A citation key of plain letters, from the number's address where it has one; others by code point."""
    number = parse(cited.number)
    text = number.slug if number else cited.number.lower()
    return _KEY_JUNK.sub(lambda found: f"u{ord(found[0]):x}", _line(text).replace(" ", "-")) or "standard"


def _date_parts(date: str) -> dict[str, list[list[int]]] | None:
    """``2021`` or ``2021-03-09`` as CSL has it; None for anything else."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?", _line(date))
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else None
