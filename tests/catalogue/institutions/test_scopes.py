"""Scopes held against requests: editions, validity, ranges (clauses 4.2.4.1 and 4.2.5.2)."""

import datetime as dt

import pytest

from onestop.catalogue.institutions.certificates import read_cma
from onestop.catalogue.institutions.ranges import read_span
from onestop.catalogue.institutions.scopes import Verdict, Wanted, offers
from onestop.catalogue.organisations.choices import QualificationKind, Status
from onestop.standards import numbers
from onestop.tests.factories.institutions import certificate, day

TODAY = dt.date(2026, 11, 22)


def wanted(text: str = "", **fields: object) -> Wanted:
    return Wanted(standard=numbers.parse(text) if text else None, **fields)


@pytest.mark.django_db
@pytest.mark.clause("4.2.5.2")
def test_the_same_year_is_qualified_and_another_year_only_a_hint() -> None:
    certificate("旧版机构", {"standard_number": "GB/T 2912.1-2009"})
    certificate("同版机构", {"standard_number": "GB/T 2912.1-2024"})
    found = offers(wanted("gbt2912.1-2024"))
    assert [(offer.qualification.organisation.name, offer.verdict) for offer in found] == [
        ("同版机构", Verdict.QUALIFIED),
        ("旧版机构", Verdict.OTHER_EDITION),
    ]
    assert found[0].reason == "有资质"
    assert found[1].reason == "其他年版，需确认"


@pytest.mark.django_db
@pytest.mark.clause("4.2.5.2")
def test_a_certificate_that_ended_yesterday_is_not_listed() -> None:
    ended = certificate("昨天到期", {"standard_number": "GB 175-2023"}, valid_until=day(-1))
    last = certificate("今天到期", {"standard_number": "GB 175-2023"}, valid_until=day(0))
    assert [offer.qualification for offer in offers(wanted("GB 175-2023"))] == [last]
    assert offers(wanted("GB 175-2023"), on=day(-1))[0].qualification in {ended, last}
    assert offers(wanted("GB 175-2023"), on=day(1)) == []


@pytest.mark.django_db
def test_a_line_of_the_annex_that_ended_counts_no_more() -> None:
    certificate("示例", {"standard_number": "GB 175-2023", "valid_until": day(-1)})
    assert offers(wanted("GB 175-2023")) == []


@pytest.mark.django_db
def test_a_body_that_is_suspended_is_not_offered() -> None:
    certificate("暂停的", {"standard_number": "GB 175-2023"}, status=Status.SUSPENDED)
    assert offers(wanted("GB 175-2023")) == []


@pytest.mark.django_db
@pytest.mark.clause("4.2.5.2")
def test_nobody_is_an_empty_answer_not_a_guess() -> None:
    certificate("示例", {"standard_number": "GB 175-2023"})
    assert offers(wanted("GB/T 1-2020")) == []


@pytest.mark.django_db
@pytest.mark.clause("4.2.5.2")
def test_the_order_is_verdict_then_name_whatever_came_first() -> None:
    for name in ("丙", "甲", "乙"):
        certificate(name, {"standard_number": "GB 175-2023"})
    names = [offer.qualification.organisation.name for offer in offers(wanted("GB 175-2023"))]
    assert names == sorted(names)
    assert len(names) == 3


@pytest.mark.django_db
def test_without_a_year_every_edition_is_to_be_compared() -> None:
    certificate("示例", {"standard_number": "GB 175-2023"})
    assert [offer.verdict for offer in offers(wanted("GB 175"))] == [Verdict.NO_YEAR]


@pytest.mark.django_db
@pytest.mark.clause("4.2.4.1")
def test_a_range_beyond_the_scope_is_not_offered_and_says_why() -> None:
    thermometer = {"parameter": "温度", "limits": "测量范围：0～600 ℃；不确定度：U=1 ℃，k=2"}
    certificate("示例计量室", thermometer, kind=QualificationKind.METROLOGY)
    kinds = (QualificationKind.METROLOGY,)
    beyond = offers(Wanted(words="温度", span="0–1000 ℃", kinds=kinds))
    assert [(offer.offered, offer.reason) for offer in beyond] == [
        (False, "能力范围是“测量范围：0～600 ℃；不确定度：U=1 ℃，k=2”，您要的是“0–1000 ℃”")
    ]
    within = offers(Wanted(words="温度", span="100～500 °C", kinds=kinds))
    assert [offer.offered for offer in within] == [True]


@pytest.mark.django_db
@pytest.mark.clause("4.2.4.1")
def test_an_authorisation_that_has_ended_is_not_offered() -> None:
    certificate("示例计量室", {"parameter": "温度"}, kind=QualificationKind.METROLOGY, valid_until=day(-1))
    assert offers(Wanted(words="温度", kinds=(QualificationKind.METROLOGY,))) == []


@pytest.mark.django_db
def test_a_body_with_two_lines_is_offered_by_the_one_that_fits() -> None:
    narrow = {"parameter": "温度", "limits": "0～100 ℃"}
    certificate("示例", narrow, {"parameter": "温度", "limits": "0～1200 ℃"})
    assert [offer.offered for offer in offers(Wanted(words="温度", span="0～1000 ℃"))] == [True]


@pytest.mark.parametrize(
    ("scope", "asked", "covered"),
    [
        ("0～600 ℃", "0–1000 ℃", False),
        ("0～600 ℃", "600℃", True),
        ("(-30~50) °C", "-20~40 ℃", True),
        ("1 mg～200 g", "0.5 g~100 g", True),
        ("1 mg～200 g", "0.1 mg", False),
        ("≤30 t", "20 t", True),
        ("≤30 t", "31000 kg", False),
        ("0.1 MPa 至 60 MPa", "100 kPa~1 MPa", True),
        ("1×10^-3 Pa～1 Pa", "0.01 Pa", True),
        ("0～600 ℃", "0～600 MPa", False),
        ("0～300 mm", "0.2 m", True),
    ],
)
def test_ranges_are_compared_in_their_units(scope: str, asked: str, covered: bool) -> None:
    own, other = read_span(scope), read_span(asked)
    assert own is not None
    assert other is not None
    assert own.covers(other) is covered


@pytest.mark.parametrize("text", ["", "全部项目", "按说明书", "10～5 ℃", "1 V～2 A", "~", "9" * 400])
def test_what_is_no_range_is_none(text: str) -> None:
    assert read_span(text) is None


@pytest.mark.clause("4.2.7.3")
def test_a_cma_number_has_twelve_digits_in_five_groups() -> None:
    read = read_cma("24 31 12 34 0001", TODAY)
    assert read is not None
    assert (read.year, read.issuer, read.field, read.industry, read.serial) == (
        2024,
        "31",
        "12",
        "34",
        "0001",
    )
    for wrong in (
        "",
        "24311234001",
        "2431123400011",
        "27311234 0001",
        "2431123400A1",
        "示例",
        "²43112340001",
    ):
        assert read_cma(wrong, TODAY) is None
