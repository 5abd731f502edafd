"""Understanding one cell: each function returns what is certain and notes what is not."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from onestop.standards.choices import Nature, Status, TextPolicy
from onestop.standards.importing.reasons import Reason

Note = Callable[..., None]
"""``note(field, reason, value, detail="")`` keeps a problem."""

YEARS_AHEAD = 10
FIRST_YEAR = 1949

STATUS_WORDS: dict[str, str] = {
    **dict.fromkeys(("现行", "现行有效", "有效", "在用", "正在执行", "published"), Status.CURRENT),
    **dict.fromkeys(("即将实施", "未实施", "尚未实施", "待实施", "未生效", "tobeimp"), Status.UPCOMING),
    **dict.fromkeys(
        ("被代替", "已被代替", "被替代", "已被替代", "已替代", "已代替", "代替", "superseded"),
        Status.REPLACED,
    ),
    **dict.fromkeys(("废止", "已废止", "作废", "已作废", "失效", "已失效", "obsolete"), Status.WITHDRAWN),
    **dict.fromkeys(("待查", "不详", "未知", "未核实", "状态未知"), Status.UNKNOWN),
    **{value: value for value in Status.values},
}
NATURE_WORDS: dict[str, str] = {
    **dict.fromkeys(("强制", "强制性", "强制性标准", "强标"), Nature.MANDATORY),
    **dict.fromkeys(("推荐", "推荐性", "推荐性标准", "推标"), Nature.RECOMMENDED),
    **dict.fromkeys(("指导", "指导性", "指导性技术文件"), Nature.GUIDANCE),
    **{value: value for value in Nature.values},
}
POLICY_WORDS: dict[str, str] = {
    **dict.fromkeys(("外链", "链接"), TextPolicy.LINK),
    **dict.fromkeys(("仅目录", "目录"), TextPolicy.CATALOGUE),
    **dict.fromkeys(("全文", "可读全文"), TextPolicy.FULL),
    **{value: value for value in TextPolicy.values},
}

_DATE = re.compile(
    r"(?P<y>[0-9]{4})(?:\s*(?:[-/.]|年)\s*(?P<m>[0-9]{1,2}))?(?:\s*(?:[-/.]|月)\s*(?P<d>[0-9]{1,2}))?\s*[年月日号]?"
    r"(?:[T\s]+[0-9:.Z+]+)?"
)
_COMPACT = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_ITEMS = re.compile(r"[;；|、\n]+")
_CODES = re.compile(r"[;；|、,，/\s]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'，；（）]+")
_WORDS_AFTER = re.compile(r"^\s*([^\s(（,，;；]+)\s*(.*)$", re.DOTALL)
_valid_url = URLValidator(schemes=["http", "https"])


def plain(text: str) -> str:
    """Return the text in one width without spaces around."""
    return unicodedata.normalize("NFKC", text).strip()


def date(field: str, text: str, note: Note) -> dt.date | None:
    """Read a day; a bare year or month, another text and an impossible day are noted."""
    found = _COMPACT.fullmatch(plain(text)) or _DATE.fullmatch(plain(text))
    if not found:
        note(field, Reason.DATE_UNREADABLE, text)
        return None
    year, month, day = found["y"], found["m"], found["d"]
    if not FIRST_YEAR <= int(year) <= dt.date.today().year + YEARS_AHEAD:  # noqa: DTZ011 - a bound of decades
        note(field, Reason.DATE_IMPLAUSIBLE, text)
        return None
    if not day:
        note(field, Reason.DATE_MONTH_ONLY if month else Reason.DATE_YEAR_ONLY, text)
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        note(field, Reason.DATE_IMPLAUSIBLE, text)
        return None


def status(field: str, text: str, note: Note) -> str:
    """Read a status; words after it (``现行 (page of 2019)``) are noted."""
    folded = plain(text).casefold()
    if folded in STATUS_WORDS:
        return STATUS_WORDS[folded]
    found = _WORDS_AFTER.match(folded)
    if found and found[1] in STATUS_WORDS:
        note(field, Reason.STATUS_WITH_WORDS, text)
        return STATUS_WORDS[found[1]]
    note(field, Reason.STATUS_UNREADABLE, text)
    return ""


def nature(field: str, text: str, note: Note) -> str:
    """Read how far the standard binds."""
    return _word(NATURE_WORDS, Reason.NATURE_UNREADABLE, field, text, note)


def text_policy(field: str, text: str, note: Note) -> str:
    """Read what of the text may be shown."""
    return _word(POLICY_WORDS, Reason.POLICY_UNREADABLE, field, text, note)


def _word(words: dict[str, str], reason: Reason, field: str, text: str, note: Note) -> str:
    folded = plain(text).casefold()
    if folded not in words:
        note(field, reason, text)
    return words.get(folded, "")


def lines(_field: str, text: str, _note: Note) -> str:
    """Read a list of names: one a line."""
    items = (" ".join(item.split()) for item in _ITEMS.split(text))
    return "\n".join(dict.fromkeys(item for item in items if item))


def titles(_field: str, text: str, _note: Note) -> str:
    """Read further titles; only a bar or a new line separates them, for titles hold every other sign."""
    items = (" ".join(item.split()) for item in re.split(r"[|\n]+", text))
    return "\n".join(dict.fromkeys(item for item in items if item))


def text(_field: str, value: str, _note: Note) -> str:
    """Take text as it is."""
    return value


def address(field: str, value: str, note: Note) -> str:
    """Read an address; words around it are noted."""
    found = _ADDRESS.search(value)
    if not found or not is_address(found[0]):
        note(field, Reason.URL_UNREADABLE, value)
        return ""
    if found[0] != value:
        note(field, Reason.URL_WITH_WORDS, value)
    return found[0]


def is_address(value: str) -> bool:
    """Return whether ``value`` is an http address."""
    try:
        _valid_url(value)
    except ValidationError:
        return False
    return True


def codes(text: str) -> list[str]:
    """Split a cell of classification codes."""
    return list(dict.fromkeys(code.upper() for code in _CODES.split(plain(text)) if code))


READERS: dict[str, Callable[[str, str, Note], Any]] = {
    **dict.fromkeys(
        ("issued_on", "effective_on", "withdrawn_on", "reviewed_on", "recorded_on", "checked_on"), date
    ),
    **dict.fromkeys(("stated_status", "status_override"), status),
    **dict.fromkeys(("drafting_orgs", "drafters", "industry_chains"), lines),
    **dict.fromkeys(
        (
            *(
                "title_en",
                "review_result",
                "record_number",
                "announcement",
                "plan_number",
                "remarks",
                "source",
            ),
            *("override_reason", "authority", "owner", "proposer", "issuer"),
        ),
        text,
    ),
    "other_titles": titles,
    "nature": nature,
    "text_policy": text_policy,
    "source_url": address,
}
"""Field → how its cell is read, for the fields that need nothing but their cell."""
