"""Words, pasted titles, former titles, order and pages."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onestop.search import analysis
from onestop.standards.models import Standard
from onestop.standards.numbers import parse
from onestop.standards.searching.asking import Question
from onestop.standards.searching.keys import keys_of, prefixes_of, stored_keys, stored_prefixes
from onestop.standards.searching.results import Page
from onestop.standards.searching.service import search
from onestop.standards.searching.tiers import Match
from onestop.standards.searching.wording import plain, title_key
from onestop.tests.factories.standards import StandardFactory
from onestop.tests.factories.standards_index import indexed

TODAY = dt.date(2026, 11, 22)
Ask = Callable[..., Page]


def load() -> None:
    """Load a small register in which each record is there for one test."""
    for year, title in ((2010, "风险管理"), (2020, "风险控制指南"), (2027, "风险全过程")):
        StandardFactory(
            number=f"GB/T 5001-{year}",
            title=f"医疗器械 {title}",
            issued_on=None,
            effective_on=dt.date(year, 1, 1),
        )
    StandardFactory(
        number="GB/T 5002-2015", title="气瓶 第1部分：检验", scope="本文件规定了哈密瓜种植的要求。"
    )
    StandardFactory(number="GB/T 5003-2015", title="哈密瓜 种植规范", title_en="Hami melon growing")
    StandardFactory(number="GB/T 5004-2015", title="示例：保密的草稿 哈密瓜", live=False)
    StandardFactory(number="GB/T 5005-2015", title="火灾探测报警产品的维修保养与报废", nature="recommended")
    StandardFactory(number="GB 5006-2015", title="锅", other_titles="铁锅\n铝锅")
    for number in range(60):
        StandardFactory(number=f"DB65/T {7000 + number}-2018", title=f"相同名称的标准 {'甲' * (number % 2)}")


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), indexed("words", load):
        yield


def titles(page: Page, match: Match | None = None) -> list[str]:
    return [row.standard.title for row in page.rows if match is None or row.match is match]


def test_a_former_title_finds_the_edition_in_force(ask: Ask) -> None:
    page = ask("医疗器械 风险管理")
    assert [row.standard.number for row in page.rows] == ["GB/T 5001—2020"]
    assert page.rows[0].status == "current"


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2010, 1, 1), "2010"), (dt.date(2026, 12, 31), "2020"), (dt.date(2027, 1, 1), "2027")],
)
@pytest.mark.usefixtures("register", "db")
def test_the_day_decides_which_edition_stands_for_the_number(day: dt.date, expected: str) -> None:
    page = search(Question(text="医疗器械 风险全过程"), day)
    assert [row.standard.number for row in page.rows] == [f"GB/T 5001—{expected}"]


def test_a_title_stands_before_a_text_that_says_the_same(ask: Ask) -> None:
    page = ask("哈密瓜")
    assert titles(page) == ["哈密瓜 种植规范", "气瓶 第1部分：检验"]
    assert [row.match for row in page.rows] == [Match.TITLE, Match.TEXT]
    assert "<mark>哈密瓜</mark>" in page.rows[1].excerpt


def test_drafts_are_never_found(ask: Ask) -> None:
    assert not any("保密" in title for title in titles(ask("保密的草稿")))


def test_english_and_single_characters_are_found(ask: Ask) -> None:
    assert titles(ask("melon")) == ["哈密瓜 种植规范"]
    assert titles(ask("锅")) == ["锅"]
    assert titles(ask("铝锅")) == ["锅"]


@pytest.mark.parametrize(
    "pasted",
    [
        "火灾探测报警产品的维修保养与报废[S].",
        "火灾探测报警产品的维修、保养及报废",
        "《火灾探测报警产品的维修保养与报废》",
        "火灾探测 报警产品的维修 保养与报废要求",
    ],
)
def test_a_pasted_title_may_differ_a_little(ask: Ask, pasted: str) -> None:
    assert titles(ask(pasted))[0] == "火灾探测报警产品的维修保养与报废"


def test_ordinals_are_the_same_in_words_and_figures(ask: Ask) -> None:
    assert titles(ask("气瓶 第一部分 检验"))[0] == "气瓶 第1部分：检验"


def test_without_a_common_hit_the_closest_titles_are_offered(ask: Ask) -> None:
    page = ask("哈密瓜 种植 采摘")
    assert page.relaxed
    assert titles(page)[0] == "哈密瓜 种植规范"


def test_equal_titles_keep_their_order_over_all_pages(ask: Ask) -> None:
    seen = [row.standard.pk for number in (1, 2, 3) for row in ask("相同名称", page=number).rows]
    again = [row.standard.pk for number in (3, 2, 1) for row in reversed(ask("相同名称", page=number).rows)]
    assert len(set(seen)) == len(seen) == 60
    assert seen == again[::-1]


@pytest.mark.parametrize("page", [501, 10_000, 1_000_000])
def test_a_page_far_down_costs_nothing_and_is_empty(ask: Ask, page: int) -> None:
    answer = ask("相同名称", page=page)
    assert answer.total == 60
    assert not answer.rows


@pytest.mark.parametrize(("sort", "first"), [("number", "DB65/T 7000—2018"), ("effective", "GB/T 5002—2015")])
def test_other_orders_than_the_best_match(ask: Ask, sort: str, first: str) -> None:
    page = ask("", sort=sort)
    assert page.rows[0].standard.number.startswith(first)


def test_wording_is_stable() -> None:
    assert plain("第十二部分 [S]") == "第12部分"
    assert plain("第二十一部分") == "第21部分"
    assert title_key("火灾 声和／或光-警报器") == title_key("火灾声和或光警报器")


def test_what_the_columns_give_is_what_the_number_gives(register: None, db: None) -> None:
    """The index is filled from the columns; a question is read from text: their keys must meet."""
    records = list(Standard.objects.all())
    assert records
    for record in records:
        number = parse(record.number)
        assert number is not None
        assert set(stored_keys(record)) == set(keys_of(number)), record.number
        assert set(stored_prefixes(record)) == set(prefixes_of(number)), record.number


def test_both_kinds_of_grams_are_read_at_once() -> None:
    for text in ("GB/T 19012—2019 质量管理 a一b", "", "５Ｇ网络", "水"):
        assert analysis.grams(text) == (analysis.bigrams(text), analysis.unigrams(text))
