"""Numbers of international and foreign bodies: the colon marks the year, the dash a part (spec 2.1).

Two families. ISO, IEC, CEN and those who number like them have parts after dashes. American bodies have
dots, letters and slashes in what is one number: it stays whole.
"""

import re
from functools import cache

from onestop.standards.numbers.model import Kind, Number
from onestop.standards.numbers.years import expand_recent, last_year

_S = " {0,2}"
_SEP = f"{_S}[-/ ]{_S}"
_YEAR4 = "(?:19|20)[0-9]{2}"
_FIRST_FOREIGN_YEAR = 1900

_JOINT = f"(?:{_SEP}(?:IEC|ISO|IEEE|ASTM|SAE|CIE|HL7|IDF|OIML|UNDP|CISPR)){{0,2}}"
_EUROPEAN = f"(?:(?:BS|DIN|NF|UNE|NEN){_SEP})?EN(?:{_SEP}ISO/IEC|{_SEP}ISO|{_SEP}IEC)?"
_DASHED_ORGS = f"(?:ISO|IEC|CISPR|IWA){_JOINT}|{_EUROPEAN}|AS/NZS|BS|DIN|NF|KS|AS"
_RAW_ORGS = (
    "ANSI/ASME|ANSI|ASME|API|IEEE(?: STD)?|ITU-[TR]|MIL-STD|NFPA|AATCC|ASTM|SAE|GOST|CSA|AWS|VDI|VDE|UL"
    "|CIE|OIML|CODEX|CAC"
)
_TYPES = "TR|TS|PAS|GUIDE|ISP|TTA|FDIS|DIS|CD|R"
_AMENDED = (
    rf"(?:{_S}[/+]?{_S}(?P<amd>AMD|AMENDMENT|COR|CORRIGENDUM|ADD|ISH)\.?{_S}(?P<amdno>[0-9]{{1,3}})"
    rf"(?:{_S}[:-]{_S}(?P<amdyear>{_YEAR4}))?|\+A(?P<a>[0-9]{{1,2}})(?::(?P<ayear>{_YEAR4}))?)?"
)
_WEAK = frozenset(
    {"AS", "API", "AWS", "BS", "CAC", "CIE", "CSA", "EN", "KS", "NF", "SAE", "UL", "VDE", "VDI"}
)
_INTERNATIONAL = re.compile(r"(?:ISO|IEC|CISPR|IWA|ITU|OIML|CODEX|CAC)\b")
_TOKENS = re.compile(r"[-/ ]+")
_SHORT = {"AMENDMENT": "AMD", "CORRIGENDUM": "COR"}


@cache
def _patterns(*, prose: bool) -> tuple[re.Pattern[str], ...]:
    """Dashed, Japanese and raw numbers."""
    gap = "" if prose else _S
    end = r"(?![A-Z0-9]|-[0-9])" if prose else "(?![A-Z0-9])"
    year = rf"(?:{_S}:{_S}(?P<year>{_YEAR4})(?:-[0-9]{{2}})?(?![0-9]))?"
    spaced = "" if prose else rf"(?: {{1,2}}(?P<syear>{_YEAR4})(?![-0-9年./]))?"
    parts = rf"(?P<part>(?:{gap}[-.]{gap}[0-9]{{1,6}}[A-Z]{{0,2}}(?![A-Z])){{0,4}})"
    raw_year = rf"(?:{gap}[:-]{gap}(?P<year>{_YEAR4}|[0-9]{{2}})[A-Z]?(?![0-9]))?"
    return (
        re.compile(
            rf"(?P<org>{_DASHED_ORGS})(?:{_S}[-/ ]?{_S}(?P<type>{_TYPES}))?{_S}-?{_S}"
            rf"(?P<num>[0-9]{{1,6}}[A-Z]{{0,2}}){parts}(?:{year}|{spaced}){_AMENDED}{end}"
        ),
        re.compile(
            rf"(?P<org>JIS)(?P<type>){_S}-?{_S}(?P<num>[A-Z]{_S}[0-9]{{4,5}}){parts}(?:{year}|{spaced}){_AMENDED}{end}"
        ),
        re.compile(
            rf"(?P<org>{_RAW_ORGS}){_S}(?P<num>(?:[A-Z]{{1,2}}[. ]?)?[0-9]{{1,6}}[A-Z]{{0,2}}"
            rf"(?:[-./](?!{_YEAR4}(?![0-9])|[0-9]{{2}}[A-Z]?(?![-0-9A-Z.]))[A-Z]{{0,1}}[0-9]{{1,5}}[A-Z]?){{0,4}}){raw_year}{end}"
        ),
    )


def read_outside(text: str, start: int, *, prose: bool) -> tuple[Number, int] | None:
    """Read one international or foreign number.

    Args:
        text: Folded text in upper case.
        start: Where the number begins.
        prose: True for running text.

    Returns:
        The number and the place after it; None if there is none.
    """
    dashed, japanese, raw = _patterns(prose=prose)
    for pattern in (dashed, japanese):
        found = pattern.match(text, start)
        if found:
            number = _dashed_number(found)
            break
    else:
        found = raw.match(text, start)
        if not found:
            return None
        number = _raw_number(found)
    return None if _doubtful(number, text, found, prose=prose) else (number, found.end())


def _doubtful(number: Number, text: str, found: re.Match[str], *, prose: bool) -> bool:
    """A short word such as "as" or "en" before a small number is more often a word than a body."""
    if number.code not in _WEAK or number.year:
        return False
    if number.code == "AS":
        return True
    digits = sum(char.isdigit() for char in number.number)
    return digits < len("10") if prose else found.start() > 0 or found.end() < len(text)


def _dashed_number(found: re.Match[str]) -> Number:
    groups = found.groupdict()
    segments = [piece for piece in re.split(r"[-. ]+", groups["part"]) if piece]
    year = groups["year"] or groups.get("syear") or ""
    if not year and segments and _is_year(segments[-1]):
        year = segments.pop()
    code = _code(found["org"])
    return Number(
        code=code,
        number=found["num"].replace(" ", ""),
        nature=groups["type"] or "",
        part="-".join(segments),
        year=year,
        amendment=_amendment(groups),
        kind=_kind(code),
    )


def _raw_number(found: re.Match[str]) -> Number:
    code = found["org"].removesuffix(" STD")
    year = expand_recent(found["year"] or "")
    return Number(code=code, number=found["num"].replace(" ", ""), year=year, kind=_kind(code))


def _is_year(segment: str) -> bool:
    return segment.isdigit() and _FIRST_FOREIGN_YEAR <= int(segment) <= last_year()


def _kind(code: str) -> Kind:
    return Kind.INTERNATIONAL if _INTERNATIONAL.match(code) else Kind.FOREIGN


def _code(org: str) -> str:
    """``ISO IEC`` and ``ISO-IEC`` to ``ISO/IEC``; European chains keep their spaces."""
    tokens = _TOKENS.split(org)
    if "EN" not in tokens:
        return "/".join(tokens)
    return " ".join(tokens).replace("ISO IEC", "ISO/IEC")


def _amendment(groups: dict[str, str | None]) -> str:
    word, serial, year = groups["amd"], groups["amdno"], groups["amdyear"]
    if groups["a"]:
        word, serial, year = "A", groups["a"], groups["ayear"]
    if not word:
        return ""
    text = f"{_SHORT.get(word, word)}{int(serial or 0)}"
    return f"{text}-{year}" if year else text
