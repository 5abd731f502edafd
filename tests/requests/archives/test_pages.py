"""Archives are read by the enterprise itself and by the staff of matrix 5.3; each look is written down."""

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from pypdf import PdfReader

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.catalogue.organisations.choices import Scale
from onestop.requests.archives.models import ArchiveItem
from onestop.requests.archives.shown import pairs
from onestop.requests.enterprises.models import AccessLog
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories import requests_archives as archives

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> ArchiveItem:
    """A sealed case, its contact by a name that stands nowhere else."""
    return archives.sealed(contact_name="赵示例", phone="19900000077")


def staff(client: Client, role: str, place: Any = None) -> Client:
    """Sign somebody of the staff in."""
    client.force_login(network.account(f"用户{role}", role, place))
    return client


def unpacked(response: Any) -> dict[str, bytes]:
    """Return the files of an exported ZIP by their place."""
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as box:
        return {name: box.read(name) for name in box.namelist()}


def listed(files: dict[str, bytes]) -> dict[str, str]:
    """Return the hashes of the catalogue by place."""
    rows = list(csv.reader(io.StringIO(files["catalogue.csv"].decode("utf-8-sig"))))
    return {row[0]: row[3] for row in rows[2:]}


@pytest.mark.clause("6.1")
def test_the_enterprise_reads_its_own_archive_and_no_other(client: Client, item: ArchiveItem) -> None:
    other = archives.sealed(archives.owner(2))
    client.force_login(make.member("own", item.archive.enterprise))
    page = client.get("/my/archive/").content.decode()
    assert item.number in page
    assert other.number not in page
    shown = client.get(f"/my/archive/{item.number}/").content.decode()
    assert "已办好" in shown
    assert "19900000077" in shown
    assert client.get(f"/my/archive/{other.number}/").status_code == 404
    assert not AccessLog.objects.exists()


@pytest.mark.clause("6.3")
def test_the_enterprise_reads_nothing_that_is_the_staffs_alone(client: Client, item: ArchiveItem) -> None:
    assert any(row["audience"] == "staff" for row in item.content["call_backs"])
    client.force_login(make.member("own", item.archive.enterprise))
    shown = client.get(f"/my/archive/{item.number}/").content.decode()
    assert "回访" not in shown.partition("ar-part")[2]
    assert "已办好" in client.get("/my/archive/print/").content.decode()


@pytest.mark.clause("6.1")
def test_what_is_taken_away_is_what_the_catalogue_lists(client: Client, item: ArchiveItem) -> None:
    client.force_login(make.member("own", item.archive.enterprise))
    assert client.get("/my/archive/export/").status_code == 405
    files = unpacked(client.post("/my/archive/export/"))
    assert listed(files) == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "catalogue.csv"
    }
    assert archives.PDF in files.values()
    data = json.loads(files["archive.json"])
    assert data["items"][0]["digest"] == item.digest
    assert data["watermark"] in files["archive.html"].decode()
    assert AccessLog.objects.get().fields == ["archive"]


def test_what_was_sealed_as_a_code_is_read_as_a_word() -> None:
    row = {"id": 1, "audience": "parties", "name": "示例企业1", "scale": Scale.MEDIUM.value}
    assert [value for _label, value in pairs("basic", row)] == ["示例企业1", str(Scale.MEDIUM.label)]


def test_each_file_taken_away_bears_the_day(client: Client, item: ArchiveItem) -> None:
    client.force_login(make.member("own", item.archive.enterprise))
    answer = client.post("/my/archive/export/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as box:
        days = {dt.date(*entry.date_time[:3]) for entry in box.infolist()}
    assert days == {timezone.localdate()}


def test_by_which_way_one_called_back_is_not_read_as_who_served() -> None:
    assert pairs("call_backs", {"method": "电话"}) == [("方式", "电话")]
    assert pairs("matches", {"method": "专家"}) == [("实施方", "专家")]


def test_a_consent_is_read_with_its_day_and_data_in_words() -> None:
    row = {"id": 1, "audience": "parties", "given_at": "2026-11-04T11:03:00+08:00", "fields": ["question"]}
    assert [label for label, _value in pairs("consents", row)] == ["同意时间", "哪些数据"]
    assert pairs("consents", row)[-1][1] == "问题"


@pytest.mark.clause("6.1")
def test_the_pdf_has_cover_list_catalogue_and_content(client: Client) -> None:
    item = archives.sealed(contact_name="赵示例", description="需要检测一批哈密瓜干。\n" + "尽快" * 1900)
    client.force_login(make.member("own", item.archive.enterprise))
    alone = b"".join(client.post("/my/archive/export/", {"pdf": "1"}).streaming_content)
    packed = unpacked(client.post("/my/archive/export/"))["archive.pdf"]
    for content in (alone, packed):
        paper = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in paper.pages]
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in paper.pages} == {
            (595, 842)
        }
        assert "企业质量档案" in pages[0]
        assert item.archive.enterprise.credit_code in pages[0]
        assert item.number in pages[1]
        assert item.digest in "".join(pages[2:])
        assert all(word in "".join(pages[2:]) for word in ("目录", "服务记录", "已办好"))
        assert "".join(pages).replace("\n", "").count("尽快") >= 1800
        assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
        assert all("不得外传" in page for page in pages)
        assert "赵示例" not in "".join(pages)
        assert "回访" not in "".join(pages)


@pytest.mark.clause("6.3")
def test_the_supervisor_says_why_first(client: Client, item: ArchiveItem) -> None:
    staff(client, roles.SUPERVISOR)
    url = reverse("requests_archive", args=[item.archive.pk])
    content = reverse("requests_archive_item", args=[item.archive.pk, item.number])
    assert item.number not in client.get(url).content.decode()
    assert client.get(content).headers["Location"] == url
    assert client.post(url, {"purpose": " "}).status_code == 422
    client.post(url, {"purpose": "抽查档案"})
    assert item.number in client.get(url).content.decode()
    assert "已办好" in client.get(content).content.decode()
    assert set(AccessLog.objects.values_list("reason", flat=True)) == {"抽查档案"}


@pytest.mark.clause("6.3")
def test_the_centre_reads_and_it_is_written_down_once_a_day(client: Client, item: ArchiveItem) -> None:
    staff(client, roles.CENTRE_AGENT)
    url = reverse("requests_archive_item", args=[item.archive.pk, item.number])
    page = client.get(url).content.decode()
    client.get(url)
    assert "已办好" in page
    assert "赵示例" not in page
    assert "19900000077" not in page
    assert AccessLog.objects.get().enterprise == item.archive.enterprise


def test_staff_takes_it_away_for_a_purpose_and_marked(client: Client, item: ArchiveItem) -> None:
    staff(client, roles.CENTRE_HEAD)
    url = reverse("requests_archive_take", args=[item.archive.pk])
    assert client.post(url, {"purpose": ""}).status_code == 422
    files = unpacked(client.post(url, {"purpose": "移交档案馆"}))
    assert "移交档案馆" in files["catalogue.csv"].decode()
    assert "19900000077" not in files["archive.json"].decode()
    printed = client.post(url, {"purpose": "移交档案馆", "print": "1"}).content.decode()
    assert "移交档案馆" in printed
    assert "已办好" in printed


def test_a_station_reads_the_archives_of_its_own_requests(client: Client, item: ArchiveItem) -> None:
    assert item.case
    assert item.case.office
    staff(client, roles.STATION_HEAD, item.case.office)
    assert client.get(reverse("requests_archive", args=[item.archive.pk])).status_code == 200
    other = network.account("other", roles.STATION_HEAD, network.station())
    client.force_login(other)
    assert client.get(reverse("requests_archive", args=[item.archive.pk])).status_code == 404


def test_the_auditor_reads_the_log_alone(client: Client, item: ArchiveItem) -> None:
    staff(client, roles.AUDITOR)
    assert client.get(reverse("requests_looks_modeladmin_index")).status_code == 200
    assert client.get(reverse("requests_archive", args=[item.archive.pk])).status_code == 404


def test_the_centre_sees_what_is_incomplete(client: Client) -> None:
    case = archives.evaluated(make.enterprise("无代码企业"))
    archives.ripen(case)
    staff(client, roles.CENTRE_AGENT)
    page = client.get(reverse("requests_archive_gaps")).content.decode()
    assert case.number in page
    assert "统一社会信用代码" in page
    assert client.get(reverse("requests_archives_modeladmin_index")).status_code == 200
