"""``manage.py import_standards`` as docs/standards.md promises it."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from django.core.management import CommandError, call_command

from onestop.standards.importing.reasons import Reason
from onestop.standards.models import Standard
from onestop.tests.factories.tables import write_table

pytestmark = pytest.mark.django_db
CLEAN = {"number": "GB/T 1-2020", "title": "甲标准", "issue_date": "2020-01-02", "price": "3"}
MARKED = {"number": "GB/T 2-2020", "title": "乙标准", "issue_date": "2020"}
REFUSED = {"number": "GB 4748", "title": "被截断的编号", "issue_date": ""}


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_standards", str(path), *options, stdout=out)
    return out.getvalue()


def test_the_last_line_counts_and_the_report_names_line_field_and_reason(tmp_path: Path) -> None:
    path = write_table(tmp_path / "table.csv", [CLEAN, MARKED, REFUSED])
    report = tmp_path / "report.csv"

    said = run(path, "--report", str(report), "--source", "示例目录", "--checked", "2026-11-20")

    assert said.splitlines()[-1] == "created 2, updated 0, unchanged 0, marked 1, refused 1"
    assert "columns not taken: price" in said
    with report.open(encoding="utf-8-sig", newline="") as file:
        found = [(row["line"], row["outcome"], row["field"], row["reason"]) for row in csv.DictReader(file)]
    assert found == [
        ("3", "marked", "issued_on", "date_year_only"),
        ("4", "refused", "number", "number_without_year"),
    ]
    record = Standard.objects.get(number="GB/T 1—2020")
    assert (record.source, str(record.checked_on)) == ("示例目录", "2026-11-20")


def test_strict_exits_1_only_if_a_row_was_refused(tmp_path: Path) -> None:
    run(write_table(tmp_path / "marked.csv", [CLEAN, MARKED]), "--strict")

    with pytest.raises(SystemExit) as stopped:
        run(write_table(tmp_path / "refused.csv", [CLEAN, REFUSED]), "--strict")

    assert stopped.value.code == 1
    assert Standard.objects.count() == 2


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    said = run(write_table(tmp_path / "table.csv", [CLEAN]), "--dry-run")

    assert said.splitlines()[-1] == "created 1, updated 0, unchanged 0, marked 0, refused 0"
    assert not Standard.objects.exists()


@pytest.mark.parametrize("name", ["missing.csv", "image.csv"])
def test_what_cannot_be_read_is_an_error_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))

    with pytest.raises(CommandError):
        run(tmp_path / name)


def test_the_documentation_lists_every_reason() -> None:
    text = (Path(__file__).parents[3] / "docs" / "standards.md").read_text(encoding="utf-8")

    assert [reason.value for reason in Reason if f"`{reason.value}`" not in text] == []
