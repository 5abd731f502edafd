"""One wording for what titles write in several ways, in the index and in queries alike."""

import re

from onestop.search.analysis import normalise

_ORDINAL = re.compile(r"第 ?([一二三四五六七八九十]{1,3}) ?(?=部分|单元|分册|篇|章|卷|册|级)")
_DOCUMENT_MARK = re.compile(r"[\[(] ?s(?: ?/ ?ol)? ?[\])]")
_DIGITS = {han: value for value, han in enumerate("一二三四五六七八九", start=1)}
_TEN = "十"
_SIGNS = re.compile(r"[\W_]+")
LONGEST_KEY = 200


def plain(text: str) -> str:
    """Return ``text`` in normal form, 第一部分 as 第1部分, without the mark of a reference list (``[S]``).

    Args:
        text: a title or a query.
    """
    return _DOCUMENT_MARK.sub(" ", _ORDINAL.sub(_arabic, normalise(text))).strip()


def title_key(text: str) -> str:
    """Return a title's letters, digits and characters alone: equal where only signs and spaces differ."""
    return plain_key(plain(text))


def plain_key(text: str) -> str:
    """Return the title key of a text that is ``plain`` already."""
    return _SIGNS.sub("", text)[:LONGEST_KEY]


def _arabic(match: re.Match[str]) -> str:
    tens, ten, ones = match[1].rpartition(_TEN)
    value = _DIGITS.get(tens, 1) * 10 if ten else 0
    return f"第{value + _DIGITS.get(ones, 0)}"
