"""The test vectors of the number grammar: what was typed, and the keys it must resolve by.

Their numbers are in the identifiers; vectors about search results alone are proven with the search.
"""

import pytest

from onestop.standards.numbers import Kind, QueryKind, interpret, parse

GBT_19012_2019 = "GB/T|19012||2019"

SAME_KEY = [
    ("1", "GB/T 19012-2019", GBT_19012_2019),
    ("2", "GB/T 19012—2019", GBT_19012_2019),
    ("3", "GB／T19012—2019", GBT_19012_2019),
    ("4", "ＧＢ／Ｔ　１９０１２－２０１９", GBT_19012_2019),
    ("5", "GB∕T 19012–2019", GBT_19012_2019),
    ("6-hyphen", "GB/T 19012‑2019", GBT_19012_2019),
    ("6-minus", "GB/T 19012−2019", GBT_19012_2019),
    ("6-bar", "GB/T 19012―2019", GBT_19012_2019),
    ("7-glued", "gbt19012-2019", GBT_19012_2019),
    ("7-dash", "GB-T 19012-2019", GBT_19012_2019),
    ("7-underscore", "GB_T_19012_2019", GBT_19012_2019),
    ("7-spaces", "gb t 19012 2019", GBT_19012_2019),
    ("8-file", "GBT19012-2019.pdf", GBT_19012_2019),
    ("8-title-marks", "《GB/T 19012-2019》", GBT_19012_2019),
    ("8-state", "GB/T 19012-2019（现行）", GBT_19012_2019),
    ("9", "gbt19012", "GB/T|19012||"),
    ("10", "GB/T 19012-2008", "GB/T|19012||2008"),
    ("12", "GB/T 1.1", "GB/T|1|1|"),
    ("13", "GB/T 1", "GB/T|1||"),
    ("14", "GB 4943.1-2022", "GB|4943|1|2022"),
    ("15", "GB 3100-93", "GB|3100||1993"),
    ("16", "GBZ 1", "GBZ|1||"),
    ("17-slash", "GB/Z 26337.1", "GB/Z|26337|1|"),
    ("17", "GBZ 26337.1", "GBZ|26337|1|"),
    ("18", "GBZ/T 160.1", "GBZ/T|160|1|"),
    ("18-glued", "gbzt160.1", "GBZ/T|160|1|"),
    ("19", "DB65/T 3456", "DB65/T|3456||"),
    ("19-glued", "db65t3456", "DB65/T|3456||"),
    ("20", "DB6505/T 101-2021", "DB6505/T|101||2021"),
    ("20-glued", "DB6505T101—2021", "DB6505/T|101||2021"),
    ("20-space", "DB 6505/T 101", "DB6505/T|101||"),
    ("21", "DB/T 45", "DB/T|45||"),
    ("22", "T/CAS 1.1-2017", "T/CAS|1|1|2017"),
    ("22-glued", "TCAS1.1", "T/CAS|1|1|"),
    ("22-wide", "T／CAS 1.1", "T/CAS|1|1|"),
    ("23", "TSG 08-2017", "TSG|08||2017"),
    ("23-glued", "TSG08", "TSG|08||"),
    ("24", "TSG D0001", "TSG|D0001||"),
    ("24-lower", "tsg z6001", "TSG|Z6001||"),
    ("25", "JJG 196", "JJG|196||"),
    ("25-part", "JJF 1059.1-2012", "JJF|1059|1|2012"),
    ("26", "JJG(新) 12", "JJG(新)|12||"),
    ("26-wide", "JJG（新）12", "JJG(新)|12||"),
    ("27", "Q/HMJC 0001S-2021", "Q/HMJC|0001S||2021"),
    ("28", "ISO 10002:2018", "ISO|10002||2018"),
    ("28-dash", "ISO10002-2018", "ISO|10002||2018"),
    ("29", "IEC 60335-2-9", "IEC|60335|2-9|"),
    ("30", "ISO/IEC 17025", "ISO/IEC|17025||"),
    ("31", "GB/T 24001-2016/ISO 14001:2015", "GB/T|24001||2016"),
    ("32", "GB 175-2007/XG1-2009", "GB|175||2007"),
    ("32-undated", "GB 175-2007/XG1", "GB|175||2007"),
    ("32-words", "GB 175-2007 第1号修改单", "GB|175||2007"),
    ("33", "20213297-T-469", "PLAN|20213297|469|"),
    ("38", "GB/T 99999-2099", "GB/T|99999||2099"),
]


@pytest.mark.parametrize(("typed", "key"), [pytest.param(*row[1:], id=row[0]) for row in SAME_KEY])
def test_typed_number_has_the_key_of_the_standard(typed: str, key: str) -> None:
    number = parse(typed)
    assert number is not None
    assert number.full_key == key
    assert interpret(typed).number == number


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("GB/T 1.1", "GB/T 1.10"),
        ("GB/T 1", "GB/T 11"),
        ("GBZ 1", "GBZ 19"),
        ("GB/Z 26337.1", "GBZ 26337.1"),
        ("T/SG 08", "TSG 08"),
        ("QB/T 2601", "Q/BT 2601"),
        ("DB/T 45", "DB45/T 45"),
        ("TSG 8", "TSG 08"),
    ],
)
def test_near_numbers_have_different_keys_and_addresses(typed: str, other: str) -> None:
    one, two = parse(typed), parse(other)
    assert one is not None
    assert two is not None
    assert one.base_key != two.base_key
    assert one.slug != two.slug


@pytest.mark.parametrize(("typed", "year"), [("19012", ""), ("19012-2019", "2019")])
def test_digits_alone_are_a_number_of_any_code(typed: str, year: str) -> None:
    read = interpret(typed)
    assert read.kind is QueryKind.BARE_NUMBER
    assert read.number is not None
    assert read.number.bare
    assert (read.number.number, read.number.year) == ("19012", year)
    assert parse(typed) is None


def test_gbz_without_slash_offers_both_classes_and_with_slash_one() -> None:
    assert [number.code_class for number in interpret("GBZ 26337.1").candidates] == ["GBZ", "GB/Z"]
    assert [number.code_class for number in interpret("GB/Z 26337.1").candidates] == ["GB/Z"]


def test_unpadded_number_meets_the_padded_one_by_the_loose_key() -> None:
    one, two = parse("TSG 8"), parse("TSG 08")
    assert one is not None
    assert two is not None
    assert one.loose_key == two.loose_key


def test_dual_number_has_the_keys_of_both() -> None:
    number = parse("GB/T 24001-2016/ISO 14001:2015")
    assert number is not None
    assert number.dual is not None
    assert number.dual.full_key == "ISO|14001||2015"


@pytest.mark.parametrize(
    ("typed", "amendment"),
    [
        ("GB 175-2007/XG1-2009", "XG1-2009"),
        ("GB 175-2007/XG1", "XG1"),
        ("GB 175-2007 第1号修改单", "XG1"),
        ("GB 175-2007第一号修改单", "XG1"),
        ("GB 175-2007《通用硅酸盐水泥》第十二号修改单", "XG12"),
        ("GB/T 15629.11—2003/XG1—2006", "XG1-2006"),
    ],
)
def test_amendment_belongs_to_its_parent(typed: str, amendment: str) -> None:
    number = interpret(typed).number
    assert number is not None
    assert number.amendment == amendment
    assert number.parent.amendment == ""
    assert number.parent.full_key == number.full_key


def test_plan_is_told_from_a_standard() -> None:
    read = interpret("20213297-T-469")
    assert read.kind is QueryKind.PLAN
    assert read.number is not None
    assert read.number.kind is Kind.PLAN
    assert str(read.number) == "20213297-T-469"


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("03.120.10", QueryKind.ICS, "03.120.10"),
        ("03.120", QueryKind.ICS, "03.120"),
        ("ICS 67", QueryKind.ICS, "67"),
        ("A00", QueryKind.CCS, "A00"),
        ("ccs：x 04", QueryKind.CCS, "X04"),
    ],
)
def test_class_codes_are_recognised(typed: str, kind: QueryKind, code: str) -> None:
    read = interpret(typed)
    assert read.kind is kind
    assert read.ics + read.ccs == code


@pytest.mark.parametrize("typed", ["投诉处理", "顾客满意 投诉"])
def test_words_stay_words(typed: str) -> None:
    read = interpret(typed)
    assert (read.kind, read.rest, read.candidates) == (QueryKind.TEXT, typed, ())


def test_number_wins_over_the_words_beside_it() -> None:
    read = interpret("GB/T 19012-2019 质量管理 Quality")
    assert read.number is not None
    assert read.number.full_key == GBT_19012_2019
    assert read.rest == "质量管理 Quality"


def test_year_that_cannot_be_is_kept_and_told() -> None:
    number = parse("GB/T 99999-2099")
    assert number is not None
    assert not number.plausible_year


@pytest.mark.parametrize("typed", ["<script>", "%", "*", "", "😀", "字" * 500, "\x00", "GB" * 300])
def test_junk_is_text(typed: str) -> None:
    assert interpret(typed).kind is QueryKind.TEXT
    assert parse(typed) is None
