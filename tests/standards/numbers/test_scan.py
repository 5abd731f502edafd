"""Numbers inside running text."""

import pytest

from onestop.standards.numbers import find_all


def found(text: str) -> list[str]:
    return [str(number) for _, _, number in find_all(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("GB/T 19012-2008, GB/T 19013-2009", ["GB/T 19012—2008", "GB/T 19013—2009"]),
        ("代替GB/T 19012-2008、DBN6522/T 005-2013", ["GB/T 19012—2008", "DBN6522/T 005—2013"]),
        ("应符合ＧＢ／Ｔ　１９０１２－２０１９的规定。", ["GB/T 19012—2019"]),
        ("本标准按照 GB/T 1.1—2009 给出的规则起草。", ["GB/T 1.1—2009"]),
        ("按GB/T 5009.1。2019年起实施", ["GB/T 5009.1"]),
        ("见 GB/T 19012. 2019年修订", ["GB/T 19012"]),
        ("GB/T 24001—2016/ISO 14001:2015 与 GB/T 19001", ["GB/T 24001—2016/ISO 14001:2015", "GB/T 19001"]),
        ("GB 175-2007/XG1-2009", ["GB 175—2007/XG1—2009"]),
        ("GB 50016-2014（2018年版）第 5 章", ["GB 50016—2014(2018年版)"]),
        ("（YY/T 0287-2017 idt ISO 13485:2016）", ["YY/T 0287—2017", "ISO 13485:2016"]),
        ("DB6505/T 101—2021 DB65/T 3456", ["DB6505/T 101—2021", "DB65/T 3456"]),
        ("HJ 91.1、JGJ 46 和 TSG 08", ["HJ 91.1", "JGJ 46", "TSG 08"]),
        ("Q/CSG 2 16 004-2019《安全生产禁令》", ["Q/CSG 2 16 004—2019"]),
        ("计划号20213297-T-469", ["20213297-T-469"]),
        ("DB13/T\n5651.5-2023", ["DB13/T 5651.5—2023"]),
        ("gb/t 19012-2019", ["GB/T 19012—2019"]),
    ],
)
def test_references_are_found(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "内存 16 GB 2019 款",
        "sh 600519",
        "温度 as 25 度，en 3",
        "GB/T 1234-5678",
        "电话 0902-2233445",
        "型号 TCL 55-2019",
        "DB 11 个",
        "性质代号为 T/Q/Z-3 位",
        "",
    ],
)
def test_other_letters_and_digits_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_places_are_those_of_the_original_text() -> None:
    text = "①㎏ﬁ ＧＢ／Ｔ　１９０１２－２０１９，ＩＳＯ １０００２"
    spans = [text[start:end] for start, end, _ in find_all(text)]
    assert spans == ["ＧＢ／Ｔ　１９０１２－２０１９", "ＩＳＯ １０００２"]
