"""Real dirt is understood or reported with its line, field and reason; never guessed silently, never lost."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.standards.choices import Status
from onestop.standards.importing import cells
from onestop.standards.importing.columns import COLUMNS, Header
from onestop.standards.importing.entries import understand
from onestop.standards.importing.tables import Row
from onestop.standards.models import Standard, StandardRelation
from onestop.tests.factories.tables import import_rows, reasons

TITLE = "水质 急性毒性的测定 斑马鱼法"


def said(folder: Path, **row: str) -> list[tuple[str, str, str]]:
    """Return what importing one row says."""
    return reasons(import_rows(folder, {"number": "HJ 1455-2026", "title": TITLE} | row)[1])


REFUSED = {
    "住建部令第 37 号": "number_unreadable",
    "建质〔2009〕87 号": "number_unreadable",
    "DB440 3- 583": "number_unreadable",
    "GB 4748": "number_without_year",
    "DB 31-1098": "number_without_year",
    "19012-2019": "number_without_code",
    "HJ 1455-2099": "number_year",
    "": "number_missing",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "reason"), REFUSED.items())
def test_what_names_no_edition_is_refused(tmp_path: Path, number: str, reason: str) -> None:
    assert said(tmp_path, number=number) == [("refused", "number", reason)]
    assert not Standard.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["）", "](https://www.nhc.gov.cn/files/WST%20547.pdf", "HJ1455-2026", "—"])
def test_what_is_no_title_is_refused(tmp_path: Path, title: str) -> None:
    assert said(tmp_path, title=title) == [("refused", "title", "title_unreadable")]


@pytest.mark.django_db
def test_a_title_that_repeats_the_number_is_taken_from_the_other_titles_and_said(tmp_path: Path) -> None:
    found = said(tmp_path, title="HJ1455-2026", other_titles=TITLE)

    record = Standard.objects.get()
    assert found == [("marked", "title", "title_is_number")]
    assert record.title == TITLE
    assert "HJ1455-2026" in record.import_notes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("2026-01-05", dt.date(2026, 1, 5), ""),
        ("2026/1/5", dt.date(2026, 1, 5), ""),
        ("2026.1.5", dt.date(2026, 1, 5), ""),
        ("２０２６年１月５日", dt.date(2026, 1, 5), ""),
        ("20260105", dt.date(2026, 1, 5), ""),
        ("2026-01-05 00:00:00", dt.date(2026, 1, 5), ""),
        ("2026", None, "date_year_only"),
        ("2026年", None, "date_year_only"),
        ("2026-01", None, "date_month_only"),
        ("2099-01-01", None, "date_implausible"),
        ("1900-01-01", None, "date_implausible"),
        ("2026-02-30", None, "date_implausible"),
        ("与GB9706.1-2020同步实施", None, "date_unreadable"),
    ],
)
def test_dates(tmp_path: Path, text: str, day: dt.date | None, reason: str) -> None:
    found = said(tmp_path, 发布日期=text)

    record = Standard.objects.get()
    assert record.issued_on == day
    assert found == ([("marked", "issued_on", reason)] if reason else [])
    assert (text in record.import_notes) is bool(reason)


@pytest.mark.django_db
def test_dates_that_contradict_each_other_are_both_left_empty(tmp_path: Path) -> None:
    found = said(tmp_path, 发布日期="2026-04-04", 实施日期="2026-04-01", 废止日期="2026-03-01")

    record = Standard.objects.get()
    assert (record.issued_on, record.effective_on) == (None, None)
    assert record.withdrawn_on == dt.date(2026, 3, 1)
    assert found == [("marked", "effective_on", "dates_out_of_order")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("现行", Status.CURRENT),
        ("现行有效", Status.CURRENT),
        ("即将实施", Status.UPCOMING),
        ("被代替", Status.REPLACED),
        ("已替代", Status.REPLACED),
        ("废止", Status.WITHDRAWN),
        ("作废", Status.WITHDRAWN),
        ("待查", Status.UNKNOWN),
        ("", ""),
    ],
)
def test_status_words(tmp_path: Path, word: str, status: str) -> None:
    assert said(tmp_path, 状态=word) == []
    assert Standard.objects.get().stated_status == status


@pytest.mark.django_db
def test_a_status_with_words_or_without_sense_is_marked(tmp_path: Path) -> None:
    assert said(tmp_path, 状态="现行 (page of 2019)") == [("marked", "stated_status", "status_with_words")]
    assert Standard.objects.get().stated_status == Status.CURRENT
    Standard.objects.all().delete()

    assert said(tmp_path, 状态="部分有效？") == [("marked", "stated_status", "status_unreadable")]
    assert "部分有效？" in Standard.objects.get().import_notes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "numbers", "reason"),
    [
        ("GB 8923-88", ["GB 8923—1988"], ""),
        ("GB/T 1-2000|GB/T 2-2000", ["GB/T 1—2000", "GB/T 2—2000"], ""),
        ("GB/T 1-2000 GB/T 2-2000", ["GB/T 1—2000", "GB/T 2—2000"], ""),
        ("GB/T 1-2000、GB/T 2-2000；GB/T 3-2000", ["GB/T 1—2000", "GB/T 2—2000", "GB/T 3—2000"], ""),
        ("代替《GB/T 1-2000》", ["GB/T 1—2000"], ""),
        ("GB 50016-2014(2018年版)", ["GB 50016—2014(2018年版)"], ""),
        ("GB/T 1-2000 的第三章", ["GB/T 1—2000"], "relation_with_words"),
        ("SAC/TC 113", [], "relation_committee"),
        ("TC260", [], "relation_committee"),
        ("全国消防标准化技术委员会(SAC/TC 113)", [], "relation_committee"),
        ("住建部令第 37 号", [], "relation_unreadable"),
        ("HJ 1455-2026", [], "relation_to_itself"),
        ("GB 175-2007/XG1-2009", [], "relation_amendment"),
        ("HJ 1455-2099", [], "relation_unreadable"),
        ("无", [], "relation_unreadable"),
    ],
)
def test_what_a_standard_replaces(tmp_path: Path, text: str, numbers: list[str], reason: str) -> None:
    found = said(tmp_path, 代替标准=text)

    edges = StandardRelation.objects.order_by("pk").values_list("target_number", flat=True)
    assert sorted(edges) == sorted(numbers)
    assert found == ([("marked", "replaces", reason)] if reason else [])


@pytest.mark.django_db
def test_extent_degree_and_clause_of_an_edge(tmp_path: Path) -> None:
    said(
        tmp_path,
        代替="GB/T 1-2000（部分代替）",
        采标="ISO 10002:2018 IDT",
        引用标准="GB/T 1.1 [4.2]|GB/T 19012—2019",
    )

    edges = StandardRelation.objects.values_list(
        "kind", "target_number", "extent", "degree", "clause", "dated"
    )
    assert set(edges) == {
        ("replaces", "GB/T 1—2000", "part", "", "", True),
        ("adopts", "ISO 10002:2018", "full", "IDT", "", True),
        ("cites", "GB/T 1.1", "full", "", "4.2", False),
        ("cites", "GB/T 19012—2019", "full", "", "", True),
    }


@pytest.mark.django_db
def test_classes_are_looked_up_and_unknown_codes_said(tmp_path: Path) -> None:
    found = said(tmp_path, ICS="03.120.10；99.999", CCS="A00 / B77, B31?")

    record = Standard.objects.get()
    assert [each.code for each in record.ics.all()] == ["03.120.10"]
    assert sorted(each.code for each in record.ccs.all()) == ["A00", "B77"]
    assert found == [("marked", "ccs", "ccs_unreadable"), ("marked", "ics", "ics_unknown")]
    assert "B31?" in record.import_notes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        ("行业标准", True),
        ("行业标准(环保)", True),
        ("industry", True),
        ("", True),
        ("国家标准", False),
        ("其他", False),
    ],
)
def test_the_class_follows_from_the_number(tmp_path: Path, kind: str, fits: bool) -> None:
    assert said(tmp_path, 类别=kind) == ([] if fits else [("marked", "kind", "kind_conflict")])
    assert Standard.objects.get().standard_class == "industry"


@pytest.mark.django_db
def test_addresses_and_notes_are_kept_for_an_editor(tmp_path: Path) -> None:
    found = said(tmp_path, url="https://example.org/a.pdf (as cited)", 备注="内部备注")

    record = Standard.objects.get()
    assert record.source_url == "https://example.org/a.pdf"
    assert [reason for _outcome, _field, reason in found] == ["url_with_words", "note"]
    assert record.import_notes.endswith("\n内部备注")
    assert record.remarks == ""


@pytest.mark.django_db
def test_a_scope_that_only_repeats_the_title_is_no_scope(tmp_path: Path) -> None:
    said(tmp_path, 适用范围=f"HJ 1455-2026 {TITLE}")

    assert Standard.objects.get().scope == ""


@pytest.mark.django_db
def test_a_double_number_is_one_record_with_two_keys(tmp_path: Path) -> None:
    said(tmp_path, number="GB/T 24001-2016/ISO 14001:2015", title="环境管理体系 要求及使用指南")

    record = Standard.objects.get()
    assert record.number == "GB/T 24001—2016"
    assert record.aliases.get().full_key == "ISO|14001||2015"
    assert (record.relations.get().kind, record.relations.get().degree) == ("adopts", "IDT")


@pytest.mark.django_db
def test_an_amendment_belongs_to_its_standard_wherever_it_stands_in_the_file(tmp_path: Path) -> None:
    counts, found = import_rows(
        tmp_path,
        {"number": "GB 175-2007/XG1-2009", "title": "第1号修改单", "实施日期": "2009-09-01"},
        {"number": "GB 175-2007", "title": "通用硅酸盐水泥", "实施日期": ""},
        {"number": "GB 176-2007/XG1-2009", "title": "第1号修改单", "实施日期": ""},
    )

    assert counts.line == "created 2, updated 0, unchanged 0, marked 0, refused 1"
    assert reasons(found) == [("refused", "number", "amendment_without_standard")]
    amendment = Standard.objects.get().amendments.get()
    assert (amendment.label, amendment.effective_on) == ("XG1—2009", dt.date(2009, 9, 1))


@pytest.mark.django_db
def test_shifted_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("标准号,标准名称\nGB/T 1-2020,甲,乙方,2020\n", encoding="utf-8")
    counts, _found = import_rows(tmp_path, {"number": "GB/T 2-2020", "title": "乙"})
    assert counts.created == 1

    entry = understand(Header(["标准号", "标准名称"]), Row(2, ["GB/T 1-2020", "甲", "乙方", "2020"]))

    assert entry.refused
    assert entry.problems[0].reason == "columns_shifted"


@given(st.lists(st.text(max_size=60), min_size=len(COLUMNS), max_size=len(COLUMNS) + 1))
def test_no_row_of_any_kind_raises(values: list[str]) -> None:
    header = Header([names[0] for names in COLUMNS.values()])

    entry = understand(header, Row(2, ["GB/T 19012-2019", *values[1:]]))

    assert all(problem.message for problem in entry.problems)


@given(st.text(max_size=40))
def test_a_date_is_read_or_noted_but_never_raises(text: str) -> None:
    noted: list[str] = []
    day = cells.date("issued_on", text, lambda *_all: noted.append("noted"))

    assert (day is None) is bool(noted)
