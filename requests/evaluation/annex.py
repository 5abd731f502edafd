"""Annex A as data: the words of table A.1, never retyped in a template (clause 5.2)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("annex_a.toml")


@dataclass(frozen=True, slots=True)
class AnnexForm:
    """One half of the table: for the centre's own service, or for an institution's."""

    key: str
    name: str
    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The table with its version and the words around the questions."""

    version: str
    title: str
    number: str
    levels: tuple[str, ...]
    answers: tuple[str, ...]
    number_heading: str
    level_heading: str
    words: str
    enterprise: str
    signature: str
    date: str
    forms: dict[str, AnnexForm]


@cache
def annex_a() -> Annex:
    """Return the table."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    forms = {
        row["key"]: AnnexForm(**row | {"questions": tuple(row["questions"])}) for row in data.pop("forms")
    }
    levels, answers = tuple(data.pop("levels")), tuple(data.pop("answers"))
    return Annex(**data, levels=levels, answers=answers, forms=forms)
