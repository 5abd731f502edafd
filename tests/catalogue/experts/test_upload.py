"""Importing candidates in the admin."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onestop.catalogue.experts.choices import State
from onestop.catalogue.experts.models import Expert, ExpertField
from onestop.site.roles import CENTRE_AGENT, CENTRE_HEAD, SUPERVISOR
from onestop.tests.factories.admin_forms import filled_in
from onestop.tests.factories.experts import category, make_expert
from onestop.tests.factories.network import account
from onestop.tests.factories.site_pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.1.2.1")]
PATH = "/admin/experts/import/"
TABLE = "姓名,工作单位,专业领域,服务类别,电话\n示例候选人,示例单位,食品检验,4.2.5,0902-0000123\n坏的,,,,\n"


@pytest.fixture
def private(settings: Any, tmp_path: Path) -> None:
    """Keep uploads in a folder of the test, and put the lists in place."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    home_page()
    category("4.2.5")
    ExpertField.objects.create(name="食品检验")


def given(content: str = TABLE) -> dict[str, Any]:
    file = SimpleUploadedFile("名单.csv", content.encode("gb18030"))
    return {"file": file, "source": "示例数据", "checked": "2026-11-01"}


def words(content: bytes) -> str:
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("role", [CENTRE_HEAD, CENTRE_AGENT])
def test_a_file_is_looked_at_then_agreed_to(client: Client, private: None, role: str) -> None:
    client.force_login(account("somebody", role))
    assert PATH in client.get("/admin/experts/").content.decode()
    looked = client.post(PATH, given())
    text = words(looked.content)
    assert "还没有写入" in text
    assert "3 坏的 专业领域 这一列不能空着" in text
    assert "删除" not in text
    assert not Expert.objects.exists()
    done = client.post(f"{PATH}confirm/", filled_in(looked.content, f"form[action='{PATH}confirm/']"))
    assert "候选人" in words(done.content)
    made = Expert.objects.get()
    assert (made.name, made.state, made.consented_on) == ("示例候选人", State.APPLIED, None)
    report = BeautifulSoup(done.content, "html.parser").select_one("a[href*='/report/']")
    assert report is not None
    lines = b"".join(client.get(str(report["href"])).streaming_content).decode("utf-8-sig")
    assert "missing" in lines
    assert "0000123" not in lines


def test_who_is_there_already_is_not_said_to_be_taken(client: Client, private: None) -> None:
    client.force_login(account("head", CENTRE_HEAD))
    make_expert("示例候选人", employer="示例单位")
    looked = client.post(PATH, given())
    text = words(looked.content)
    assert "登记表里已有这个单位的这个人，没有改动。 ! 这一行不改动" in text
    assert "没有什么可以导入" in text
    assert "照常导入" not in text
    page = BeautifulSoup(looked.content, "html.parser")
    assert page.select_one(f"form[action='{PATH}confirm/'] button[type=submit]") is None


def test_the_empty_table_is_one_that_an_import_understands(client: Client, private: None) -> None:
    client.force_login(account("head", CENTRE_HEAD))
    page = client.get(PATH)
    link = BeautifulSoup(page.content, "html.parser").select_one("a[href$='/template/']")
    assert link is not None
    empty = client.get(str(link["href"]))
    header = empty.content.decode("utf-8-sig").strip()
    assert header.startswith("姓名,工作单位,职称,所在区县,专业领域,服务类别")
    row = "示例候选人,示例单位,,,食品检验,4.2.5,,,,,,,,"
    looked = client.post(PATH, given(f"{header}\n{row}\n"))
    assert "不采用的列" not in words(looked.content)
    assert "需要查看的内容" not in words(looked.content)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(50), b"a,b\n1,2\n"])
def test_what_is_no_table_is_said_beside_the_file(client: Client, private: None, content: bytes) -> None:
    client.force_login(account("head", CENTRE_HEAD))
    response = client.post(PATH, {**given(), "file": SimpleUploadedFile("t.csv", content)})
    assert response.status_code == 422
    assert BeautifulSoup(response.content, "html.parser").select_one(".error-message, .w-field__errors")


def test_who_may_only_look_at_experts_may_not_import(client: Client, private: None) -> None:
    client.force_login(account("supervisor", SUPERVISOR))
    assert PATH not in client.get("/admin/experts/").content.decode()
    for path in (PATH, f"{PATH}template/", f"{PATH}report/x/"):
        assert client.get(path).status_code in {302, 403, 404}
    assert client.post(PATH, given()).status_code in {302, 403, 404}
    assert not Expert.objects.exists()
