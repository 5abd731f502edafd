"""Importing institutions: what is taken, what is refused and why, and that half of it never happens."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from django.core.management import CommandError, call_command

from onestop.catalogue.institutions.importing.reading import Defaults
from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.models import CapabilityScope, Organisation, Qualification, Region
from onestop.standards.importing import UnreadableFileError
from onestop.tests.factories.institutions import CHECKED, ROW, region, run, table

pytestmark = pytest.mark.django_db
SHIPPED = Path(__file__).parents[3] / "catalogue" / "data" / "institutions.csv"


@pytest.mark.clause("4.2.7.3")
def test_a_row_becomes_institution_certificate_and_line_of_its_annex(tmp_path: Path) -> None:
    line, findings = run(table(tmp_path / "t.csv", {}))
    assert (line, findings) == ("created 1, updated 0, unchanged 0, marked 0, refused 0", [])
    made = Qualification.objects.get()
    assert (made.kind, made.number, made.valid_until) == ("cma", "243112340001", dt.date(2030, 1, 1))
    assert (made.source, made.checked_on, made.checked_by) == ("示例数据", CHECKED, "tester")
    assert (made.organisation.name, made.organisation.status) == ("示例检测所", Status.PLANNED)
    scope = made.scopes.get()
    assert (scope.standard_number, scope.full_key, scope.base_key) == (
        "GB/T 5835—2009",
        "GB/T|5835||2009",
        "GB/T|5835|",
    )


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", {}, {"标准号": "GB 5009.12-2023", "参数": "铅"})
    run(path)
    assert run(path)[0] == "created 0, updated 0, unchanged 2, marked 0, refused 0"
    assert CapabilityScope.objects.count() == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    run(table(tmp_path / "t.csv", {}, encoding=encoding))
    assert Organisation.objects.get().name == "示例检测所"


def test_a_workbook_with_a_heading_and_merged_cells_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["检验检测机构名录（示例数据）"])
    sheet.append(list(ROW))
    sheet.append(list(ROW.values()))
    sheet.append(["", "", "", "", "", "", "食品", "核桃", "脂肪", "GB/T 22165-2008"])
    book.save(tmp_path / "t.xlsx")
    assert run(tmp_path / "t.xlsx")[0].startswith("created 2")
    assert Qualification.objects.get().scopes.count() == 2


def test_english_headers_are_known(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "name,region,kind,certificate,issuer,standard\n甲,650502,CMA,243112340001,示例,GB 175-2023\n"
    )
    assert run(path)[0].startswith("created 1")


@pytest.mark.clause("4.2.7.3")
@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"机构名称": ""}, ("name", "name_missing")),
        ({"证书编号": ""}, ("number", "certificate_missing")),
        ({"证书编号": "24311234000"}, ("number", "certificate_form")),
        ({"证书编号": "993112340001"}, ("number", "certificate_form")),
        ({"证书编号": "24311234000X"}, ("number", "certificate_form")),
        ({"资质类型": "营业执照"}, ("kind", "kind_unknown")),
        ({"资质类型": "", "证书编号": "X-1"}, ("kind", "kind_missing")),
        ({"行政区划": "火星"}, ("region", "region_unknown")),
        ({"行政区划": "650599 不存在县"}, ("region", "region_unknown")),
        ({"有效期至": "长期有效"}, ("valid_until", "date_unreadable")),
        ({"发证日期": "2031-01-01"}, ("valid_until", "dates_out_of_order")),
        ({"核验日期": "2030-01-01"}, ("checked", "checked_future")),
        ({"标准号": "随便"}, ("standard_number", "number_unreadable")),
        ({"统一社会信用代码": "12345"}, ("credit_code", "value_refused")),
        ({"联系电话": "打不通"}, ("phone", "value_refused")),
        ({"参数": "长" * 200}, ("parameter", "value_refused")),
        ({"发证机关": ""}, ("issuer", "value_refused")),
    ],
)
def test_a_row_that_cannot_be_taken_says_line_field_and_reason(
    tmp_path: Path, change: dict[str, str], finding: tuple[str, str]
) -> None:
    good = {"机构名称": "另一家示例机构", "证书编号": "243112340009"}
    line, findings = run(table(tmp_path / "t.csv", good, change))
    assert (3, *finding) in findings
    assert line.endswith("refused 1")
    assert [each.name for each in Organisation.objects.all()] == ["另一家示例机构"]


def test_a_certificate_is_taken_with_points_between_its_groups(tmp_path: Path) -> None:
    run(table(tmp_path / "t.csv", {"证书编号": "24 31 12 34 0001"}))
    assert Qualification.objects.get().number == "243112340001"


@pytest.mark.clause("4.2.7.2")
def test_no_row_is_taken_without_source_and_day_of_checking(tmp_path: Path) -> None:
    findings = run(table(tmp_path / "t.csv", {}), Defaults())[1]
    assert {reason for _line, _field, reason in findings} == {"source_missing", "checked_missing"}
    assert not Qualification.objects.exists()
    run(table(tmp_path / "t.csv", {"数据来源": "示例", "核验日期": "2026-10-01"}), Defaults())
    assert Qualification.objects.get().checked_on == dt.date(2026, 10, 1)


def test_what_is_marked_is_taken_all_the_same(tmp_path: Path) -> None:
    rows = ({"官方查询网址": "无"}, {}, {"领域": "", "产品": "", "参数": "", "标准号": ""})
    line, findings = run(table(tmp_path / "t.csv", *rows))
    assert findings == [
        (2, "official_url", "url_unreadable"),
        (3, "field", "duplicate_in_file"),
        (4, "field", "scope_empty"),
    ]
    assert line == "created 1, updated 0, unchanged 2, marked 3, refused 0"


def test_a_later_check_updates_the_certificate_and_an_older_one_does_not(tmp_path: Path) -> None:
    run(table(tmp_path / "a.csv", {}))
    line, findings = run(table(tmp_path / "b.csv", {"有效期至": "2035-01-01", "核验日期": "2026-11-20"}))
    assert (line, findings) == ("created 0, updated 1, unchanged 0, marked 0, refused 0", [])
    line, findings = run(table(tmp_path / "c.csv", {"有效期至": "2028-01-01", "核验日期": "2026-01-01"}))
    assert findings == [(2, "checked", "checked_older")]
    assert Qualification.objects.get().valid_until == dt.date(2035, 1, 1)


def test_what_an_editor_wrote_about_an_institution_stays(tmp_path: Path) -> None:
    run(table(tmp_path / "a.csv", {"地址": "示例路 1 号"}))
    Organisation.objects.update(address="编辑改过的地址", status=Status.RUNNING)
    findings = run(table(tmp_path / "b.csv", {"地址": "示例路 2 号", "联系电话": "0902-0000009"}))[1]
    assert findings == [(2, "address", "editor_value_kept")]
    body = Organisation.objects.get()
    assert (body.address, body.phone, body.status) == ("编辑改过的地址", "0902-0000009", Status.RUNNING)


def test_a_refused_row_leaves_no_institution_behind_and_the_next_row_can_make_it(tmp_path: Path) -> None:
    line, _findings = run(table(tmp_path / "t.csv", {"发证机关": ""}, {}))
    assert line == "created 1, updated 0, unchanged 0, marked 0, refused 1"
    assert Qualification.objects.get().scopes.count() == 1


def test_a_place_elsewhere_is_made_by_code_and_name(tmp_path: Path) -> None:
    run(table(tmp_path / "t.csv", {"行政区划": "110000 北京市"}))
    assert Region.objects.get(code="110000").name == "北京市"
    assert Organisation.objects.get().region.code == "110000"


def test_whole_annexes_lose_the_lines_that_the_file_does_not_have(tmp_path: Path) -> None:
    both = ({}, {"标准号": "GB 5009.12-2023", "参数": "铅"})
    run(table(tmp_path / "a.csv", *both))
    run(table(tmp_path / "b.csv", {}))
    assert CapabilityScope.objects.count() == 2
    run(table(tmp_path / "c.csv", {}, {"标准号": "坏"}), complete=True)
    assert CapabilityScope.objects.count() == 2  # a certificate with a refused row keeps its lines
    run(table(tmp_path / "d.csv", {}), complete=True)
    assert [scope.parameter for scope in CapabilityScope.objects.all()] == ["水分"]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", {}, {"标准号": "坏"})
    said = run(path, dry_run=True)
    assert not Organisation.objects.exists()
    assert run(path) == said


def test_a_file_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", *({"参数": f"项目{number}"} for number in range(700)))
    path.write_text(path.read_text() + '"开着的引号,650502\n' + "x" * 300_000)
    with pytest.raises(UnreadableFileError):
        run(path)
    assert not Organisation.objects.exists()
    assert not CapabilityScope.objects.exists()


def test_a_quotation_mark_left_open_refuses_the_file_instead_of_swallowing_the_rows_below(
    tmp_path: Path,
) -> None:
    path = table(tmp_path / "t.csv", {}, {"机构名称": "示例敞开所"}, {"参数": "镉"})
    path.write_text(path.read_text().replace("示例敞开所", '"示例敞开所'))
    with pytest.raises(UnreadableFileError, match="第 3 行"):
        run(path)
    assert not Organisation.objects.exists()


def test_a_row_whose_cells_are_shifted_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", {}, {"产品": "红枣，核桃"})
    path.write_text(path.read_text().replace("红枣，核桃", "红枣,核桃"))
    line, findings = run(path)
    assert line == "created 1, updated 0, unchanged 0, marked 0, refused 1"
    assert (3, "", "columns_shifted") in findings


def test_an_import_that_is_interrupted_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(rows: int) -> None:
        if rows == 600:
            raise KeyboardInterrupt

    path = table(tmp_path / "t.csv", *({"参数": f"项目{number}"} for number in range(700)))
    with pytest.raises(KeyboardInterrupt):
        run(path, on_progress=stop)
    assert not Organisation.objects.exists()
    assert not CapabilityScope.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b"  \n \n", "空"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        ("随便,什么\n1,2\n".encode(), "表头"),
        (b"PK\x03\x04" + bytes(50), "ZIP 文件坏了"),
        (b"\xff\xfe\x00\x00\x01", "损坏"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=words):
        run(path)


def test_the_command_reports_and_counts(tmp_path: Path) -> None:
    region()
    path = table(tmp_path / "t.csv", {}, {"标准号": "=1+1"})
    out, report = StringIO(), tmp_path / "report.csv"
    options = {"source": "示例", "checked": dt.date(2026, 11, 1), "report": report, "verbosity": 0}
    call_command("import_institutions", path, stdout=out, **options)
    assert out.getvalue().splitlines()[-1] == "created 1, updated 0, unchanged 0, marked 0, refused 1"
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["line"], row["field"], row["reason"]) for row in rows] == [
        ("3", "standard_number", "number_unreadable")
    ]
    assert rows[0]["value"] == "'=1+1"


def test_the_command_names_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file"):
        call_command("import_institutions", tmp_path / "nothing.csv")
    (tmp_path / "t.csv").write_bytes(b"")
    with pytest.raises(CommandError, match="空"):
        call_command("import_institutions", tmp_path / "t.csv")


def test_strict_exits_with_1(tmp_path: Path) -> None:
    region()
    path = table(tmp_path / "t.csv", {"标准号": "坏"})
    with pytest.raises(SystemExit, match="1"):
        call_command("import_institutions", path, "--strict", source="x", checked=CHECKED, stdout=StringIO())


def test_the_shipped_samples_are_taken_without_a_finding() -> None:
    line, findings = run(SHIPPED, Defaults())
    assert findings == []
    assert line.startswith("created 17")
    assert all("示例" in name for name in Organisation.objects.values_list("name", flat=True))
