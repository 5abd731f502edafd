"""What holds for every number and for every text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.standards.numbers import Kind, Number, clean, display, find_all, interpret, parse
from onestop.standards.numbers.grammar import LETTERED, LOCAL_ENGINEERING, WITHOUT_NATURE
from onestop.standards.numbers.regions import PROVINCES
from onestop.standards.numbers.sectors import SECTORS

DASHES = "-‐‑‒–—―−－"
SLASHES = "/／∕⁄"
SPACES = ["", " ", "  ", "\u3000", "\u00a0", "_"]

years = st.one_of(st.just(""), st.integers(1949, 2027).map(str))
serials = st.one_of(st.integers(1, 99999).map(str), st.integers(1, 999).map("{:04}".format))
parts = st.one_of(st.just(""), st.integers(1, 200).map(str), st.just("2.13"))
letters = st.text("ABCDEFGHJKLMNOPRSUVWXYZ", min_size=2, max_size=8)
sector_codes = st.sampled_from(sorted(set(SECTORS) - LETTERED - {"DB", "YBB"}))


@st.composite
def chinese_numbers(draw: st.DrawFn) -> Number:
    kind, code, natures = draw(
        st.one_of(
            st.just((Kind.NATIONAL, "GB", ("", "T", "Z"))),
            st.just((Kind.OCCUPATIONAL_HEALTH, "GBZ", ("", "T"))),
            st.just((Kind.MILITARY, "GJB", ("", "Z"))),
            sector_codes.map(lambda code: (Kind.INDUSTRY, code, ("", "T"))),
            st.sampled_from(sorted(PROVINCES)).map(lambda digits: (Kind.LOCAL, f"DB{digits}", ("", "T"))),
            st.just((Kind.LOCAL, "DB6505", ("T",))),
            letters.map(lambda code: (Kind.GROUP, f"T/{code}", ("",))),
            letters.map(lambda code: (Kind.ENTERPRISE, f"Q/{code}", ("",))),
            st.sampled_from(["JJG", "JJF", "JJG(新)", "JJF(军工)"]).map(
                lambda code: (Kind.METROLOGY, code, ("",))
            ),
        )
    )
    year = draw(years)
    return Number(
        code,
        draw(serials),
        nature=draw(st.sampled_from(natures)),
        part=draw(parts),
        year=year,
        note=draw(st.sampled_from(["", "2018年版"])) if year else "",
        amendment=draw(st.sampled_from(["", "XG1", "XG2-2021"])),
        kind=kind,
    )


equipment_numbers = st.builds(
    lambda letter, serial, year: Number("TSG", f"{letter}{serial:02}", year=year, kind=Kind.EQUIPMENT),
    st.sampled_from(["", "D", "T", "Z", "ZB"]),
    st.integers(1, 9999),
    years,
)
international_numbers = st.builds(
    lambda code, serial, part, year: Number(code, serial, part=part, year=year, kind=Kind.INTERNATIONAL),
    st.sampled_from(["ISO", "IEC", "ISO/IEC", "ISO/IEC/IEEE"]),
    st.integers(1, 99999).map(str),
    st.sampled_from(["", "1", "2-9", "10101", "2-2-1"]),
    years,
)
numbers = st.one_of(chinese_numbers(), equipment_numbers, international_numbers)


@given(numbers)
def test_what_is_printed_is_read_back(number: Number) -> None:
    assert parse(display(number)) == number


@given(chinese_numbers(), international_numbers)
def test_dual_number_is_read_back(number: Number, second: Number) -> None:
    dual = Number(number.code, number.number, number.nature, number.part, "2016", "", second, "", number.kind)
    assert parse(display(dual)) == dual


@given(numbers)
def test_address_and_order_are_valid_for_every_number(number: Number) -> None:
    assert set(number.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_新军工")
    assert 0 <= number.sort_key < 2**63


def widen(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@given(numbers, st.data())
def test_every_spelling_has_the_same_keys(number: Number, data: st.DataObject) -> None:
    text = display(number)
    text = text.replace("—", data.draw(st.sampled_from(DASHES)))
    text = text.replace("/", data.draw(st.sampled_from(SLASHES)))
    text = text.replace(" ", data.draw(st.sampled_from(SPACES)))
    text = data.draw(st.sampled_from([str, str.lower, widen]))(text)
    text = data.draw(
        st.sampled_from(["{}", "《{}》", " {} ", "{}.pdf", "{}（现行）", "标准号：{}", "{}。"])
    ).format(text)
    read = parse(text)
    assert read is not None, text
    assert (read.full_key, read.base_key, read.loose_key, read.slug) == (
        number.full_key,
        number.base_key,
        number.loose_key,
        number.slug,
    )
    assert interpret(text).number == read


PIECES = [
    *("GB", "/T", "T/", "Q/", "DB", "65", "JJG", "ISO", "IEC", "XG", "2019", "93", "1", "S"),
    *(
        "-",
        "—",
        ".",
        ":",
        "/",
        "(",
        ")",
        "ﷺ",
        "İ",
        "０",
        "第1号修改单",
        "(2018年版)",
        "国标",
        "地标",
        "标准号：",
    ),
]
near_numbers = st.lists(
    st.one_of(st.sampled_from(PIECES), st.just(" "), st.text(max_size=3)), max_size=14
).map("".join)
anything = st.one_of(st.text(), near_numbers)


@given(anything)
def test_no_text_raises_and_every_number_read_is_printed_readably(text: str) -> None:
    read = parse(text)
    if read is not None:
        assert parse(display(read)) == read
    for candidate in interpret(text).candidates:
        assert candidate.bare or parse(display(candidate)) is not None


@given(anything)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(anything)
def test_found_numbers_stand_where_they_are_said_to_stand(text: str) -> None:
    end_before = 0
    for start, end, number in find_all(text):
        assert end_before <= start < end <= len(text)
        assert parse(text[start:end]) == number
        end_before = end


HOSTILE = [
    *("GB ", "T/A", "A", "1", "-", "GB/T 1.1.", "Q/A-", "Q/A 1 ", "T/AB1-1", "(", "ﷺ", " ", ".pdf", "ISO "),
    *(
        "ISO 1-1-",
        "国标1",
        "标准号",
        "TT ",
        "第一号",
        "DB11",
        "JJG(新",
        "X/T 1",
        "IEEE C1.1.",
        "JIS B ",
        "--",
        "年",
    ),
    "(2018年版)",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_of_10000_characters_is_bounded(piece: str) -> None:
    """A pattern that backtracks without bound needs seconds or years here; the bounds are far from both."""
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    assert parse(text) is None
    parse(text[:200])
    interpret(text)
    assert time.process_time() - started < 0.1
    started = time.process_time()
    assert sum(1 for _ in find_all(text)) <= len(text)
    assert time.process_time() - started < 1


def test_codes_without_nature_are_known_codes() -> None:
    assert set(LOCAL_ENGINEERING) - {"DBJ"} <= WITHOUT_NATURE
