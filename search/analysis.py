"""How Chinese and Latin text becomes tokens: pure functions, the same for engines, queries and highlights.

Every Han run becomes overlapping bigrams (质量标准 → 质量 量标 标准), Latin words and numbers stay whole.
Both engines are given the tokens joined by spaces and split at spaces only, so they see the same words, and
what is marked in a result is what was matched. Why no dictionary:
``docs/decisions/0013-one-tokeniser-in-python.md``.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

MAX_TOKEN = 64
"""Longest token in characters; longer Latin runs are cut, in documents and queries alike."""

_HAN = (
    "\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002fa1f\U00030000-\U000323af"
)
_RUNS = re.compile(f"([{_HAN}]+)|[^\\W_{_HAN}]+")
_WORDS = re.compile(r"[^\W_]+")
# Control, surrogate, private and invisible format characters: no engine or database wants them in a term.
_UNWANTED = {"Cc": " ", "Cf": "", "Cs": "", "Cn": "", "Co": ""}


def _clean(text: str) -> str:
    return "".join(_UNWANTED.get(unicodedata.category(character), character) for character in text)


def normalise(text: str) -> str:
    """Return ``text`` in the one form that everything compares.

    That is NFKC, case folded, single spaces, nothing invisible.

    Args:
        text: anything, also what cannot be encoded (lone surrogates are dropped).

    Returns:
        The normal form; ``normalise(normalise(x)) == normalise(x)``.
    """
    if not text.isprintable():
        text = _clean(text)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if not folded.isprintable():
        folded = _clean(folded)
    return " ".join(folded.split())


def runs(normal: str) -> Iterator[re.Match[str]]:
    """Yield the runs of a text in normal form; group 1 is set for a run of Han characters."""
    return _RUNS.finditer(normal)


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [first + second for first, second in pairwise(run)]


def bigrams(text: str) -> str:
    """Return the tokens of ``text`` joined by spaces: bigrams of Han runs, Latin words and numbers whole.

    A run of a single Han character is that character.
    """
    tokens: list[str] = []
    for match in runs(normalise(text)):
        run = match.group()
        tokens.extend(_pairs(run) if match.group(1) else (run[:MAX_TOKEN],))
    return " ".join(tokens)


def unigrams(text: str) -> str:
    """Return the tokens of ``text`` joined by spaces: each Han character, Latin words and numbers whole."""
    tokens: list[str] = []
    for match in runs(normalise(text)):
        tokens.extend(match.group() if match.group(1) else (match.group()[:MAX_TOKEN],))
    return " ".join(tokens)


def grams(text: str) -> tuple[str, str]:
    """Return ``bigrams(text)`` and ``unigrams(text)``, read once: an index wants both of every text."""
    pairs: list[str] = []
    singles: list[str] = []
    for match in runs(normalise(text)):
        run = match.group()
        if match.group(1):
            pairs.extend(_pairs(run))
            singles.extend(run)
        else:
            pairs.append(run[:MAX_TOKEN])
            singles.append(run[:MAX_TOKEN])
    return " ".join(pairs), " ".join(singles)


def words(query: str) -> list[str]:
    """Return the user's own words, each once: the query in normal form, split at spaces and punctuation."""
    return list(dict.fromkeys(_WORDS.findall(normalise(query))))


def is_han(text: str) -> bool:
    """Tell whether ``text`` is one unbroken run of Han characters."""
    match = _RUNS.fullmatch(text)
    return match is not None and match.group(1) is not None
