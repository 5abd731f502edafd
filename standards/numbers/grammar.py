"""The regular expressions of Chinese numbers (spec 2.1), built once for two readers.

``box`` reads what somebody typed or a table holds: spaces may stand anywhere, a year may follow a space.
``prose`` reads running text, where a space or full stop more often ends the number.
Every repetition is bounded, so that no text is read in more than linear time.
"""

import re
from dataclasses import dataclass
from functools import cache

from onestop.standards.numbers.regions import HAMI
from onestop.standards.numbers.sectors import ENGINEERING, SECTORS

NATIONAL = ("GB", "GBN", "GBJ", "GSB")
OCCUPATIONAL_HEALTH = "GBZ"
MILITARY = "GJB"
EQUIPMENT = "TSG"
LEGACY_GROUP = "CECS"
LOCAL_ENGINEERING = ("DBJ", "DGJ", "DG/TJ", "XJJ")
LETTERED = frozenset({"JTG", "JTS", "SF"})
COMPOSITE = frozenset({"GSB", "DB", "DBJ", "DGJ", "DG/TJ"})
WITHOUT_NATURE = frozenset({"TSG", "YBB", "CECS", "XJJ", "DG/TJ", "DGJ", "GD/J", "GSB", "GBN"})
PLAIN_CODES = frozenset(
    {
        *NATIONAL,
        OCCUPATIONAL_HEALTH,
        MILITARY,
        EQUIPMENT,
        LEGACY_GROUP,
        *LOCAL_ENGINEERING,
        *SECTORS,
        *ENGINEERING,
    }
)
BY_LETTERS = {code.replace("/", ""): code for code in PLAIN_CODES}

_S = " {0,2}"
_GAP = f"{_S}[-/]?{_S}"
_YEAR4 = "(?:19|20)[0-9]{2}"
_YEAR2 = "(?:49|[5-9][0-9])"
_HAN = "[一-鿿]"
_HAN_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"

_DIGITS = "[0-9]{1,9}(?:[A-Z]{1,2}(?![A-Z]))?(?:~[0-9]{1,8})?"
_DASH_PART = rf"(?:-(?P<dpart>[0-9]{{1,3}})(?={_S}-{_S}{_YEAR4}(?![0-9])))?"
_NOT_YEAR = rf"(?!-{_YEAR4}(?![-0-9.])|-{_YEAR2}(?![-0-9.]))"
_SEGMENTS = rf"(?:{_NOT_YEAR}(?!/XG)[-/][A-Z]{{0,2}}{_S}[0-9]{{1,10}}[A-Z]?){{0,3}}"
_PREFIXED = "(?:(?:[A-Z]:)?[A-Z]{1,4} {0,2})?[0-9]{1,14}[A-Z]{0,3}"
_SPACED = rf"(?: {{1,2}}(?!{_YEAR4}(?![0-9]))[0-9]{{1,6}}(?![0-9])){{0,3}}"


@dataclass(frozen=True, slots=True)
class Grammar:
    """One compiled set; every pattern has the groups ``num``, ``part``, ``year`` and those of the tail."""

    plain: re.Pattern[str]
    lettered: re.Pattern[str]
    equipment: re.Pattern[str]
    composite: re.Pattern[str]
    local: re.Pattern[str]
    local_glued: re.Pattern[str]
    metrology: re.Pattern[str]
    group: re.Pattern[str]
    enterprise: re.Pattern[str]
    glued: re.Pattern[str]
    unknown: re.Pattern[str]


def _alternatives(codes: frozenset[str]) -> str:
    """Longest first, so that ``GBZ`` is tried before ``GB``; a slash inside a code may be any gap."""
    ordered = sorted(codes, key=lambda code: (-len(code), code))
    return "|".join(code.replace("/", _GAP) for code in ordered)


def _tail(*, prose: bool) -> str:
    """Part, year, edition note and amendment."""
    dot = r"\." if prose else rf"{_S}\.{_S}"
    dash = f"{_S}[-:]{{1,3}}{_S}"
    year = f"{dash}(?P<year>{_YEAR4}|{_YEAR2})(?![0-9])"
    if not prose:
        year += rf"| {{1,2}}(?P<syear>{_YEAR4})(?![-0-9年./])| ?\((?P<byear>{_YEAR4})\)"
    end = r"(?![A-Z0-9]|[-.~][0-9])" if prose else "(?![A-Z0-9])"
    opening, closing = (r"\(", r"\)") if prose else (r"\(?", r"\)?")
    note = rf"{_S}{opening}{_S}(?P<edyear>{_YEAR4}){_S}年?{_S}(?P<edword>版|局部修订|修订版){_S}{closing}"
    xg = rf"{_S}/?{_S}XG{_S}(?P<xg>[0-9]{{1,2}})(?![0-9])(?:{dash}(?P<xgyear>{_YEAR4})(?![0-9]))?"
    han = rf"{_S}/?{_S}\(?{_S}第{_S}(?P<xghan>{_HAN_NUMERAL}){_S}号修改单{_S}\)?"
    return (
        rf"(?P<part>(?:{dot}[0-9]{{1,4}}[A-Z]?(?![0-9A-Z])){{0,4}})(?:\.(?=-))?"
        rf"(?:{year})?(?:年(?!{_HAN}))?(?:{note})?(?:{xg}|{han})?{end}"
    )


def _build(*, prose: bool) -> Grammar:
    tail = _tail(prose=prose)
    nature = f"(?:(?P<gap>{_GAP})(?P<nature>T|Z))?"

    lettered = "[A-Z]{0,2} {0,2}[0-9]{1,10}[A-Z]?(?:/[0-9]{1,2}(?![0-9]))?"

    def plain(codes: frozenset[str], number: str) -> re.Pattern[str]:
        return re.compile(f"(?P<code>{_alternatives(codes)}){nature}{_GAP}(?P<num>{number}){tail}")

    return Grammar(
        plain=plain(PLAIN_CODES - LETTERED - COMPOSITE - {EQUIPMENT}, _DIGITS + _DASH_PART),
        lettered=plain(LETTERED, lettered),
        equipment=re.compile(f"(?P<code>{EQUIPMENT})(?P<gap>)(?P<nature>){_GAP}(?P<num>{lettered}){tail}"),
        composite=plain(COMPOSITE, f"[0-9]{{1,8}}[A-Z]?{_SEGMENTS}"),
        local=re.compile(
            f"DB(?P<sub>[NSJ]?){_S}(?P<region>[0-9]{{4}}00|[0-9]{{4}}|[0-9]{{2}})"
            f"(?:{_GAP}(?P<nature>[TZ])[-/ ]{{0,2}}|(?P<slash>{_S}/{_S})|(?P<loose>{_S}-{_S}| {{1,2}}))"
            f"(?P<num>{_DIGITS}){tail}"
        ),
        local_glued=re.compile(
            f"DB(?P<sub>[NSJ]?){_S}(?P<region>{HAMI}|[0-9]{{2}})(?P<num>[0-9]{{1,6}}){tail}"
        ),
        metrology=re.compile(
            rf"(?P<code>JJ[FG]){_S}(?:\({_S}(?P<place>{_HAN}{{1,6}}){_S}\)|(?P<bare>{_HAN}{{1,2}}))?{_S}-?{_S}"
            rf"(?P<num>{_DIGITS}){tail}"
        ),
        group=re.compile(
            f"T{_S}[-/ ]{_S}(?P<code>[0-9]{{0,9}}[A-Z]{{2,12}}|[0-9]{{6,12}}(?=-[A-Z]))"
            f"(?: {{1,2}}T/(?P=code))?"
            f"{_GAP}(?P<num>{_PREFIXED}{_SEGMENTS}){tail}"
        ),
        enterprise=re.compile(
            f"Q{_S}[-/ ]{_S}(?P<code>(?:[0-9]{{1,8}}{_S})?[A-Z]{{1,12}}(?:[-/][A-Z]{{1,8}}){{0,3}})"
            f"{_GAP}(?P<num>{_PREFIXED}{_SEGMENTS}{_SPACED}){tail}"
        ),
        glued=re.compile(
            f"(?P<letter>[TQ])(?P<code>[A-Z]{{2,11}}){_S}-?{_S}(?P<num>[0-9]{{1,14}}[A-Z]?{_SEGMENTS}){tail}"
        ),
        unknown=re.compile(
            f"(?P<code>[A-Z]{{2,4}})(?P<gap>{_S}/{_S})(?P<nature>[TZ]){_GAP}(?P<num>{_DIGITS}){tail}"
        ),
    )


@cache
def grammar(*, prose: bool) -> Grammar:
    """The patterns for running text, or for a box or a table's cell; compiled on first use."""
    return _build(prose=prose)
