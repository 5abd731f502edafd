"""The 40 look-up vectors of spec/standards.md 2.3, asked as a visitor asks, on the engine in use."""

from collections.abc import Callable

import pytest

from onestop.standards.searching.results import Page
from onestop.standards.searching.tiers import Match

Ask = Callable[..., Page]

EXACT = {
    "1": ("GB/T 19012-2019", "GB/T 19012—2019"),
    "2": ("GB/T 19012—2019", "GB/T 19012—2019"),
    "3": ("GB／T19012—2019", "GB/T 19012—2019"),
    "4": ("ＧＢ／Ｔ　１９０１２－２０１９", "GB/T 19012—2019"),
    "5": ("GB∕T 19012–2019", "GB/T 19012—2019"),
    "6a": ("GB/T 19012‑2019", "GB/T 19012—2019"),
    "6b": ("GB/T 19012−2019", "GB/T 19012—2019"),
    "6c": ("GB/T 19012―2019", "GB/T 19012—2019"),
    "7a": ("gbt19012-2019", "GB/T 19012—2019"),
    "7b": ("GB-T 19012-2019", "GB/T 19012—2019"),
    "7c": ("GB_T_19012_2019", "GB/T 19012—2019"),
    "7d": ("gb t 19012 2019", "GB/T 19012—2019"),
    "8a": ("GBT19012-2019.pdf", "GB/T 19012—2019"),
    "8b": ("《GB/T 19012-2019》", "GB/T 19012—2019"),
    "8c": ("GB/T 19012-2019（现行）", "GB/T 19012—2019"),
    "9": ("gbt19012", "GB/T 19012—2019"),
    "10": ("GB/T 19012-2008", "GB/T 19012—2008"),
    "11a": ("19012", "GB/T 19012—2019"),
    "11b": ("19012-2019", "GB/T 19012—2019"),
    "12": ("GB/T 1.1", "GB/T 1.1—2020"),
    "14": ("GB 4943.1-2022", "GB 4943.1—2022"),
    "15": ("GB 3100-93", "GB 3100—1993"),
    "16": ("GBZ 1", "GBZ 1—2010"),
    "17a": ("GB/Z 26337.1", "GB/Z 26337.1—2010"),
    "17b": ("GBZ 26337.1", "GBZ 26337.1—2012"),
    "18a": ("GBZ/T 160.1", "GBZ/T 160.1—2004"),
    "18b": ("gbzt160.1", "GBZ/T 160.1—2004"),
    "19a": ("DB65/T 3456", "DB65/T 3456—2013"),
    "19b": ("db65t3456", "DB65/T 3456—2013"),
    "20a": ("DB6505/T 101-2021", "DB6505/T 101—2021"),
    "20b": ("DB6505T101—2021", "DB6505/T 101—2021"),
    "20c": ("DB 6505/T 101", "DB6505/T 101—2021"),
    "21": ("DB/T 45", "DB/T 45—2012"),
    "22a": ("T/CAS 1.1-2017", "T/CAS 1.1—2017"),
    "22b": ("TCAS1.1", "T/CAS 1.1—2017"),
    "22c": ("T／CAS 1.1", "T/CAS 1.1—2017"),
    "23a": ("TSG 08-2017", "TSG 08—2017"),
    "23b": ("TSG08", "TSG 08—"),
    "24a": ("TSG D0001", "TSG D0001—2009"),
    "24b": ("tsg z6001", "TSG Z6001—2019"),
    "25a": ("JJG 196", "JJG 196—2006"),
    "25b": ("JJF 1059.1-2012", "JJF 1059.1—2012"),
    "26a": ("JJG(新) 12", "JJG(新) 12—2015"),
    "26b": ("JJG（新）12", "JJG(新) 12—2015"),
    "27": ("Q/HMJC 0001S-2021", "Q/HMJC 0001S—2021"),
    "28a": ("ISO 10002:2018", "ISO 10002:2018"),
    "28b": ("ISO10002-2018", "ISO 10002:2018"),
    "29": ("IEC 60335-2-9", "IEC 60335-2-9:2019"),
    "30": ("ISO/IEC 17025", "ISO/IEC 17025:2017"),
    "31a": ("GB/T 24001-2016/ISO 14001:2015", "GB/T 24001—2016"),
    "31b": ("ISO 14001:2015", "GB/T 24001—2016"),
    "32a": ("GB 175-2007/XG1-2009", "GB 175—2007"),
    "32b": ("GB 175-2007/XG1", "GB 175—2007"),
    "32c": ("GB 175-2007 第1号修改单", "GB 175—2007"),
    "37": ("GB/T 19012-2019 质量管理", "GB/T 19012—2019"),
}


def numbers(page: Page, match: Match | None = None) -> list[str]:
    """Return the numbers of the results, of one kind or of all."""
    return [row.standard.number for row in page.rows if match is None or row.match is match]


@pytest.mark.clause("4.2.3.1")
@pytest.mark.parametrize(("typed", "expected"), EXACT.values(), ids=EXACT.keys())
def test_the_number_is_found_exactly(ask: Ask, typed: str, expected: str) -> None:
    page = ask(typed)
    assert page.found_exactly
    assert numbers(page)[0].startswith(expected)
    assert page.card is not None
    assert page.card.standard.number == numbers(page)[0]


def test_09_the_edition_in_force_comes_first_and_older_ones_below_with_their_status(ask: Ask) -> None:
    page = ask("gbt19012")
    assert numbers(page, Match.EXACT) == ["GB/T 19012—2019"]
    assert numbers(page, Match.EDITION) == ["GB/T 19012—2008"]
    assert [row.status for row in page.rows if row.match is Match.EDITION] == ["replaced"]


def test_10_a_replaced_edition_names_its_successor(ask: Ask) -> None:
    page = ask("GB/T 19012-2008")
    assert page.rows[0].status == "replaced"
    assert "GB/T 19012—2019" in page.rows[0].line
    assert numbers(page, Match.EDITION) == ["GB/T 19012—2019"]


def test_11_a_bare_number_finds_every_code_recommended_national_first(ask: Ask) -> None:
    found = numbers(ask("19012"), Match.EXACT)
    assert found[0] == "GB/T 19012—2019"
    assert set(found[1:]) == {"GB/Z 19012—2015"}
    assert "GB/Z 19012—2015" not in numbers(ask("19012-2019"), Match.EXACT)


def test_12_a_part_is_not_mistaken_for_another(ask: Ask) -> None:
    page = ask("GB/T 1.1")
    assert numbers(page, Match.EXACT) == ["GB/T 1.1—2020"]
    assert numbers(page, Match.EDITION) == ["GB/T 1.1—2009"]
    assert numbers(page, Match.PART) == ["GB/T 1.2—2020", "GB/T 1.10—2015"]


def test_13_a_series_lists_its_parts_and_nothing_else(ask: Ask) -> None:
    page = ask("GB/T 1")
    assert numbers(page, Match.PART) == ["GB/T 1.1—2020", "GB/T 1.2—2020", "GB/T 1.10—2015"]
    assert not {"GB/T 10—2015", "GB/T 11—2015", "GB/T 19—2015"} & set(numbers(page))


def test_16_a_short_number_does_not_match_longer_ones(ask: Ask) -> None:
    assert "GBZ 19—2002" not in numbers(ask("GBZ 1"))


def test_17_classes_that_differ_by_a_slash_are_offered_not_confused(ask: Ask) -> None:
    assert numbers(ask("GB/Z 26337.1"), Match.EXACT) == ["GB/Z 26337.1—2010"]
    page = ask("GBZ 26337.1")
    assert numbers(page, Match.EXACT) == ["GBZ 26337.1—2012"]
    assert numbers(page, Match.LOOSE) == ["GB/Z 26337.1—2010"]


def test_21_a_sector_code_is_no_local_standard(ask: Ask) -> None:
    assert ask("DB/T 45").rows[0].standard.standard_class == "industry"


def test_23_a_dropped_zero_is_a_hint(ask: Ask) -> None:
    page = ask("TSG 8")
    assert not page.found_exactly
    assert numbers(page, Match.LOOSE)[0].startswith("TSG 08—")


def test_28_an_international_number_shows_who_adopts_it(ask: Ask) -> None:
    adoptions = [(row.standard.number, row.line) for row in ask("ISO 10002:2018").adoptions]
    assert adoptions
    assert adoptions[0][0] == "GB/T 19012—2019"
    assert "IDT" in adoptions[0][1]


def test_30_an_undated_international_number_shows_who_adopts_it(ask: Ask) -> None:
    adopting = [row.standard.number for row in ask("ISO/IEC 17025").adoptions]
    assert adopting == ["GB/T 27025—2019", "GB/T 27025—2008"], "what is in force comes first"


@pytest.mark.parametrize("typed", ["iso17025", "ISO 17025:2017"])
def test_30_one_body_of_a_joint_number_offers_the_joint_one(ask: Ask, typed: str) -> None:
    page = ask(typed)
    assert not page.found_exactly
    assert "ISO/IEC 17025:2017" in numbers(page, Match.LOOSE)
    assert "GB/T 27025—2019" in [row.standard.number for row in page.adoptions]


@pytest.mark.parametrize("typed", ["GB 175-2007/XG1-2009", "GB 175-2007/XG1", "GB 175-2007 第1号修改单"])
def test_32_an_amendment_opens_its_parent_at_the_amendment(ask: Ask, typed: str) -> None:
    page = ask(typed)
    assert page.rows[0].url == "/standards/gb-175-2007/#xg1"
    assert page.card is not None
    assert [amendment.serial for amendment in page.amendments] == [1]


def test_33_a_plan_number_is_read_as_a_plan(ask: Ask) -> None:
    page = ask("20213297-T-469")
    assert page.question.meaning.kind == "plan"
    assert str(page.asked_number) == "20213297-T-469"


def test_34_codes_of_classes_are_choices(ask: Ask) -> None:
    ics, ccs = ask("03.120.10"), ask("A00")
    assert "GB/T 19012—2019" in numbers(ics)
    assert "GB/T 19012—2019" in numbers(ccs)
    assert "03.120.10" in [option.value for option in ics.facets["ics"] if option.chosen]
    assert [option.value for option in ccs.facets["ccs"] if option.chosen] == ["A00"]
    assert all(row.match is None for row in ics.rows)


def test_35_a_phrase_of_the_title(ask: Ask) -> None:
    assert "GB/T 19012—2019" in numbers(ask("投诉处理"), Match.TITLE)[:5]


def test_36_two_words_must_both_be_there(ask: Ask) -> None:
    page = ask("顾客满意 投诉")
    assert "GB/T 19012—2019" in numbers(page, Match.TITLE)[:5]
    assert all("投诉" in row.standard.title for row in page.rows)


def test_37_the_number_wins_over_the_words_beside_it(ask: Ask) -> None:
    page = ask("GB/T 19012-2019 质量管理")
    assert numbers(page, Match.EXACT) == ["GB/T 19012—2019"]
    kinds = [row.match for row in page.rows]
    assert kinds == sorted(kinds, key=list(Match).index)


def test_38_what_is_not_here_is_said_with_what_is_near(ask: Ask) -> None:
    page = ask("GB/T 99999-2099")
    assert page.total == 0
    assert page.nearest
    assert {row.standard.code_class for row in page.nearest} == {"GB/T"}


JUNK = [
    "<script>",
    "%",
    "*",
    "\\",
    "'\"; --",
    "\x00",
    "x" * 500,
    "质" * 500,
    "😀",
    "\ud800",
    "((((",
    "AND OR NOT",
    "a:b",
]


@pytest.mark.parametrize("typed", JUNK, ids=range(len(JUNK)))
def test_39_junk_is_answered_calmly(ask: Ask, typed: str) -> None:
    page = ask(typed)
    assert all("<script" not in row.title for row in page.rows)
    assert page.total >= len(page.rows)


@pytest.mark.clause("4.2.3.1")
def test_40_a_region_alone_lists_the_whole_local_catalogue(ask: Ask) -> None:
    page = ask("", region=["6505"])
    assert page.total == 1
    assert numbers(page) == ["DB6505/T 101—2021"]
