"""Keys, addresses and order."""

import re

import pytest

from onestop.standards.numbers import Number, parse, region_name, sector_name
from onestop.standards.numbers.sectors import SECTORS


def read(text: str) -> Number:
    number = parse(text)
    assert number is not None
    return number


def test_keys_of_a_full_number() -> None:
    number = read("GB/T 4943.1-2022")
    assert number.code_class == "GB/T"
    assert number.full_key == "GB/T|4943|1|2022"
    assert number.base_key == "GB/T|4943|1"
    assert number.family_key == "GB/T|4943"
    assert number.loose_key == "GBT4943.1"


def test_edition_note_makes_another_standard_of_the_same_base() -> None:
    first, revised = read("GB 50016-2014"), read("GB 50016-2014(2018年版)")
    assert revised.full_key == "GB|50016||2014|2018年版"
    assert first.full_key != revised.full_key
    assert first.slug != revised.slug
    assert first.base_key == revised.base_key


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("GB/T 19012-2019", "gb-t-19012-2019"),
        ("GB/T 1.1-2020", "gb-t-1_1-2020"),
        ("DB6505/T 101-2021", "db6505-t-101-2021"),
        ("DB11/ 1023-2013", "db11-1023-2013"),
        ("JJG(新) 12", "jjg-新-12"),
        ("IEC 60335-2-9", "iec-60335_2-9"),
        ("GB 50016-2014(2018年版)", "gb-50016-2014-ed2018"),
        ("Q/SH 1020/0332-2003", "q-sh-1020--0332-2003"),
    ],
)
def test_address_is_readable(text: str, slug: str) -> None:
    assert read(text).slug == slug


NEAR = [
    "GB 1-2020",
    "GB/T 1-2020",
    "GB/Z 1-2020",
    "GBZ 1-2020",
    "GB/T 1.2020",
    "GB/T 1.1-2020",
    "GB/T 11-2020",
    "GB/T 1.1.1-2020",
    "T/SG 1-2020",
    "TSG 1-2020",
    "TSG 01-2020",
    "Q/SH 1020/0332-2003",
    "Q/SH 10200332-2003",
    "Q/CSG 2 16 004-2019",
    "Q/CSG 216004-2019",
    "Q/A-B 1-2019",
    "Q/A/B 1-2019",
    "DBJ/T 15-30-2018",
    "DBJ15/T 30-2018",
    "IEC 60335-2-9:2019",
    "IEC 60335-2:2019",
    "HG/T 20592~20635-2009",
    "HG/T 20592-2009",
    "GB 50016-2014",
    "GB 50016-2014(2018年版)",
    "GB 50016-2014(2018年局部修订)",
    "JJG 1-2020",
    "JJG(新) 1-2020",
    "JJG(冀) 1-2020",
]


def test_two_keys_never_share_an_address() -> None:
    numbers = [read(text) for text in NEAR]
    assert len({number.full_key for number in numbers}) == len(NEAR)
    assert len({number.slug for number in numbers}) == len(NEAR)
    assert all(re.fullmatch(r"[-\w]+", number.slug) for number in numbers)


def test_order_is_by_code_number_part_and_year() -> None:
    ordered = [
        "DB65/T 9-2020",
        "DB6505/T 1-2020",
        "GB 2-2020",
        "GB 10-2020",
        "GB/T 1",
        "GB/T 1-1988",
        "GB/T 1.1-2009",
        "GB/T 1.1-2020",
        "GB/T 1.2-2020",
        "GB/T 1.10-2020",
        "GB/T 11-2020",
        "GB/Z 1-2020",
        "GBZ 1-2010",
        "HJ 1-2020",
        "T/CAS 9-2020",
        "T/CAT 1-2020",
        "TSG 08-2017",
        "TSG D0001-2009",
        "YY/T 0287-2017",
    ]
    keys = [read(text).sort_key for text in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_order_key_fits_a_signed_64_bit_column() -> None:
    largest = Number("Z" * 9, "9" * 20, nature="Z", part="9" * 9, year="9999")
    assert 0 <= read("AQ 1").sort_key <= largest.sort_key < 2**63


def test_parent_of_a_plain_number_is_itself() -> None:
    number = read("GB 1-2020")
    assert number.parent is number


def test_names_of_sectors_and_places() -> None:
    assert sector_name("HB") == "航空"
    assert sector_name("DB") == "地震"
    assert sector_name("JGJ") == "建筑工程"
    assert sector_name("GB") == ""
    assert region_name("DB6505") == "新疆维吾尔自治区哈密市"
    assert region_name("DBN6522") == "新疆维吾尔自治区哈密地区"
    assert region_name("DB4403") == "广东省"
    assert region_name("DB") == ""


@pytest.mark.parametrize("code", sorted(set(SECTORS) - {"SF"}))
def test_every_sector_code_is_read_with_and_without_its_slash(code: str) -> None:
    printed = read(f"{code}/T 1234-2020")
    assert printed.code == code
    assert printed.nature == "T"
    assert read(f"{code.replace('/', '')}T1234-2020") == printed
