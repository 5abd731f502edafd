"""Marks: right places, nothing unescaped, whatever the text."""

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.search.highlighting import highlight, sentence, spans

ANY_TEXT = st.text(max_size=120)
SCOPE = (
    "本文件规定了服务的总体要求。适用于各级服务中心的建设与运行！"
    "质量基础设施一站式服务应当公开流程，企业可以提出需求；其他机构参照执行。" * 4
)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("产品质量标准", "质量标准", "产品<mark>质量标准</mark>"),
        ("质量管理标准", "质量标准", "<mark>质量</mark>管理<mark>标准</mark>"),
        ("ＧＢ／Ｔ 19012", "gb 19012", "<mark>ＧＢ</mark>／Ｔ <mark>19012</mark>"),
        ("5G网络与4G", "5g", "<mark>5G</mark>网络与4G"),
        ("用水与水质", "水", "用<mark>水</mark>与<mark>水</mark>质"),
        ("<b>质量</b>&", "质量", "&lt;b&gt;<mark>质量</mark>&lt;/b&gt;&amp;"),
        ("①质量", "质量", "①<mark>质量</mark>"),
        ("nothing", "质量", "nothing"),
        ("质量", "", "质量"),
    ],
)
def test_what_the_query_matches_is_marked(text: str, query: str, marked: str) -> None:
    assert highlight(text, query) == marked


@given(ANY_TEXT, ANY_TEXT)
def test_marks_change_nothing_else_and_all_is_escaped(text: str, query: str) -> None:
    marked = str(highlight(text, query))
    bare = re.sub(r"</?mark>", "", marked)
    assert html.unescape(bare) == html.unescape(html.escape(text))
    assert "<" not in bare


@given(ANY_TEXT, ANY_TEXT)
def test_marked_parts_are_in_order_and_apart(text: str, query: str) -> None:
    found = spans(text, query)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(first[1] < second[0] for first, second in pairwise(found))


def test_the_excerpt_begins_with_the_sentence_that_matches_best() -> None:
    excerpt = sentence(SCOPE, "企业 提出需求 公开流程", width=60)
    assert excerpt.startswith("…质量基础设施一站式服务应当公开流程，企业可以提出需求")
    assert excerpt.endswith("…")
    assert len(excerpt) <= 62


def test_a_short_text_is_its_own_excerpt() -> None:
    assert sentence("一 句\n话", "话") == "一 句 话"


@given(st.text(max_size=400), ANY_TEXT, st.integers(min_value=10, max_value=200))
def test_an_excerpt_is_never_longer_than_asked(text: str, query: str, width: int) -> None:
    assert len(sentence(text, query, width)) <= width + 2
