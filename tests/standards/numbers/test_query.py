"""What a search box makes of a text."""

import pytest

from onestop.standards.numbers import QueryKind, interpret


def candidates(text: str) -> list[str]:
    return [str(number) for number in interpret(text).candidates]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("国标19012-2019", ["GB 19012—2019", "GB/T 19012—2019", "GB/Z 19012—2019"]),
        ("国标 GB/T 19012", ["GB/T 19012"]),
        ("国标/T 19012", ["GB/T 19012"]),
        ("地标 101-2021", ["DB6505/T 101—2021", "DB65/T 101—2021", "DB6505/ 101—2021", "DB65/ 101—2021"]),
        ("QBT2601-2003", ["QB/T 2601—2003", "Q/BT 2601—2003"]),
        ("GB Z 26337", ["GB/Z 26337", "GBZ 26337"]),
        ("GB 3100-05", ["GB 3100—2005", "GB 3100.05"]),
        ("GB/T 2423-30", ["GB/T 2423.30"]),
        ("GBT190122019", ["GB/T 190122019", "GB/T 19012—2019"]),
        ("JGJ522006", ["JGJ 522006", "JGJ 52—2006"]),
        ("Q/SH 1020/11542010", ["Q/SH 1020/11542010", "Q/SH 1020/1154—2010"]),
        ("GB/T 19012.2019", ["GB/T 19012.2019", "GB/T 19012—2019"]),
        ("GB/T 1900l-2016", ["GB/T 1900L—2016", "GB/T 19001—2016"]),
    ],
)
def test_ambiguous_spelling_offers_every_reading(typed: str, expected: list[str]) -> None:
    assert candidates(typed) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GB/T.19012-2019", "GB/T 19012—2019"),
        ("GB．50016", "GB 50016"),
        ("GB\\T 19012", "GB/T 19012"),
        ("gb|t19012-2019", "GB/T 19012—2019"),
        ("GB/T№19012", "GB/T 19012"),
        ("GB/T no.19012", "GB/T 19012"),
        ("GB/T编号：19012", "GB/T 19012"),
        ("gbt19012-2019pdf", "GB/T 19012—2019"),
        ("GBT19012 PDF", "GB/T 19012"),
        ("G B / T 1 9 0 1 2 - 2 0 1 9", "GB/T 19012—2019"),
        ("D B 6 5 0 5 / T 1 0 1", "DB6505/T 101"),
        ("GB/T l9001", "GB/T 19001"),
        ("GB/T 19OO1-2O16", "GB/T 19001—2016"),
        ("GB/T19OO1-2016 质量管理体系", "GB/T 19001—2016"),
        ("gbt I9001", "GB/T 19001"),
    ],
)
def test_a_stray_dot_and_letters_for_digits_are_read_as_meant(typed: str, meant: str) -> None:
    assert candidates(typed) == [meant]


def test_hints_are_the_same_number_of_another_nature() -> None:
    hints = [str(number) for number in interpret("GB 50011-2010").hints]
    assert hints == ["GB/T 50011—2010", "GB/Z 50011—2010"]
    assert interpret("TSG 08-2017").hints == ()


def test_hints_are_the_same_number_of_the_joint_bodies() -> None:
    assert [str(number) for number in interpret("iso17025").hints] == ["ISO/IEC 17025"]
    assert [str(number) for number in interpret("ISO/IEC 9001:2015").hints] == [
        "ISO 9001:2015",
        "IEC 9001:2015",
    ]


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("质量管理GB/T19012-2019顾客满意", "质量管理 顾客满意"),
        ("标准号：GB/T 19012-2019", ""),
        ("请问 GB/T 19012 现行吗？", "请问 现行吗"),
        ("GB/T 19012-2019《质量管理 顾客满意》", "质量管理 顾客满意"),
        ("ISO9001认证", "认证"),
        ("LED 灯 GB 7000.1", "LED 灯"),
        ("GB/T 19012-2019 (1).pdf", ""),
    ],
)
def test_words_beside_the_number_are_kept_and_labels_are_not(typed: str, rest: str) -> None:
    read = interpret(typed)
    assert read.kind is QueryKind.NUMBER
    assert read.rest == rest


@pytest.mark.parametrize(
    "typed",
    [
        "2019年度报告",
        "5G 基站",
        "5G",
        "3D打印",
        "110kV 变电站",
        "12345 热线",
        "PM2.5",
        "16GB 内存",
        "top 10",
        "Type 2-2019",
        "as 2019",
        "en route 66",
        "COVID-19",
        "维生素 B12 含量",
        "H62 黄铜",
        "quality management systems",
        "O2 传感器",
        "No.5 水泥",
        "vol.2",
        "Rev. 3",
        "I2C",
    ],
)
def test_ordinary_words_are_not_numbers(typed: str) -> None:
    read = interpret(typed)
    assert read.kind is QueryKind.TEXT
    assert read.rest == typed


def test_dated_digits_beside_words_are_a_number() -> None:
    read = interpret("19012-2019 质量管理")
    assert read.kind is QueryKind.BARE_NUMBER
    assert read.rest == "质量管理"


def test_text_keeps_its_case_and_loses_its_junk() -> None:
    assert interpret(" 《Quality\u200b management》.pdf ").rest == "Quality management"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("GB", ("GB", "GB/T", "GB/Z")),
        ("gb/t", ("GB/T",)),
        ("GBT 标准", ("GB/T",)),
        ("GBZ", ("GBZ", "GBZ/T", "GB/Z")),
        ("DB 6505", ("DB6505", "DB6505/T")),
        ("DB6505T", ("DB6505/T",)),
        ("DB/T", ("DB/T",)),
        ("TCAS", ("T/CAS",)),
        ("JJF（新）", ("JJF(新)",)),
        ("ISO/IEC", ("ISO/IEC",)),
        ("哈密 地方标准", ("DB6505/T", "DB6505")),
    ],
)
def test_a_code_alone_means_all_its_standards(typed: str, codes: tuple[str, ...]) -> None:
    read = interpret(typed)
    assert (read.kind, read.codes, read.rest, read.candidates) == (QueryKind.CODE, codes, "", ())


@pytest.mark.parametrize(
    "typed",
    ["DB", "LED", "电梯 1 2 3", "USB 3 0", "A 4 纸", "PVC", "TSG D", "GB GB", "标准", "T/", "A", "TOTAL", ""],
)
def test_other_letters_are_words(typed: str) -> None:
    assert interpret(typed).kind is QueryKind.TEXT
    assert interpret(typed).codes == ()
