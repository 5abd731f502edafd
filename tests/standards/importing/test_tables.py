"""Files of every kind: understood by what they hold, not by their names, without filling the memory."""

import datetime as dt
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from onestop.standards.importing.tables import Row, Table, UnreadableFileError

HEADER = "标准号,标准名称\n"
ROWS = "GB/T 1-2020,甲\nGB/T 2-2020,乙\n"


def cells(path: Path) -> list[list[str]]:
    with Table(path) as table:
        return [list(row.cells) for row in table]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "table.txt"
    path.write_bytes((HEADER + ROWS).encode(encoding))

    assert cells(path) == [["GB/T 1-2020", "甲"], ["GB/T 2-2020", "乙"]]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text((HEADER + ROWS).replace(",", delimiter), encoding="utf-8")

    assert cells(path)[0] == ["GB/T 1-2020", "甲"]


def test_what_cannot_be_seen_is_left_out_of_cells() -> None:
    assert Row(1, ["甲\x1b\x02乙\x0b丙", "丁\n戊"]).cells == ["甲乙 丙", "丁\n戊"]


def test_a_heading_above_the_header_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("哈密市地方标准目录,\n,\n" + HEADER + ",\n" + ROWS, encoding="utf-8")

    with Table(path) as table:
        assert [row.line for row in table] == [5, 6]


def test_lines_are_those_of_the_file_also_with_line_breaks_in_cells(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(HEADER + 'GB/T 1-2020,"甲\n乙\n丙"\nGB/T 2-2020,丁\n', encoding="utf-8")

    with Table(path) as table:
        assert [(row.line, row.cells[1]) for row in table] == [(2, "甲\n乙\n丙"), (5, "丁")]


def test_a_workbook_keeps_days_numbers_and_text(tmp_path: Path) -> None:
    path = tmp_path / "named.csv"
    book = openpyxl.Workbook()
    book.active.append(["标准号", "标准名称", "发布日期", "年份"])
    book.active.append(["GB/T 1-2020", "甲", dt.date(2020, 1, 2), 2020.0])
    with path.open("wb") as file:
        book.save(file)

    assert cells(path) == [["GB/T 1-2020", "甲", "2020-01-02", "2020"]]


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("标准编号*,中文名称,ICS分类号", {"number", "title", "ics"}),
        ("Standard_Number,Title ZH,Effective Date", {"number"}),
        (
            "number,title_zh,proposed_or_managed_by,drafting_orgs",
            {"number", "title", "owner", "drafting_orgs"},
        ),
        ("标 准 号（必填）,标准名称：,被代替", {"number", "title", "replaced_by"}),
    ],
)
def test_headers_in_both_languages(tmp_path: Path, headers: str, fields: set[str]) -> None:
    path = tmp_path / "table.csv"
    path.write_text(headers + ",title\nGB/T 1-2020\n", encoding="utf-8")

    with Table(path) as table:
        assert fields <= set(table.header.positions)


def test_columns_that_nobody_knows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("标准号,标准名称,价格,标准名称\nGB/T 1-2020,甲,3,乙\n", encoding="utf-8")

    with Table(path) as table:
        assert table.header.ignored == ["价格", "标准名称"]


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onestop.standards.importing.workbooks.UNPACKED_LIMIT", 100)
    path = tmp_path / "table.xlsx"
    openpyxl.Workbook().save(path)

    with pytest.raises(UnreadableFileError), Table(path):
        pass


def _workbook(path: Path, *sheets: Sequence[Sequence[str]], hidden: int | None = None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for place, rows in enumerate(sheets):
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        if place == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


TABLE = (("标准号", "标准名称"), ("GB/T 1-2020", "甲"))


def test_a_second_sheet_with_rows_is_not_left_out_without_a_word(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "two.xlsx", TABLE, TABLE)

    with pytest.raises(UnreadableFileError, match="另存"), Table(path):
        pass


@pytest.mark.parametrize(
    ("sheets", "hidden"), [((TABLE, ()), None), ((TABLE, TABLE), 1), ((TABLE, TABLE), 0)]
)
def test_empty_and_hidden_sheets_are_no_second_sheet(
    tmp_path: Path, sheets: Sequence[Sequence[Sequence[str]]], hidden: int | None
) -> None:
    with Table(_workbook(tmp_path / "one.xlsx", *sheets, hidden=hidden)) as table:
        assert len(list(table)) == 1


def test_reading_takes_the_same_memory_for_any_number_of_rows(tmp_path: Path) -> None:
    peaks = []
    for count in (2_000, 40_000):
        path = tmp_path / f"{count}.csv"
        path.write_text(HEADER + "".join(f"GB/T {n}-2020,名称{n}\n" for n in range(count)), encoding="utf-8")
        tracemalloc.start()
        with Table(path) as table:
            assert sum(1 for _row in table) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 3
