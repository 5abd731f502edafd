"""Files that come with a request: what can be taken is kept, what cannot is said once (clause 4.3.2.1)."""

import pytest
from bs4 import BeautifulSoup

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onestop.requests.models import Attachment
from onestop.tests.factories import network, requests_filing

pytestmark = pytest.mark.django_db
NEED = reverse("requests_new_need")
WORDS = "包装车间有压力表 12 块，去年 12 月检的，快到期了。"


def pdf(name: str, content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n" + content)


def sent(client: Client, *files: SimpleUploadedFile) -> str:
    network.centre()
    typed = {"item": "", "description": WORDS, "files": list(files), "do": "file"}
    return requests_filing.returned(client, NEED, typed)


def said(answer: str) -> list[str]:
    found = BeautifulSoup(answer, "html.parser").select("#id_files_error p")
    return [each.get_text(strip=True) for each in found]


@pytest.mark.clause("4.3.2.1")
def test_of_several_files_those_that_can_be_taken_are_kept(client: Client) -> None:
    answer = sent(client, pdf("清单.pdf"), SimpleUploadedFile("发票.pdf", b"MZ" + bytes(99)), pdf("证书.pdf"))
    assert len(said(answer)) == 1
    assert "发票.pdf" in said(answer)[0]
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["清单.pdf", "证书.pdf"]
    assert "清单.pdf" in answer


def test_that_there_are_too_many_is_said_once(client: Client) -> None:
    answer = sent(client, *(pdf(f"附件{n}.pdf", str(n).encode()) for n in range(23)))
    assert len(said(answer)) == 1
    assert "20" in said(answer)[0]
    assert Attachment.objects.count() == 20
