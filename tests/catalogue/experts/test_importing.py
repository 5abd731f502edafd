"""Importing candidates for the pool: who is taken, as what, and what never gets into a report."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from django.core.management import call_command

from onestop.catalogue.experts.choices import Origin, State
from onestop.catalogue.experts.importing.importer import Importer
from onestop.catalogue.experts.models import Expert, ExpertEvent, ExpertField
from onestop.catalogue.importing.importer import Finding
from onestop.catalogue.importing.reading import Said
from onestop.standards.importing import UnreadableFileError
from onestop.tests.factories.experts import category, make_expert
from onestop.tests.factories.institutions import region

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.1.2.1")]

CHECKED = dt.date(2026, 11, 1)
PHONE, MAIL = "13900000000", "somebody@example.org"
ROW = {
    "姓名": "示例候选人甲",
    "工作单位": "示例单位甲",
    "职称": "高级工程师",
    "所在区县": "650502",
    "专业领域": "食品检验、衡器",
    "服务类别": "4.2.5、类别 4.2.4",
    "熟悉的标准": "gb/t27025-2019；JJG 1036-2022",
    "熟悉的法规": "《中华人民共和国计量法》",
    "专业经历": "示例经历",
    "电话": PHONE,
    "电子邮箱": MAIL,
}


@pytest.fixture(autouse=True)
def lists() -> None:
    """Put the lists in place that a row refers to."""
    region()
    category("4.2.5")
    category("4.2.4")
    for name in ("食品检验", "衡器"):
        ExpertField.objects.create(name=name)


def table(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    whole = [{**ROW, **row} for row in rows]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in whole for key in row)))
        writer.writeheader()
        writer.writerows(whole)
    return path


def run(path: Path, said: Said | None = None, **how: Any) -> tuple[str, list[Finding]]:
    findings: list[Finding] = []
    said = said or Said(source="示例数据", checked=CHECKED, by="tester")
    return Importer(said, on_finding=findings.append, **how).run(path).line, findings


def reasons(findings: list[Finding]) -> list[tuple[int, str, str]]:
    return [(each.line, each.problem.field, each.problem.reason.value) for each in findings]


def test_a_row_becomes_a_candidate_of_whom_nothing_is_public(tmp_path: Path) -> None:
    line, findings = run(table(tmp_path / "t.csv", {}))
    assert (line, findings) == ("created 1, updated 0, unchanged 0, marked 0, refused 0", [])
    made = Expert.objects.get()
    assert (made.state, made.term_from, made.consented_on, made.pledged_on) == (
        State.APPLIED,
        None,
        None,
        None,
    )
    consents = [each.name for each in Expert._meta.fields if each.name.endswith("_is_public")]
    assert len(consents) == 5
    assert not any(getattr(made, name) for name in consents)
    assert not Expert.objects.matchable().exists()
    assert (made.source, made.checked_on, made.origin) == ("示例数据", CHECKED, Origin.APPLIED)
    assert (made.region and made.region.code, made.phone, made.email) == ("650502", PHONE, MAIL)
    assert {each.name for each in made.fields.all()} == {"食品检验", "衡器"}
    assert {each.code for each in made.categories.all()} == {"4.2.4", "4.2.5"}
    assert {(each.kind, each.reference) for each in made.competences.all()} == {
        ("standard", "GB/T 27025—2019"),
        ("standard", "JJG 1036—2022"),
        ("law", "中华人民共和国计量法"),
    }
    assert made.competences.exclude(base_key="").count() == 2
    assert not ExpertEvent.objects.exists()


def test_who_is_recommended_is_written_down_so(tmp_path: Path) -> None:
    run(table(tmp_path / "t.csv", {"推荐单位": "示例协会"}))
    made = Expert.objects.get()
    assert (made.origin, made.recommended_by) == (Origin.RECOMMENDED, "示例协会")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    run(table(tmp_path / "t.csv", {}, encoding=encoding))
    assert Expert.objects.get().name == "示例候选人甲"


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["专家名单（示例数据）"])
    book.active.append(list(ROW))
    book.active.append(list(ROW.values()))
    book.save(tmp_path / "t.xlsx")
    assert run(tmp_path / "t.xlsx")[0].startswith("created 1")


def test_nobody_is_in_the_register_twice(tmp_path: Path) -> None:
    kept = make_expert("示例 候选人甲", employer="示例单位甲", professional_title="研究员")
    again = {"姓名": "示例候选人乙"}
    line, findings = run(table(tmp_path / "t.csv", {}, again, again, {"工作单位": "别的示例单位"}))
    assert line == "created 2, updated 0, unchanged 2, marked 2, refused 0"
    assert reasons(findings) == [(2, "name", "known_already"), (4, "name", "duplicate_in_file")]
    kept.refresh_from_db()
    assert (kept.professional_title, kept.state) == ("研究员", State.POOL)
    assert run(tmp_path / "t.csv")[0] == "created 0, updated 0, unchanged 4, marked 4, refused 0"


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"姓名": ""}, ("name", "missing")),
        ({"专业领域": ""}, ("fields", "missing")),
        ({"专业领域": "食品检验、炼金术"}, ("fields", "choice_unknown")),
        ({"服务类别": ""}, ("categories", "missing")),
        ({"服务类别": "4.9.9"}, ("categories", "choice_unknown")),
        ({"所在区县": "火星"}, ("region", "region_unknown")),
        ({"熟悉的标准": "随便"}, ("standards", "number_unreadable")),
        ({"核验日期": "2999-01-01"}, ("checked", "date_unreadable")),
        ({"核验日期": "昨天"}, ("checked", "date_unreadable")),
        ({"电话": "打不通"}, ("phone", "value_refused")),
        ({"电子邮箱": "不是邮箱"}, ("email", "value_refused")),
        ({"专业经历": "长" * 601}, ("introduction", "value_refused")),
    ],
)
def test_a_row_that_cannot_be_taken_says_line_field_and_reason(
    tmp_path: Path, change: dict[str, str], finding: tuple[str, str]
) -> None:
    line, findings = run(table(tmp_path / "t.csv", {"姓名": "示例候选人乙"}, change))
    assert (3, *finding) in reasons(findings)
    assert line == "created 1, updated 0, unchanged 0, marked 0, refused 1"
    assert [each.name for each in Expert.objects.all()] == ["示例候选人乙"]


def test_nobody_is_taken_without_source_and_day_of_checking(tmp_path: Path) -> None:
    found = reasons(run(table(tmp_path / "t.csv", {}), Said())[1])
    assert {reason for _line, _field, reason in found} == {"source_missing", "checked_missing"}
    run(table(tmp_path / "t.csv", {"来源": "示例来函", "登记日期": "2026-10-01"}), Said())
    made = Expert.objects.get()
    assert (made.source, made.checked_on) == ("示例来函", dt.date(2026, 10, 1))


def test_no_telephone_and_no_mail_in_a_report_wherever_they_stand(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv",
        {"电话": f"{PHONE}{PHONE}x"},
        {"所在区县": f"哈密 {PHONE}"},
        {"服务类别": MAIL},
        {"专业领域": "0902-0000123"},
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(f"乙,示例单位,工程师,650502,食品检验,4.2.5,,,经历，多一个逗号,,{MAIL},{PHONE}\n")
    report, out = tmp_path / "report.csv", StringIO()
    call_command(
        "import_experts", path, source="示例", checked=CHECKED, report=report, stdout=out, verbosity=0
    )
    assert out.getvalue().splitlines()[-1] == "created 0, updated 0, unchanged 0, marked 0, refused 5"
    written = report.read_text(encoding="utf-8-sig") + out.getvalue()
    assert len(written.splitlines()) > 5
    for secret in (PHONE, MAIL, "0000123"):
        assert secret not in written


def test_a_dry_run_writes_nothing_and_what_breaks_off_has_not_happened(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", {}, {"姓名": "示例候选人乙"})
    assert run(path, dry_run=True)[0].startswith("created 2")
    with pytest.raises(UnreadableFileError, match="import_experts"):
        run(path, max_rows=1)
    assert not Expert.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "空"), (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG|图片"), ("机构名称,证书编号\n".encode(), "“姓名”")],
)
def test_what_is_no_table_of_people_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=words):
        run(path)
