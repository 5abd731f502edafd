"""Whole numbers that an address or a form names: keys of rows, numbers of pages."""

from collections.abc import Iterable

LARGEST = 2**31 - 1
"""What every column of numbers takes, on every database."""
_DIGITS = len(str(LARGEST))


def number_of(text: str | None) -> int:
    """Return what ``text`` says in plain digits; 0, which no row and no page has, for anything else."""
    if not text or len(text) > _DIGITS or not (text.isascii() and text.isdigit()):
        return 0
    found = int(text)
    return found if found <= LARGEST else 0


def numbers_of(texts: Iterable[str], most: int) -> list[int]:
    """Return the numbers among the first ``most`` of ``texts`` that are any."""
    return [found for _, text in zip(range(most), texts, strict=False) if (found := number_of(text))]
