"""The admin of training: who may, what is seen, what is done to many at once."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from wagtail.models import PageLogEntry

from onestop.catalogue.organisations.credit_code import check_character
from onestop.home.training import attending
from onestop.home.training.choices import Place, Result
from onestop.home.training.models import Attendance, Feedback, Proof, Registration
from onestop.tests.factories.training import event, registered

pytestmark = pytest.mark.django_db
LIST = "/admin/training/registrations/"


def person(username: str, *rights: str) -> Client:
    user = User.objects.create_user(username, password="x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *rights]))
    client = Client()
    client.force_login(user)
    return client


def do(client: Client, action: str, *rows: Registration, **fields: Any) -> str:
    response = client.post(
        LIST, {"action": action, "chosen": [row.pk for row in rows], **fields}, follow=True
    )
    assert response.status_code == 200
    return response.content.decode()


def places(*rows: Registration) -> list[str]:
    return [Registration.objects.get(pk=row.pk).place for row in rows]


def test_the_register_is_for_those_who_manage_it_and_empty_for_nobody_else() -> None:
    page = event()
    registered(page, name="名单示例")
    for client in (person("editor", "add_page"), person("door", "check_in_registration")):
        for path in (LIST, "/admin/training/", f"/admin/training/{page.pk}/import/"):
            assert "名单示例" not in client.get(path, follow=True).content.decode()
        for path in ("export.csv", "feedback/"):
            assert client.get(f"/admin/training/{page.pk}/{path}").status_code in {302, 403}
    assert "名单示例" in person("agent", "change_registration").get(LIST).content.decode()


def test_the_roles_of_the_service_centre_come_with_their_rights() -> None:
    for name, rights in (
        ("服务中心坐席", {"change_registration", "import_registration", "export_registration", "add_proof"}),
        ("窗口服务人员", {"check_in_registration"}),
    ):
        group = Group.objects.filter(name=name).first()
        if group is not None:  # without migrations there are no roles
            held = set(group.permissions.values_list("codename", flat=True))
            assert rights <= held
    assert not Group.objects.filter(name="编辑", permissions__codename="change_registration").exists()


def test_contacts_are_masked_in_the_list_and_that_somebody_looked_is_noted(admin_client: Client) -> None:
    row = registered(event(), phone="13987654321")
    assert "13987654321" not in admin_client.get(LIST).content.decode()
    assert "139****321" in admin_client.get(LIST).content.decode()
    html = admin_client.get(f"{LIST}inspect/{row.pk}/").content.decode()
    assert "13987654321" in html
    entry = PageLogEntry.objects.get(action="onestop.training.contact")
    assert entry.data == {"registration": row.pk}


def test_bulk_confirmation_stops_at_the_last_place(admin_client: Client) -> None:
    page = event(quota=1)
    rows = [registered(page, number) for number in range(4)]
    page.quota = 2
    page.save()
    html = do(admin_client, "confirm", *rows)
    assert "1 人已确认" in html
    assert "2 人继续候补" in html
    assert places(*rows) == [Place.CONFIRMED, Place.CONFIRMED, Place.WAITING, Place.WAITING]


def test_presence_results_and_proofs_are_recorded_for_many(admin_client: Client) -> None:
    page = event(days=-3, sessions=2, gives_proof=True, assessed=True)
    rows = [registered(page, number) for number in range(3)]
    do(admin_client, "present", *rows)
    assert Attendance.objects.count() == 6
    do(admin_client, "absent", rows[2], session=page.session_list[0].pk)
    assert Attendance.objects.count() == 5
    do(admin_client, "passed", rows[0], rows[2])
    do(admin_client, "failed", rows[1])
    html = do(admin_client, "prove", *rows)
    assert Proof.objects.get().registration_id == rows[0].pk
    assert "到场学时没有达到要求" in html
    assert "考核没有通过" in html
    assert Registration.objects.get(pk=rows[1].pk).result == Result.FAILED


def test_personal_data_is_deleted_on_request(admin_client: Client) -> None:
    row = registered(event(), name="要求删除")
    do(admin_client, "forget", row)
    row.refresh_from_db()
    assert (row.name, row.phone) == ("", "")
    assert row.purged_at is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"action": ""},
        {"action": "drop"},
        {"action": "confirm"},
        {"action": "cancel", "chosen": ["x", "99999"]},
    ],
)
def test_a_press_that_makes_no_sense_is_a_clear_message(admin_client: Client, fields: dict[str, Any]) -> None:
    row = registered(event())
    response = admin_client.post(LIST, fields, follow=True)
    assert response.status_code == 200
    assert re.search("请选择要做什么|请先勾选", response.content.decode())
    assert places(row) == [Place.CONFIRMED]


def test_who_may_not_issue_proofs_is_refused() -> None:
    row = registered(event(days=-3, gives_proof=True))
    client = person("agent", "change_registration")
    assert client.post(LIST, {"action": "prove", "chosen": [row.pk]}).status_code in {302, 403}
    assert not Proof.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_with_contacts_says_who_took_it_and_that_is_noted(admin_client: Client, kind: str) -> None:
    page = event("=2+2")
    row = registered(page, name="=1+1", phone="13987654321")
    body = "91650502000000003"
    row.credit_code = body + check_character(body)
    row.save()
    response = admin_client.get(f"/admin/training/{page.pk}/export.{kind}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    if kind == "csv":
        text = response.content.decode("utf-8-sig")
        assert response.content.startswith(b"\xef\xbb\xbf")
        assert text.lstrip('"').startswith("仅供内部使用")
        assert "13987654321" in text
        assert not re.search(r"(^|,)=\d", text, re.MULTILINE)
        header, person = list(csv.reader(io.StringIO(text)))[2:4]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        header, person = ([cell.value for cell in line] for line in sheet[3:4])
    assert dict(zip(header, person, strict=True))["统一社会信用代码"] == row.credit_code
    assert PageLogEntry.objects.filter(action="onestop.training.export").count() == 1
    assert admin_client.get(f"/admin/training/{page.pk}/export.exe").status_code == 404


def test_a_proof_is_revoked_for_a_reason_only(admin_client: Client) -> None:
    page = event(days=-3, gives_proof=True)
    row = registered(page)
    attending.mark(row, page.session_list[0], None)
    do(admin_client, "prove", row)
    proof = Proof.objects.get()
    url = reverse("training_revoke", args=[proof.pk])
    assert "请写明为什么撤销" in admin_client.post(url, {"why": " "}).content.decode()
    admin_client.post(url, {"why": "冒名签到"})
    proof.refresh_from_db()
    assert proof.revoked_reason == "冒名签到"
    assert proof.shown_code in admin_client.get("/admin/training/proofs/").content.decode()


def test_the_register_of_proofs_is_taken_out_without_full_names(admin_client: Client) -> None:
    for number, assessed in ((1, True), (2, False)):
        page = event(f"培训{number}", days=-3, gives_proof=True, assessed=assessed)
        row = registered(page, number, name="诸葛孔明")
        do(admin_client, "present", row)
        do(admin_client, "passed", *([row] if assessed else []))
        do(admin_client, "prove", row)
    data = admin_client.get("/admin/training/proofs/", {"export": "csv"}).getvalue().decode("utf-8-sig")
    rows = {row["活动"]: row for row in csv.DictReader(io.StringIO(data))}
    assert {row["显示的姓名"] for row in rows.values()} == {"诸**"}
    assert [rows[f"培训{number}"]["考核结果"] for number in (1, 2)] == ["通过", ""]
    html = admin_client.get(f"/admin/training/proofs/inspect/{Proof.objects.first().pk}/").content.decode()
    assert "考核结果" in html


def test_what_participants_said_is_counted_with_n(admin_client: Client) -> None:
    page = event(days=-3)
    for number, content in enumerate((4, 4, 1)):
        row = registered(page, number, name=f"匿名{number}")
        Feedback.objects.create(
            registration=row, content=content, teaching=3, organisation=2, words="多办几次"
        )
    html = admin_client.get(f"/admin/training/{page.pk}/feedback/").content.decode()
    assert "n = 3" in html
    assert "67 %" in html
    assert "多办几次" in html
    assert "匿名" not in html


@pytest.mark.parametrize("rows", [1, 25])
def test_listings_take_few_queries_whatever_they_show(
    admin_client: Client, rows: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(rows):
        page = event(f"培训{number}", days=number - 10 or 1, gives_proof=True)
        registered(page, number)
    for path in (LIST, f"{LIST}?event={page.pk}", "/admin/training/", "/admin/training/proofs/"):
        admin_client.get(path)
        with django_assert_max_num_queries(20):
            assert admin_client.get(path).status_code == 200


def test_a_filter_by_nonsense_shows_the_list(admin_client: Client) -> None:
    registered(event(), name="还在")
    for query in ("event=x", "place=nowhere", "p=99", "nothing=1"):
        assert admin_client.get(f"{LIST}?{query}", follow=True).status_code == 200
