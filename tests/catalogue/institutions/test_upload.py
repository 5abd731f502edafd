"""Importing institutions in the admin."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onestop.catalogue.organisations.models import Organisation, Qualification
from onestop.site.roles import CENTRE_HEAD, OUTLET
from onestop.tests.factories.admin_forms import filled_in
from onestop.tests.factories.institutions import certificate, region, table
from onestop.tests.factories.network import account
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db
PATH = "/admin/institutions/import/"


@pytest.fixture
def head(client: Client, settings: Any, tmp_path: Path) -> Client:
    """Return a client of the head of the centre."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    home_page()
    region()
    client.force_login(account("head", CENTRE_HEAD))
    return client


def given(path: Path, **fields: str) -> dict[str, Any]:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return {"file": file, "source": "示例数据", "checked": "2026-11-01", **fields}


def words(content: bytes) -> str:
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


@pytest.mark.clause("4.2.7.3")
def test_a_file_is_looked_at_then_agreed_to(head: Client, tmp_path: Path) -> None:
    path = table(tmp_path / "名录.csv", {}, {"标准号": "坏的"})
    looked = head.post(PATH, given(path))
    assert looked.status_code == 200
    text = words(looked.content)
    assert "还没有写入" in text
    assert "3 243112340001 标准号 坏的 这不是标准号" in text
    assert not Organisation.objects.exists()
    done = head.post(f"{PATH}confirm/", filled_in(looked.content, f"form[action='{PATH}confirm/']"))
    assert done.status_code == 200
    held = Qualification.objects.get()
    assert (held.source, held.checked_by) == ("示例数据", "head")
    report = BeautifulSoup(done.content, "html.parser").select_one("a[href*='/report/']")
    assert report is not None
    lines = b"".join(head.get(str(report["href"])).streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "number_unreadable" in lines[1]


def test_the_choices_of_the_upload_hold_for_the_import(head: Client, tmp_path: Path) -> None:
    held = certificate("示例检测所", {"product": "多余的一行"}, number="243112340001")
    looked = head.post(PATH, given(table(tmp_path / "t.csv", {}), complete="on"))
    head.post(f"{PATH}confirm/", filled_in(looked.content, f"form[action='{PATH}confirm/']"))
    assert [scope.product for scope in held.scopes.all()] == ["红枣"]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(50), b"a,b\n1,2\n", b"\xff\xfe\x01"])
def test_what_is_no_table_is_said_beside_the_file(head: Client, content: bytes) -> None:
    response = head.post(PATH, {"file": SimpleUploadedFile("t.csv", content), "source": "x"})
    assert response.status_code == 422
    assert BeautifulSoup(response.content, "html.parser").select_one(".error-message, .w-field__errors")


def test_without_a_file_or_with_a_day_to_come_the_form_says_so(head: Client, tmp_path: Path) -> None:
    assert "请选择文件" in words(head.post(PATH, {}).content)
    response = head.post(PATH, given(table(tmp_path / "t.csv", {}), checked="2999-01-01"))
    assert "核验日期还没有到" in words(response.content)


def test_a_token_that_nobody_signed_leads_back_to_the_upload(head: Client) -> None:
    response = head.post(f"{PATH}confirm/", {"token": "made-up"})
    assert response.status_code == 422
    assert "请重新选择" in words(response.content)
    assert head.get(f"{PATH}report/made-up/").status_code == 404


@pytest.mark.parametrize("group", [OUTLET, None])
def test_only_who_works_for_the_whole_network_may_import(
    head: Client, django_user_model: type[User], tmp_path: Path, group: str | None
) -> None:
    user = account("other", group) if group else django_user_model.objects.create_user("other")
    head.force_login(user)
    assert head.get(PATH).status_code in {302, 403}
    assert head.post(PATH, given(table(tmp_path / "t.csv", {}))).status_code in {302, 403}
    assert not Organisation.objects.exists()
