"""What somebody typed into a search box: a number, a code alone, a class of standards, or words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from onestop.standards.numbers.assembly import han_integer
from onestop.standards.numbers.grammar import WITHOUT_NATURE
from onestop.standards.numbers.labels import is_label, named_codes, spell_out_alias
from onestop.standards.numbers.model import Kind, Number
from onestop.standards.numbers.reading import Reading, read_at
from onestop.standards.numbers.text import MAX_QUERY, ascii_upper, soften
from onestop.standards.numbers.years import expand, is_plausible, last_year

_START = re.compile(r"(?<![A-Z0-9])(?:[A-Z](?=[A-Z /-])|[0-9]{8}(?= ?- ?[TQZ]))")
_DIGIT = re.compile(r"[0-9]")
_ICS = re.compile(r"([0-9]{2})(?:\.([0-9]{3})(?:\.([0-9]{2}))?)?")
_CCS = re.compile(r"([A-HJ-NP-Z]) ?([0-9]{2})(?:/[0-9]{2})?")
_CLASS_LABEL = re.compile(r"(?:ICS|CCS)(?:号|分类号?)? ?:? ?")
_BARE = re.compile(
    r"(?P<num>[0-9]{1,7}|[0-9]{3,7}[A-Z])(?P<part>(?:\.[0-9]{1,4}){0,3})"
    r"(?: ?[-:]{1,2} ?(?P<year>(?:19|20)[0-9]{2}|[5-9][0-9])| (?P<syear>(?:19|20)[0-9]{2}))?(?![0-9A-Z.-])"
)
_DASH_TWO_DIGITS = re.compile(r" ?- ?([0-9]{1,3})(?![0-9.])")
_AMENDED = re.compile(r"第 ?([0-9一二三四五六七八九十]{1,3}) ?号修改单")
_NATURES = {
    Kind.NATIONAL: ("", "T", "Z"),
    Kind.INDUSTRY: ("", "T", "Z"),
    Kind.MILITARY: ("", "Z"),
    Kind.LOCAL: ("", "T"),
    Kind.OCCUPATIONAL_HEALTH: ("", "T"),
}
_BODIES = {"ISO": ("ISO/IEC",), "IEC": ("ISO/IEC",), "ISO/IEC": ("ISO", "IEC")}
"""People leave out one of the two bodies of a joint standard, or add the other."""
_DOT_AFTER_CODE = re.compile(r"(?<=[A-Za-z])\.(?= ?[0-9])")
_LOOKALIKES = re.compile(
    r"(?:(?<=[A-Za-z])[0-9]|(?<![A-Za-z0-9])(?=[OoIl]{0,9}[0-9])[0-9OoIl])[0-9OoIl]{0,8}(?![A-Za-z0-9])"
)
_SLASHES_MEANT = str.maketrans("\\|", "//")
_NUMBER_SIGN = re.compile(r"(?<=[A-Za-z]) ?(?:no[.:]?|编号:?|标准号:?|第) ?(?=[0-9])", re.IGNORECASE)
_DIGITS_MEANT = str.maketrans("OoIlL", "00111")
_LABEL_AT_END = re.compile(r" ?标准(?:目录|清单)?$")
_EDGES = " ,;:.、。，；：/-()+|!?！？"
_MOST_STARTS = 40
_SHORTEST_SERIAL = 2


class QueryKind(StrEnum):
    """What a query is, by its form alone."""

    NUMBER = "number"
    BARE_NUMBER = "bare_number"
    PLAN = "plan"
    CODE = "code"
    ICS = "ics"
    CCS = "ccs"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a query is understood.

    Attributes:
        kind: What it is.
        candidates: Numbers that the spelling can mean, the likeliest first.
        hints: Numbers of another nature or body that may be meant (GB for GB/T, ISO/IEC for ISO); offer them,
            never call them exact.
        rest: The words beside the number, in their own case; the whole query when it has no number.
        ics: The ICS code, ``03.120.10``.
        ccs: The CCS code, ``A00``.
        codes: The codes with their natures that a code alone stands for: ``GB``, ``GB/T``, ``GB/Z``.
    """

    kind: QueryKind
    candidates: tuple[Number, ...] = ()
    hints: tuple[Number, ...] = ()
    rest: str = ""
    ics: str = ""
    ccs: str = ""
    codes: tuple[str, ...] = ()

    @property
    def number(self) -> Number | None:
        """The likeliest number, if there is any."""
        return self.candidates[0] if self.candidates else None


def interpret(text: str) -> Interpretation:
    """Understand what somebody typed.

    Args:
        text: Anything; beyond ``MAX_QUERY`` characters nothing is read.

    Returns:
        An interpretation; never raises.
    """
    soft = soften(text[:MAX_QUERY]) if isinstance(text, str) else ""
    upper = ascii_upper(soft)
    understood = (
        _as_class(upper)
        or _as_number(soft)
        or _as_bare(soft, upper)
        or _as_number(_repaired(soft))
        or _as_spaced(soft)
        if _DIGIT.search(upper)
        else None
    )
    return understood or _as_code(soft) or Interpretation(QueryKind.TEXT, rest=soft)


def _as_code(soft: str) -> Interpretation | None:
    """``DB6505``, ``yy/t``, ``国标``: a code and no number, all standards of which are meant."""
    codes = named_codes(soft) or tuple(_codes_of(_LABEL_AT_END.sub("", soft)))
    return Interpretation(QueryKind.CODE, codes=codes) if codes else None


def _codes_of(code: str) -> Iterator[str]:
    first = f"{ascii_upper(code)} 1"
    reading = read_at(first, 0)
    if reading is None or reading.end != len(first) or reading.number.number != "1":
        return
    number = reading.number
    natures = ("",) if number.nature or number.code in WITHOUT_NATURE else _NATURES.get(number.kind, ("",))
    yield from (replace(number, nature=number.nature or nature).code_class for nature in natures)
    yield from (other.code_class for other in reading.others)


def _repaired(soft: str) -> str:
    """``GB.50016``, ``GB|T 19012``, ``GB/T No.19012``, ``GB/T 19OO1``: what stands for other signs."""
    dotless = _DOT_AFTER_CODE.sub(" ", _NUMBER_SIGN.sub(" ", soft.translate(_SLASHES_MEANT)))
    return _LOOKALIKES.sub(lambda found: found[0].translate(_DIGITS_MEANT), dotless)


def _as_spaced(soft: str) -> Interpretation | None:
    """``G B / T 1 9 0 1 2``, as a scanned page is read: a number where no space counts, and nothing else."""
    found = _as_number(soft.replace(" ", ""))
    return None if found is None or found.rest else found


def _as_class(upper: str) -> Interpretation | None:
    """A code of ICS or CCS and nothing else; two digits alone need the word ICS or a leading zero."""
    label = _CLASS_LABEL.match(upper)
    code = upper[label.end() :] if label else upper
    ics = _ICS.fullmatch(code)
    if ics and (label or ics[2] or code.startswith("0")):
        return Interpretation(QueryKind.ICS, ics=code)
    ccs = _CCS.fullmatch(code)
    if ccs:
        return Interpretation(QueryKind.CCS, ccs=ccs[1] + ccs[2])
    return None


def _as_number(soft: str) -> Interpretation | None:
    spellings = spell_out_alias(soft)
    found = _first_reading(ascii_upper(spellings[0]))
    if not found:
        return None
    start, reading = found
    candidates = [reading.number, *reading.others]
    for spelling in spellings[1:]:
        other = read_at(ascii_upper(spelling), start)
        candidates += [other.number] if other else []
    before, after = spellings[0][:start], spellings[0][reading.end :]
    candidates += [*_lost_dash(reading.number), *_misread(reading.number)]
    candidates, after = _loose_end(candidates, after)
    candidates, after = _amendment_in_words(candidates, after)
    kind = QueryKind.PLAN if reading.number.kind is Kind.PLAN else QueryKind.NUMBER
    unique = tuple(dict.fromkeys(candidates))
    first = unique[0].parent
    hints = tuple(hint for hint in (*_other_natures(first), *_other_bodies(first)) if hint not in unique)
    return Interpretation(kind, unique, hints, _words(before, after))


def _first_reading(upper: str) -> tuple[int, Reading] | None:
    for count, found in enumerate(_START.finditer(upper)):
        if count == _MOST_STARTS:
            break
        reading = read_at(upper, found.start())
        if reading:
            return found.start(), reading
    return None


def _loose_end(candidates: list[Number], after: str) -> tuple[list[Number], str]:
    """``GB 3100-05``, ``GB/T 2423-10``: digits after a dash that the grammar refuses as a year.

    They may be a year of this century in two digits, or a part whose dot became a dash: both are offered.
    """
    first = candidates[0]
    found = _DASH_TWO_DIGITS.match(after)
    if not found or first.year or first.part or first.kind.outside_china or first.kind is Kind.PLAN:
        return candidates, after
    digits, readings = found[1], []
    if len(digits) == len("05") and 2000 + int(digits) <= last_year():
        readings.append(replace(first, year=f"20{digits}"))
    readings.append(replace(first, part=digits))
    return readings + candidates[1:], after[found.end() :]


def _lost_dash(number: Number) -> Iterator[Number]:
    """``GB/T 190122019``, ``GB/T 19012.2019``: the dash before the year left out or made a dot."""
    if number.year or number.kind.outside_china or number.kind is Kind.PLAN:
        return
    text, year = number.number[:-4], number.number[-4:]
    if number.part.isdigit() and is_plausible(number.part):
        yield replace(number, part="", year=number.part)
    elif len(text) >= _SHORTEST_SERIAL and not number.part and text[-1].isdigit() and is_plausible(year):
        yield replace(number, number=text, year=year)


def _misread(number: Number) -> Iterator[Number]:
    """``GB/T 1900l``: a last letter that may be a digit."""
    meant = number.number.translate(_DIGITS_MEANT)
    if meant != number.number and meant.isdigit() and not number.kind.outside_china:
        yield replace(number, number=meant)


def _amendment_in_words(candidates: list[Number], after: str) -> tuple[list[Number], str]:
    """``GB 175-2007《通用硅酸盐水泥》第1号修改单``: the title may stand between number and amendment."""
    found, first = _AMENDED.search(after), candidates[0]
    serial = han_integer(found[1]) if found else 0
    if not found or not serial or first.amendment or first.kind.outside_china or first.kind is Kind.PLAN:
        return candidates, after
    amended = [replace(number, amendment=f"XG{serial}") for number in candidates]
    return amended, after[: found.start()] + after[found.end() :]


def _words(*pieces: str) -> str:
    kept = (piece.strip(_EDGES) for piece in pieces)
    return " ".join(piece for piece in kept if piece and not is_label(piece))


def _other_natures(number: Number) -> Iterator[Number]:
    """Standards change their nature and keep their number: GB 50011 became GB/T 50011."""
    for nature in _NATURES.get(number.kind, ()):
        if nature != number.nature and number.code not in WITHOUT_NATURE:
            yield replace(number, nature=nature)


def _other_bodies(number: Number) -> Iterator[Number]:
    """``ISO 17025`` is what people write for ISO/IEC 17025."""
    for code in _BODIES.get(number.code, ()):
        yield replace(number, code=code)


def _as_bare(soft: str, upper: str) -> Interpretation | None:
    """Digits without a code: alone, or with a year so that they can hardly be anything else beside words."""
    found = _BARE.match(upper)
    if not found:
        return None
    year, rest = found["year"] or found["syear"] or "", soft[found.end() :]
    if rest.strip(_EDGES) and not (found["year"] and rest[0] in " ,;:、"):
        return None
    number = Number("", found["num"], part=found["part"].strip("."), year=expand(year))
    return Interpretation(QueryKind.BARE_NUMBER, (number,), rest=_words(rest))
