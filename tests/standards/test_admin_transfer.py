"""Export and import in the admin: what goes out comes back, and nothing is written before one agrees."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onestop.standards.admin import uploads
from onestop.standards.importing import Importer
from onestop.standards.models import Standard, StandardRelation
from onestop.tests.factories.standards import StandardFactory, load_vectors

pytestmark = pytest.mark.django_db
NAMES = "wagtailsnippets_standards_standard:"
TABLE = "标准号,标准名称,发布日期\nGB/T 1-2020,甲,2020-01-02\nGB/T 2-2020,乙,2020\nGB/T 3,丙,\n"


def export(client: Client, kind: str, **query: str) -> bytes:
    response = client.get(reverse(f"{NAMES}list"), {"export": kind, **query})
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def upload(client: Client, content: bytes, name: str = "table.csv", **fields: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(f"{NAMES}import"), {"file": file, **fields})


def confirm(client: Client, checked: Any) -> Any:
    return client.post(reverse(f"{NAMES}import_confirm"), {"token": checked.context["upload"].token})


@pytest.fixture
def full_register() -> None:
    load_vectors()
    record = StandardFactory(
        number="DB6505/T 500-2021",
        title="=示例：以等号开头的名称",
        issued_on=dt.date(2021, 3, 1),
        effective_on=dt.date(2021, 4, 1),
        title_en="An example, with “quotes” and, commas",
        other_titles="曾用名一\n曾用名二",
        drafting_orgs="甲单位\n乙单位",
        drafters="张三（示例）\n李四（示例）",
        scope="第一行\n第二行",
        import_notes="发布日期：2021（只有年份）\n备注一条",
        ics=["03.120.10", "13.020"],
        ccs=["A00"],
        status_override="withdrawn",
        override_reason="示例理由",
        text_policy="full",
    )
    record.relations.add(
        StandardRelation(kind="replaces", target_number="DB65/T 1-2010", extent="part"),
        StandardRelation(kind="cites", target_number="GB/T 1.1", clause="4.2"),
        StandardRelation(kind="replaced_by", target_number="DB6505/T 501-2026"),
        StandardRelation(kind="adopts", target_number="ISO 10002:2018", degree="NEQ"),
    )
    record.links.create(label="全国标准信息公共服务平台", url="https://std.samr.gov.cn/")
    record.save()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.usefixtures("full_register")
def test_what_is_exported_comes_back_unchanged(admin_client: Client, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"out.{kind}"
    path.write_bytes(export(admin_client, kind))

    findings: list[object] = []
    counts = Importer(on_finding=findings.append).run(path)

    assert findings == []
    assert counts.line == f"created 0, updated 0, unchanged {Standard.objects.count()}, marked 0, refused 0"


@pytest.mark.usefixtures("full_register")
def test_an_export_fills_an_empty_register_with_the_same(admin_client: Client, tmp_path: Path) -> None:
    before = export(admin_client, "csv")
    path = tmp_path / "out.csv"
    path.write_bytes(before)
    Standard.objects.all().delete()

    counts = Importer().run(path)

    assert counts.refused == 0
    assert export(admin_client, "csv") == before


def test_the_export_is_the_filtered_list(admin_client: Client) -> None:
    StandardFactory(number="GB/T 1-2020")
    StandardFactory(number="DB6505/T 2-2020", title="=cmd()")

    text = export(admin_client, "csv", region="6505").decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(export(admin_client, "xlsx", region="6505")))

    assert "DB6505/T 2—2020" in text
    assert "GB/T 1—2020" not in text
    assert "'=cmd()" in text
    rows = list(book.active.iter_rows())
    assert len(rows) == 2
    assert not any(cell.data_type == "f" for row in rows for cell in row)


def test_an_import_is_looked_at_before_it_is_written(admin_client: Client) -> None:
    checked = upload(admin_client, TABLE.encode())

    page = checked.content.decode()
    assert Standard.objects.count() == 0
    assert checked.context["counts"].line == "created 2, updated 0, unchanged 0, marked 1, refused 1"
    assert "GB/T 3" in page

    done = confirm(admin_client, checked)

    assert done.status_code == 200
    assert set(Standard.objects.public().values_list("number", flat=True)) == {"GB/T 1—2020", "GB/T 2—2020"}
    report = admin_client.get(reverse(f"{NAMES}import_report", args=[checked.context["upload"].token]))
    assert "number_without_year" in b"".join(report.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_a_file_is_imported_once_and_only_with_our_signature(admin_client: Client) -> None:
    checked = upload(admin_client, TABLE.encode())
    confirm(admin_client, checked)

    assert confirm(admin_client, checked).status_code == 422
    forged = admin_client.post(reverse(f"{NAMES}import_confirm"), {"token": "../../etc/passwd"})
    assert forged.status_code == 422
    assert admin_client.get(reverse(f"{NAMES}import_report", args=["forged"])).status_code == 404


def test_source_and_day_of_checking_hold_for_the_file(admin_client: Client) -> None:
    checked = upload(admin_client, TABLE.encode(), source="自治区市场监管局", checked="2026-11-20")
    confirm(admin_client, checked)

    record = Standard.objects.get(number="GB/T 1—2020")
    assert record.source == "自治区市场监管局"
    assert str(record.checked_on) == "2026-11-20"


PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PNG, "PNG"),
        (b"", "空"),
        (b"   \n", "空"),
        ("甲,乙\n1,2\n".encode(), "标准号"),
        ("标准号\n".encode(), "标准号"),
        (b"PK\x03\x04" + bytes(100), "ZIP"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), ".xlsx"),
        (b"%PDF-1.7 ....", "PDF"),
        (b"<html><table>", "网页"),
        (b"\x81\xff\xfe\x02 no text", "文本"),
        ('标准号,标准名称\nGB/T 1-2020,"甲\nGB/T 2'.encode() + b"x" * 300_000, "引号"),
    ],
    ids=[
        "image",
        "empty",
        "blank",
        "wrong-columns",
        "one-column",
        "zip",
        "xls",
        "pdf",
        "html",
        "binary",
        "quote",
    ],
)
def test_a_file_that_is_no_table_is_refused(admin_client: Client, content: bytes, said: str) -> None:
    response = upload(admin_client, content)

    assert response.status_code == 422
    assert said in " ".join(response.context["form"].errors["file"])
    assert Standard.objects.count() == 0


def test_a_file_of_more_than_ten_megabytes_is_refused(admin_client: Client) -> None:
    response = upload(admin_client, TABLE.encode() + b" " * uploads.MAX_BYTES)

    assert response.status_code == 422
    assert "10.0" in response.context["form"].errors["file"][0]


def test_more_rows_than_a_request_can_take_are_refused(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_ROWS", 2)

    response = upload(admin_client, TABLE.encode())

    assert response.status_code == 422
    assert "import_standards" in response.context["form"].errors["file"][0]


def test_gb18030_and_workbooks_with_formulas_are_read(admin_client: Client) -> None:
    assert upload(admin_client, TABLE.encode("gb18030")).context["counts"].created == 2
    book = openpyxl.Workbook()
    book.active.append(["标准号", "标准名称", "发布日期"])
    book.active.append(["GB/T 1-2020", "甲", "=DATE(2020,1,2)"])
    book.active.append(['="GB/T 2-2020"', "乙", ""])
    output = io.BytesIO()
    book.save(output)

    checked = upload(admin_client, output.getvalue(), "table.xlsx")

    assert checked.context["counts"].line == "created 1, updated 0, unchanged 0, marked 1, refused 1"
    reasons = [finding.problem.reason for finding in checked.context["findings"]]
    assert reasons == ["formula", "formula", "number_missing"]
    assert "=formula" not in checked.content.decode()  # our own mark of such a cell


def test_importing_needs_the_right_to_publish(client: Client) -> None:
    editor = User.objects.create_user("editor", password="x")
    editor.groups.add(Group.objects.get(name="编辑"))
    reviewer = User.objects.create_user("reviewer", password="x")
    reviewer.groups.add(Group.objects.get(name="审核"))

    client.force_login(editor)
    assert client.get(reverse(f"{NAMES}list")).status_code == 200
    for name in ("import", "import_confirm"):
        assert client.post(reverse(f"{NAMES}{name}")).status_code in (302, 403)
    client.force_login(reviewer)
    assert client.get(reverse(f"{NAMES}import")).status_code == 200
