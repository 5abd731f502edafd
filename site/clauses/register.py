"""The register of clauses: data that ships with the product.

Numbers 3.1–3.3, 5.1–5.6 and 6.1–6.3 were lost in the text extraction of the standard; they are restored by
order.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("register.csv")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        number: as the standard numbers it; ``A`` is Annex A.
        strength: 应, 可, 陈述 …
        kind: ``S`` the software can satisfy it, ``E`` people and places do and the software keeps evidence.
        numbering: ``printed`` in the standard or ``restored``.
        finished: the platform claims to fulfil it, so a test must prove it.
        text: what it asks, in short.
    """

    number: str
    strength: str
    kind: str
    numbering: str
    finished: bool
    text: str


@cache
def clauses() -> tuple[Clause, ...]:
    """Return all clauses in the order of the standard."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Clause(
                row["clause"],
                row["strength"],
                row["kind"],
                row["numbering"],
                row["finished"] == "yes",
                row["text"],
            )
            for row in csv.DictReader(lines)
        )


def numbers() -> frozenset[str]:
    """Return the numbers of all clauses."""
    return frozenset(clause.number for clause in clauses())
