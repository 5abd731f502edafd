"""The import as a whole: upsert, batches, duplicates, editors, dry run, a run that was stopped."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from django.utils import timezone

from onestop.standards.importing import Importer, importer, writing
from onestop.standards.models import Agency, Standard
from onestop.tests.factories.standards import StandardFactory
from onestop.tests.factories.tables import import_rows, reasons, write_table

pytestmark = pytest.mark.django_db
ROW = {"number": "GB/T 1-2020", "title": "甲标准", "issued_by": "示例机构", "ics": "03.120.10"}


def rows(count: int) -> list[dict[str, str]]:
    return [
        {
            "number": f"GB/T {n}-2020",
            "title": f"示例标准第{n}号",
            "issue_date": "2020-03-01",
            "replaces": f"GB/T {n}-2010",
            "issued_by": f"示例机构{n % 7}",
            "ics": "03.120.10",
        }
        for n in range(1000, 1000 + count)
    ]


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    first, _found = import_rows(tmp_path, *rows(30))
    second, _found = import_rows(tmp_path, *rows(30))

    assert first.line == "created 30, updated 0, unchanged 0, marked 0, refused 0"
    assert second.line == "created 0, updated 0, unchanged 30, marked 0, refused 0"
    assert Agency.objects.filter(name__startswith="示例机构").count() == 7


def test_a_changed_cell_updates_and_an_empty_one_empties_nothing(tmp_path: Path) -> None:
    import_rows(tmp_path, ROW)

    counts, _found = import_rows(tmp_path, ROW | {"title": "甲标准（修订）", "issued_by": "", "ics": ""})

    record = Standard.objects.get()
    assert counts.updated == 1
    assert (record.title, record.issuer.name, record.ics.count()) == ("甲标准（修订）", "示例机构", 1)


def test_an_update_moves_the_first_day_of_the_edition(tmp_path: Path) -> None:
    import_rows(tmp_path, ROW)
    import_rows(tmp_path, ROW | {"effective_date": "2020-07-01"})

    assert Standard.objects.get().starts_on == dt.date(2020, 7, 1)


def test_a_number_twice_in_a_file_fills_only_what_was_empty(tmp_path: Path) -> None:
    counts, found = import_rows(
        tmp_path, ROW, {"number": "GBT1—2020", "title": "乙标准", "issued_by": "", "ccs": "A00"}
    )

    record = Standard.objects.get()
    assert counts.line == "created 1, updated 1, unchanged 0, marked 1, refused 0"
    assert record.title == "甲标准"
    assert record.ccs.get().code == "A00"
    assert reasons(found) == [
        ("marked", "number", "duplicate_in_file"),
        ("marked", "title", "duplicate_in_file"),
    ]
    assert found[0].line == 3
    assert "2" in found[0].problem.detail


def test_a_duplicate_in_another_batch_is_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "BATCH", 5)

    counts, found = import_rows(tmp_path, *rows(12), rows(1)[0])

    assert counts.line == "created 12, updated 0, unchanged 1, marked 1, refused 0"
    assert reasons(found) == [("marked", "number", "duplicate_in_file")]


def edit(record: Standard, **changes: Any) -> None:
    """Change a record as an editor does: a revision that is published."""
    for name, value in changes.items():
        setattr(record, name, value)
    record.save_revision().publish()


def test_an_editors_value_stays_and_is_said(tmp_path: Path) -> None:
    import_rows(tmp_path, ROW)
    edit(Standard.objects.get(), title="编辑改过的名称")

    counts, found = import_rows(tmp_path, ROW | {"title": "来源的新名称", "title_en": "Filled"})

    record = Standard.objects.get()
    assert (record.title, record.title_en) == ("编辑改过的名称", "Filled")
    assert counts.line == "created 0, updated 1, unchanged 0, marked 1, refused 0"
    assert reasons(found) == [("marked", "title", "editor_value_kept")]
    assert found[0].problem.value == "来源的新名称"
    assert record.import_notes == ""

    again, _found = import_rows(tmp_path, ROW | {"title": "又一个名称"})
    assert again.unchanged == 1
    assert Standard.objects.get().title == "编辑改过的名称"


def test_a_record_made_by_hand_is_an_editors(tmp_path: Path) -> None:
    StandardFactory(number="GB/T 1-2020", title="手工录入")

    _counts, found = import_rows(tmp_path, ROW)

    assert Standard.objects.get().title == "手工录入"
    assert ("marked", "title", "editor_value_kept") in reasons(found)


def test_a_draft_is_kept_and_said(tmp_path: Path) -> None:
    import_rows(tmp_path, ROW)
    record = Standard.objects.get()
    record.title = "草稿中的名称"
    record.save_revision()

    _counts, found = import_rows(tmp_path, ROW | {"title_en": "Filled"})

    record.refresh_from_db()
    assert record.title == "甲标准"
    assert record.get_latest_revision_as_object().title == "草稿中的名称"
    assert ("marked", "number", "draft_open") in reasons(found)


def test_settled_notes_do_not_come_back(tmp_path: Path) -> None:
    dirty = ROW | {"issue_date": "2020"}
    import_rows(tmp_path, dirty)
    assert "2020" in Standard.objects.get().import_notes
    edit(Standard.objects.get(), import_notes="")

    import_rows(tmp_path, dirty)

    assert Standard.objects.get().import_notes == ""


def test_the_day_of_checking_only_goes_forward_and_not_over_a_difference(tmp_path: Path) -> None:
    import_rows(tmp_path, ROW, checked=dt.date(2026, 5, 1))
    import_rows(tmp_path, ROW, checked=dt.date(2026, 3, 1))
    assert Standard.objects.get().checked_on == dt.date(2026, 5, 1)

    edit(Standard.objects.get(), title="编辑改过的名称")
    import_rows(tmp_path, ROW, checked=dt.date(2026, 9, 1))
    assert Standard.objects.get().checked_on == dt.date(2026, 5, 1)

    import_rows(tmp_path, ROW | {"title": "编辑改过的名称"}, checked=dt.date(2026, 9, 1))
    assert Standard.objects.get().checked_on == dt.date(2026, 9, 1)


def test_every_record_names_its_source(tmp_path: Path) -> None:
    import_rows(tmp_path, {"number": "GB/T 1-2020", "title": "甲", "sources": "某目录"})
    import_rows(tmp_path, {"number": "GB/T 2-2020", "title": "乙"})
    import_rows(tmp_path, {"number": "GB/T 3-2020", "title": "丙", "sources": "某目录"}, source="全文件来源")

    assert list(Standard.objects.values_list("source", flat=True)) == ["某目录", "table.csv", "全文件来源"]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    dirty = [*rows(8), rows(1)[0], {"number": "GB 4748", "title": "被截断的编号"}]
    counts, found = import_rows(tmp_path, *dirty, dry_run=True)
    assert not Standard.objects.exists()
    assert not Agency.objects.exists()

    real, really_found = import_rows(tmp_path, *dirty)

    assert counts == real
    assert reasons(found) == reasons(really_found)


def test_a_stopped_import_can_be_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "BATCH", 4)
    path = write_table(tmp_path / "table.csv", rows(10))
    real, calls = writing.write, []

    def stop_in_the_third_batch(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(writing, "write", stop_in_the_third_batch)
    with pytest.raises(KeyboardInterrupt):
        Importer().run(path)
    assert Standard.objects.count() == 8

    monkeypatch.setattr(writing, "write", real)
    assert Importer().run(path).line == "created 2, updated 0, unchanged 8, marked 0, refused 0"


def test_older_editions_end_when_the_newer_ones_arrive(tmp_path: Path) -> None:
    import_rows(tmp_path, {"number": "GB/T 1-2010", "title": "甲", "status": "现行", "replaced_by": ""})
    import_rows(tmp_path, {"number": "GB/T 1-2020", "title": "甲", "effective_date": "2020-07-01"})
    import_rows(tmp_path, {"number": "GB 8923-88", "title": "丙", "replaced_by": "GB/T 8923.1-2011"})
    import_rows(tmp_path, {"number": "GB/T 8923.1-2011", "title": "丙"})

    statuses = dict(Standard.objects.with_status().values_list("number", "status"))
    assert statuses["GB/T 1—2010"] == "replaced"
    assert statuses["GB 8923—1988"] == "replaced"


def test_a_batch_costs_the_same_for_few_rows_and_many(
    tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (3, 150):
        path = write_table(tmp_path / f"{count}.csv", rows(count))
        # SQLite takes a thousand values a statement, so only reading is the same for any number of rows.
        with django_assert_max_num_queries(60 + count // 5):
            Importer().run(path)
        Standard.objects.all().delete()


def test_imported_records_are_public_at_once(tmp_path: Path) -> None:
    import_rows(tmp_path, ROW)

    record = Standard.objects.public().get()
    assert record.first_published_at is not None
    assert record.first_published_at <= timezone.now()
