"""A code and no number: all standards of it; the name of a class: all of that."""

from collections.abc import Callable

import pytest

from onestop.standards.models import Standard
from onestop.standards.searching.asking import Question
from onestop.standards.searching.listing import Listing
from onestop.standards.searching.results import Page
from onestop.standards.searching.suggesting import suggest
from onestop.tests.factories.standards import StandardFactory
from onestop.tests.standards.searching.conftest import TODAY

Ask = Callable[..., Page]


def codes(page: Page) -> set[str]:
    """Return the codes of the rows."""
    return {row.standard.code_class for row in page.rows}


def of_code(*classes: str) -> int:
    """Return how many numbers the register has of some codes."""
    return Standard.objects.public().filter(code_class__in=classes).values("base_key").distinct().count()


@pytest.mark.clause("4.2.3.1")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("DB6505", {"DB6505/T"}),
        ("db6505t", {"DB6505/T"}),
        ("哈密 地方标准", {"DB6505/T"}),
        ("DB65 标准", {"DB65/T"}),
        ("tsg", {"TSG"}),
        ("T/CAS", {"T/CAS"}),
    ],
)
def test_a_code_alone_lists_what_has_it(ask: Ask, typed: str, expected: set[str]) -> None:
    page = ask(typed)
    assert codes(page) == expected
    assert page.total == of_code(*expected)
    assert not page.relaxed


def test_a_code_without_nature_means_every_nature(ask: Ask) -> None:
    assert ask("GB").total == of_code("GB", "GB/T", "GB/Z") > ask("GB/T").total == of_code("GB/T")
    assert ask("国标").total == ask("GB").total
    assert ask("强制性国家标准").total == of_code("GB")


def test_the_name_of_a_class_lists_it(ask: Ask) -> None:
    assert ask("团体标准").total == ask("", class_=["group"]).total > 0
    assert ask("行业标准").total == ask("", class_=["industry"]).total > 0


def test_a_code_can_be_narrowed_down_and_goes_with_the_text(ask: Ask) -> None:
    page = ask("GB", status=["current"])
    assert 0 < page.total < ask("GB").total
    listing = Listing(page, "/standards/")
    labels = [chip.title for chip in listing.chips]
    assert "GB/T" in labels
    (without,) = [chip.url for chip in listing.chips if chip.title == "GB/T"]
    assert without == "/standards/?status=current"


def test_the_summary_names_the_codes(ask: Ask) -> None:
    assert Listing(ask("db6505"), "/").summary.startswith("代号为 DB6505、DB6505/T 的标准")
    widened = Listing(ask("db6505", code=["GB/T"]), "/").summary
    assert widened.startswith("代号为 GB/T、DB6505、DB6505/T 的标准")


def test_a_code_that_nothing_has_stays_a_code(ask: Ask) -> None:
    page = ask("QC")
    assert (page.total, page.relaxed) == (0, False)
    assert Listing(page, "/").summary.startswith("代号为 QC、QC/T、QC/Z 的标准")


def test_a_code_that_nothing_has_may_be_a_word_of_a_title(ask: Ask, engine_away: None) -> None:
    StandardFactory(number="T/CAS 901-2020", title="QC 小组活动指南")
    page = ask("QC")
    assert [row.standard.number for row in page.rows] == ["T/CAS 901—2020"]
    assert Listing(page, "/").summary.startswith("查“QC”")


def test_the_database_lists_the_same(ask: Ask, engine_away: None, db: None) -> None:
    page = ask("DB6505")
    assert (page.degraded, page.total, codes(page)) == (True, of_code("DB6505", "DB6505/T"), {"DB6505/T"})


def test_suggestions_still_begin_with_the_code(ask: Ask) -> None:
    assert {standard.code_class for standard in suggest("db65", TODAY)} <= {"DB65/T", "DB6505/T"}
    assert suggest("db65", TODAY)


def test_a_number_beside_the_name_of_a_class_is_a_number() -> None:
    assert Question(text="GB/T 19012 国家标准").classes == {}
