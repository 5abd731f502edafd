"""How well the search finds what is meant, on judged files (docs/relevance.md); prints one JSON line.

``python -m benchmarks.relevance numbers FILE.csv``, ``titles FILE.csv``, ``passages CORPUS.jsonl
QUERIES.jsonl``; ``--misses`` prints every question whose answer was not the first, with what stood there
instead.
"""

import argparse
import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import django

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with the right answers, what was found for it, and what to print about it."""

    asked: str
    right: frozenset[str]
    found: Sequence[str]
    shown: Sequence[str]
    known: bool = True

    @property
    def rank(self) -> int | None:
        """Place of the first right answer, from 1; nothing if it is not among the first ten."""
        return next((place for place, each in enumerate(self.found, start=1) if each in self.right), None)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__)
    parser.add_argument("kind", choices=["numbers", "titles", "passages"])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="print every question that missed the first place"
    )
    options = parser.parse_args()
    wanted = 2 if options.kind == "passages" else 1
    if len(options.files) != wanted:
        parser.error(f"{options.kind} takes {wanted} file{'s' if wanted > 1 else ''}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.site.settings.demo")
    django.setup()
    from benchmarks import _relevance as measures  # noqa: PLC0415 - needs the settings

    answers = list(getattr(measures, options.kind)(*options.files))
    if options.misses:
        for line in misses(answers):
            print(line)
    print(json.dumps({"kind": options.kind, **summary(answers), "engine": measures.engine_in_use()}))


def summary(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the shares of questions answered in the first place, five, ten, and the mean reciprocal rank.

    ``known`` and ``hit1_known`` leave out the questions whose answer is not in the register at all.
    """
    ranks = [answer.rank for answer in answers]
    known = [answer.rank for answer in answers if answer.known]

    def share(of: Sequence[int | None], depth: int) -> float:
        return round(sum(rank is not None and rank <= depth for rank in of) / max(len(of), 1), 4)

    return {
        "n": len(answers),
        "hit1": share(ranks, 1),
        "hit5": share(ranks, 5),
        "hit10": share(ranks, DEPTH),
        "mrr10": round(sum(1 / rank for rank in ranks if rank) / max(len(ranks), 1), 4),
        "known": len(known),
        "hit1_known": share(known, 1),
    }


def misses(answers: Iterable[Answer]) -> Iterator[str]:
    """Yield a JSON line for every question whose first answer was not right."""
    for answer in answers:
        if answer.rank != 1:
            line = {
                "asked": answer.asked,
                "expected": sorted(answer.right),
                "rank": answer.rank,
                "in_register": answer.known,
                "found": list(answer.shown[:5]),
            }
            yield json.dumps(line, ensure_ascii=False)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by their headers."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines_of(path: Path) -> list[dict[str, object]]:
    """Return the objects of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
