"""Questions put to passages: what of a passage is searched, and how words of equal meaning count."""

from typing import Any

import pytest

from onestop.search.querying import normal_form
from onestop.standards.searching.passages import HALF, passage_query, passage_text


@pytest.mark.parametrize(
    ("heading", "searched"),
    [
        ("消费者权益保护法第二十四条", "消费者权益保护法"),
        ("中华人民共和国刑法第一百三十三条之一", "中华人民共和国刑法"),
        ("五、施工准备 (6) 地脚螺栓安装", "施工准备 地脚螺栓安装"),
        ("5.2.3 抽样", "抽样"),
        ("第三方检验", "第三方检验"),
        ("GB 7718", "GB 7718"),
        ("三相四线", "三相四线"),
    ],
)
def test_the_place_in_a_document_is_not_searched(heading: str, searched: str) -> None:
    assert " ".join(passage_text(heading, "").split()) == searched


def test_the_text_stays_as_it_is() -> None:
    assert passage_text("第一条", "依照第二条处理。").endswith("\n依照第二条处理。")


def clauses(should: list[Any]) -> list[tuple[str, str, float]]:
    """Return field, tokens and weight of each part of a query."""
    pairs = [next(iter(each["match"].items())) for each in should]
    return [(field, options["query"], options["boost"]) for field, options in pairs]


def test_words_that_only_ask_count_half_and_so_do_words_of_equal_meaning() -> None:
    *said, alike = normal_form(passage_query("如何退货", [["退款", "退还"]]))["bool"]["should"]
    asked = clauses(said)
    assert ("body_b", "如何 何退 退货", HALF) in asked
    assert ("body_b", "退货", HALF) in asked
    assert len(asked) == 4
    # Of the group the best one counts, however many there are.
    first, second = (each["bool"]["should"] for each in alike["dis_max"]["queries"])
    assert clauses(first) == [("body_b", "退款", HALF), ("body_u", "退 款", HALF)]
    assert clauses(second) == [("body_b", "退还", HALF), ("body_u", "退 还", HALF)]


def test_a_question_without_words_finds_nothing() -> None:
    assert passage_query("？！", [["退款"]]).to_dict() == {"match_none": {}}
