"""The cleaned layer (rules 1-3 of spec 2.2): one spelling for every dash, slash, width, bracket and case.

Two ways of cleaning share one table. ``fold`` changes characters one for one, so that a place in the
result is the same place in the original (prose). ``soften`` may also change lengths (search box).
"""

import re
import unicodedata
from functools import cache

MAX_NUMBER = 200
MAX_QUERY = 500

_DASHES = "‐‑‒–—―−－ー─━﹘﹣⁃－–"
_SLASHES = "∕⁄／╱⧸"
_OPENING = "（〔［【〖﹙[{｛"
_CLOSING = "）〕］】〗﹚]}｝"
_QUOTES = "《》〈〉「」『』“”„‟‘’‚‛\"'`´＂＇«»_*＊"
_TILDES = "～〜∼˜"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_COMPATIBLE = ((0x2070, 0x218F), (0x2460, 0x24FF), (0xFE30, 0xFFEF), (0x1D400, 0x1D7FF))

_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_SPACES = re.compile(r"[ \t]{2,}")
_MIDDLE_DOT = re.compile(r"(?<=[0-9])[·・•。](?=[0-9])")
_SUFFIX = re.compile(
    r"(?: ?\([0-9]\))?(?:(?:\.|(?<=[0-9]) ?)(?:pdf|docx?|xlsx?|wps|txt|html?|zip|rar|ofd|caj))+\s*$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r" ?\( ?(?:现行(?:有效)?|有效|部分有效|即将实施|未实施|已?(?:被代替|被替代|代替|替代|作废|废止)|暂行|试行"
    r"|最新版?|全文|正版|中文版|英文版|报批稿|送审稿|征求意见稿|附条文说明|所有部分|[EFC]) ?\)"
)


@cache
def _table() -> dict[int, str]:
    """Character to character; built once, on first use."""
    table = {}
    for first, last in _COMPATIBLE:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain.isascii():
                table[code] = plain
    for chars, plain in ((_DASHES, "-"), (_SLASHES, "/"), (_OPENING, "("), (_CLOSING, ")"), (_TILDES, "~")):
        table.update(dict.fromkeys(map(ord, chars), plain))
    table.update(dict.fromkeys(map(ord, _QUOTES + _INVISIBLE), " "))
    table.update(
        dict.fromkeys((*range(0x20), 0x7F, 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x3000), " ")
    )
    return table


def ascii_upper(text: str) -> str:
    """Upper-case ASCII letters; the length stays."""
    if text.isascii():
        return text.upper()
    return text.translate(_UPPER)


def fold(text: str) -> str:
    """Fold each character into its plain form; the result has the same length, in the same case."""
    return text.translate(_table())


def soften(text: str) -> str:
    """The cleaned text in its own case: what is shown back as the words beside a number.

    Args:
        text: Anything; only its first ``MAX_QUERY`` characters are read.

    Returns:
        Text without quotes, file suffix and state words in brackets, with plain dashes, slashes and spaces.
    """
    text = text[:MAX_QUERY]
    if not text.isascii():
        text = "".join(char for char in text if char not in _INVISIBLE)
        text = unicodedata.normalize("NFKC", text)[:MAX_QUERY]
    text = _SPACES.sub(" ", fold(text))
    text = _SUFFIX.sub("", text)
    text = _MIDDLE_DOT.sub(".", text)
    if "(" in text:
        text = _STATE.sub("", text)
    return text.strip()


def clean(text: str) -> str:
    """The cleaned layer of spec 2.2 (rules 1-3, aliases excepted), upper-case.

    Cleaning twice changes nothing more.
    """
    previous = ""
    for _ in range(4):
        if text == previous:
            break
        previous, text = text, ascii_upper(soften(text))
    return text
