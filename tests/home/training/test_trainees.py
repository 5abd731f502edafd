"""Lists of trainees: the good rows come in, the bad ones are reported, nothing is half-done."""

import datetime as dt
import io
import logging
import uuid
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from onestop.catalogue.organisations.credit_code import check_character
from onestop.home.training import purging, tokens, trainees
from onestop.home.training.choices import Origin, Place
from onestop.home.training.forms import RegistrationForm
from onestop.home.training.models import Registration, TrainingEventPage
from onestop.tests.factories.training import event, registered

pytestmark = pytest.mark.django_db
HEADER = ["姓名", "企业名称", "手机号", "邮箱"]


def rows(count: int) -> list[list[str]]:
    return [[f"示例学员{n}", "示例企业", f"1380000{n:04}", ""] for n in range(count)]


def as_csv(table: list[list[str]], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in table).encode(encoding)


def as_xlsx(table: list[list[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in table:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def fifty_with_two_bad() -> list[list[str]]:
    table = rows(50)
    table[10][0] = ""
    table[20][2] = "不知道"
    return [HEADER, *table]


def take(tmp_path: Path, data: bytes, page: TrainingEventPage, **options: Any) -> trainees.Intake:
    path = tmp_path / "list"
    path.write_bytes(data)
    return trainees.take_in(path, page, "v1", **{"dry_run": False, **options})


@pytest.mark.clause("4.2.1.4")
@pytest.mark.parametrize("kind", ["csv", "gb18030", "xlsx"])
def test_of_fifty_trainees_with_two_bad_rows_48_are_in_and_2_reported(tmp_path: Path, kind: str) -> None:
    page = event(quota=None)
    table = fifty_with_two_bad()
    data = as_xlsx(table) if kind == "xlsx" else as_csv(table, "gb18030" if kind == "gb18030" else "utf-8")
    intake = take(tmp_path, data, page)
    assert (intake.rows, intake.taken, len(intake.refused)) == (50, 48, 2)
    assert page.registrations.filter(origin=Origin.IMPORTED).count() == 48
    assert [each.line for each in intake.refused] == [12, 22]
    assert "没有姓名" in intake.refused[0].reason
    assert "电话号码不对" in intake.refused[1].reason
    assert intake.refused[1].name == "示**"


def test_a_credit_code_is_kept_and_a_wrong_one_refused(tmp_path: Path) -> None:
    body = "91650502000000003"
    code = body + check_character(body)
    table = [[*HEADER, "统一社会信用代码"], *([*row, ""] for row in rows(3))]
    table[1][4], table[2][4] = f" {code.lower()} ", code[:-1]
    page = event()
    intake = take(tmp_path, as_csv(table), page)
    assert [each.line for each in intake.refused] == [3]
    assert list(page.registrations.order_by("pk").values_list("credit_code", flat=True)) == [code, ""]
    typed = {"name": "王示例", "enterprise": "示例企业", "phone": "19900000001", "consent": "on"}
    form = RegistrationForm({**typed, "submission": str(uuid.uuid4()), "credit_code": code[:-1]})
    assert set(form.errors) == {"credit_code"}


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    page = event(quota=40)
    table = fifty_with_two_bad()
    rehearsed = take(tmp_path, as_csv(table), page, dry_run=True)
    assert not Registration.objects.exists()
    done = take(tmp_path, as_csv(table), page)
    assert (rehearsed.confirmed, rehearsed.waiting) == (done.confirmed, done.waiting) == (40, 8)


def test_an_import_that_is_interrupted_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, write = event(quota=None), Registration.objects.bulk_create

    def failing(rows: list[Registration], **_options: Any) -> None:
        write(rows[:30])
        raise OSError

    monkeypatch.setattr(Registration.objects, "bulk_create", failing)
    with pytest.raises(OSError):  # noqa: PT011 - any fault in the middle will do
        take(tmp_path, as_csv([HEADER, *rows(50)]), page)
    assert not Registration.objects.exists()


def test_a_long_list_holds_up_nobody_else(tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:
    page, data = event(quota=40), as_csv([HEADER, *rows(600)])
    with CaptureQueriesContext(connection) as context:
        assert take(tmp_path, data, page, dry_run=True).waiting == 560
    assert not [query for query in context if not query["sql"].startswith("SELECT")]
    with CaptureQueriesContext(connection) as context:
        assert take(tmp_path, data, page).waiting == 560
    assert len(context) < 20
    mail.outbox.clear()
    addresses = [["某人", "示例企业", "", f"who{number}@example.com"] for number in range(30)]
    with CaptureQueriesContext(connection) as context, django_capture_on_commit_callbacks() as afterwards:
        assert take(tmp_path, as_csv([HEADER, *rows(600), *addresses]), page).waiting == 30
    assert len(context) < 20
    for callback in afterwards:
        callback()
    assert len(mail.outbox) == 30
    numbers = page.registrations.waiting().values_list("name", flat=True)
    assert list(numbers[:2]) == ["示例学员40", "示例学员41"]


def test_the_same_list_twice_takes_nobody_twice(tmp_path: Path) -> None:
    page = event(quota=None)
    data = as_csv([HEADER, *rows(5), *rows(1)])
    assert take(tmp_path, data, page).taken == 5
    again = take(tmp_path, data, page)
    assert (again.taken, len(again.refused)) == (0, 6)
    assert page.registrations.count() == 5


def test_columns_that_nobody_needs_are_neither_read_nor_kept(tmp_path: Path) -> None:
    page = event()
    table = [[*HEADER, "身份证号"], ["示例学员", "示例企业", "13800000001", "", "650102199001011234"]]
    intake = take(tmp_path, as_csv(table), page)
    assert intake.ignored_columns == ["身份证号"]
    stored = Registration.objects.values().get()
    assert "650102199001011234" not in str(stored)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"%PDF-1.7", "PDF"),
        ("甲,乙,丙\n1,2,3".encode(), "没有找到表头"),
        ("姓名,企业名称,电话\n\n,,\n".encode(), "没有一个学员"),
        (as_csv([HEADER, *rows(trainees.MOST_ROWS + 40)]), "最多 2000 行"),
        (b'a,"b\n' * 3, "第 3 行中断"),
        (b"PK\x03\x04nothing", "ZIP"),
        ("\ufeff姓名,企业名称,电话\n张三,甲,1".encode("utf-16-le") + b"\x41", "文本已损坏"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(trainees.UnreadableListError, match=said):
        take(tmp_path, data, event())


def test_an_expired_registration_is_made_nameless_and_its_link_opens_nothing(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    old, young = event(days=-40 * 31), event(days=-30 * 31)
    gone, kept = registered(old, 1, name="到期示例"), registered(young, 2, name="未到期")
    with caplog.at_level(logging.INFO):
        call_command("purge_training", "--dry-run", stdout=io.StringIO())
        assert Registration.objects.get(pk=gone.pk).name
        assert purging.purge() == 1
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.name, gone.enterprise, gone.phone, gone.contact_key) == ("", "", "", "")
    assert kept.name == "未到期"
    assert purging.purge() == 0
    assert "personal data of 1 registrations deleted" in caplog.text
    assert "到期示例" not in caplog.text
    assert client.get(tokens.own_url(gone)).status_code == 404


def test_the_retention_period_is_the_columns_own() -> None:
    page = event(days=-70)
    registered(page)
    column = page.get_parent().specific
    assert purging.purge(dry_run=True) == 0
    column.retention_months = 2
    column.save()
    assert purging.purge(dry_run=True) == 1
    assert purging.purge(timezone.now() - dt.timedelta(days=30), dry_run=True) == 0


def upload(client: Client, page: TrainingEventPage, data: bytes, **fields: str) -> Any:
    return client.post(
        f"/admin/training/{page.pk}/import/",
        {"file": SimpleUploadedFile("名单.csv", data), "agreed": "on", **fields},
    )


def test_staff_look_first_and_agree_then(admin_client: Client) -> None:
    page = event(quota=None)
    response = upload(admin_client, page, as_csv(fifty_with_two_bad()))
    html = response.content.decode()
    assert "48" in html
    assert "电话号码不对" in html
    assert not Registration.objects.exists()
    token = response.context["confirm"].initial["token"]
    done = admin_client.post(f"/admin/training/{page.pk}/import/", {"token": token})
    assert done.status_code == 200
    assert page.registrations.filter(place=Place.CONFIRMED).count() == 48
    again = admin_client.post(f"/admin/training/{page.pk}/import/", {"token": token})
    assert again.status_code == 422


def test_a_list_that_was_looked_at_for_one_event_is_not_taken_by_another(admin_client: Client) -> None:
    page, other = event(quota=None), event(quota=None)
    token = upload(admin_client, page, as_csv([HEADER, *rows(2)])).context["confirm"].initial["token"]
    assert admin_client.post(f"/admin/training/{other.pk}/import/", {"token": token}).status_code == 422
    assert not Registration.objects.exists()


@pytest.mark.parametrize("fields", [{"agreed": ""}, {}])
def test_a_list_without_consent_or_header_stays_outside(admin_client: Client, fields: dict[str, str]) -> None:
    data = as_csv([HEADER, *rows(2)]) if fields else b"nothing"
    response = upload(admin_client, event(), data, **fields)
    assert response.status_code == 422
    assert not Registration.objects.exists()
