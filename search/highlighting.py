"""Marking in a text what the query found in it, with the tokens of ``analysis``: alike for both engines."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from onestop.search import analysis

_SENTENCE_END = re.compile(r"(?<=[。！？；!?;\n])")
Span = tuple[int, int]


@lru_cache(maxsize=20_000)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return ``text`` folded character by character, and for each folded character where it came from."""
    # Character by character, so that every folded character knows its origin.
    parts = list(map(_folded, text))
    folded = "".join(parts)
    if len(folded) == len(text) and all(parts):
        return folded, range(len(text))
    return folded, [position for position, part in enumerate(parts) for _each in part]


@lru_cache(maxsize=256)
def _wanted(query: str) -> frozenset[str]:
    """Return the tokens of a query, which is the same for every text of a page."""
    return frozenset(analysis.bigrams(query).split())


def _found(text: str, query: str) -> list[tuple[str, Span]]:
    """Return each token of ``text`` that ``query`` has too, with its span in ``text``."""
    wanted = _wanted(query)
    if not wanted:
        return []
    folded, origin = _fold(text)
    found: list[tuple[str, Span]] = []
    for match in analysis.runs(folded):
        start, end = match.span()
        if match.group(1) is None:
            token = match.group()[: analysis.MAX_TOKEN]
            if token in wanted:
                found.append((token, (origin[start], origin[end - 1] + 1)))
            continue
        for width in (1, 2):
            found += [
                (token, (origin[at], origin[at + width - 1] + 1))
                for at in range(start, end - width + 1)
                if (token := folded[at : at + width]) in wanted
            ]
    return found


def spans(text: str, query: str) -> list[Span]:
    """Return the parts of ``text`` that ``query`` matches, in order, merged where they touch."""
    merged: list[Span] = []
    for start, end in sorted(span for _token, span in _found(text, query)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def highlight(text: str, query: str) -> SafeString:
    """Return ``text`` as HTML with what ``query`` matches in ``<mark>``; everything else is escaped.

    Args:
        text: plain text, never HTML.
        query: what the user typed.
    """
    parts: list[str] = []
    position = 0
    for start, end in spans(text, query):
        parts += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    parts.append(escape(text[position:]))
    return mark_safe("".join(parts))  # noqa: S308 - every piece of text above is escaped


def sentence(text: str, query: str, width: int = 120) -> str:
    """Return the excerpt of at most about ``width`` characters that matches ``query`` best, as plain text.

    The best is the window with the most different tokens of the query, begun at the start of its sentence
    where that fits. Left out text is shown as ``…``. Without any match the beginning is returned.
    """
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    start = _best_start(text, query, width)
    sentence_starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    before = sentence_starts[bisect_right(sentence_starts, start) - 1]
    # Begin with the sentence unless that would push the match out of the window.
    begin = before if start - before < width // 2 else max(0, start - width // 4)
    end = min(len(text), begin + width)
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"


def _best_start(text: str, query: str, width: int) -> int:
    found = sorted((span[0], token) for token, span in _found(text, query))
    best, best_count = 0, 0
    for index, (start, _token) in enumerate(found):
        reach = start + width // 2
        count = len({token for position, token in found[index : index + width] if position < reach})
        if count > best_count:
            best, best_count = start, count
    return best
