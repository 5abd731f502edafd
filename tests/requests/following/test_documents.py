"""The files of an enterprise in its room: its own, and no other's."""

import pytest

from django.core.files.base import ContentFile
from django.test import Client

from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import requests as factory

pytestmark = pytest.mark.django_db


def kept(case: ServiceRequest, name: str, **fields: object) -> Attachment:
    """Keep a file of ``case``."""
    about = {"mime": "text/plain", "size": 6, "digest": "0" * 64, "kind": AttachmentKind.RESULT}
    return Attachment.objects.create(
        case=case, name=name, file=ContentFile(b"report", "x"), **{**about, **fields}
    )


def test_an_enterprise_finds_its_files_and_no_others(client: Client) -> None:
    own, other = factory.enterprise(), factory.enterprise()
    case = factory.case(enterprise=own)
    mine = kept(case, "检测报告.txt")
    kept(case, "内部底稿.txt", for_enterprise=False)
    kept(case, "签名.png", kind=AttachmentKind.SIGNATURE)
    kept(factory.case(enterprise=other), "别家的报告.txt")
    client.force_login(factory.member("own", own))
    page = client.get("/my/documents/").content.decode()
    assert "检测报告.txt" in page
    assert f"/requests/files/{mine.pk}/" in page
    assert not [name for name in ("内部底稿", "签名.png", "别家的报告") if name in page]


def test_a_room_without_files_says_how_to_add_some(client: Client) -> None:
    client.force_login(factory.member("own", factory.enterprise()))
    assert "还没有文件" in client.get("/my/documents/").content.decode()
