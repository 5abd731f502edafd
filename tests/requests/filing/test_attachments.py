"""Files: judged by their content, kept under a random name, handed out after the permission check."""

import io
import socket
import struct
import threading
import zipfile

import pytest

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onestop.requests.enterprises import consents
from onestop.requests.enterprises.models import Purpose
from onestop.requests.filing import scanning, tokens
from onestop.requests.filing.attachments import MOST, attach, tidy_name
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.filing.reading import readable
from onestop.requests.filing.sniffing import DOCX, PDF, TEXT, XLSX, sniff
from onestop.requests.models import AccessLog, Attachment, ServiceRequest
from onestop.requests.workflow import events
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.site import roles
from onestop.tests.factories import network, requests_filing
from onestop.tests.factories import requests as cases

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
PDF_BYTES = b"%PDF-1.7\n" + b"x" * 50
EXE = b"MZ" + bytes(200)


def office(member: str = "xl/workbook.xml", filling: bytes = b"<x/>", extra: tuple[str, ...] = ()) -> bytes:
    """Return a document of Word or Excel, as small as can be."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", member, *extra):
            archive.writestr(name, filling)
    return file.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return an upload that says to be a picture."""
    return SimpleUploadedFile(name, content, content_type="image/png")


@pytest.mark.clause("4.3.2.1")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("证书.pdf", EXE),
        ("photo.png", PDF_BYTES),
        ("a.exe", EXE),
        ("a.docx", office()),
        ("a.xlsx", b"PK\x03\x04" + bytes(100)),
        ("a.xlsx", office(extra=("xl/vbaProject.bin",))),
        ("a.xlsx", office(filling=b"0" * 60_000_000)),
        ("a.zip", office("a.txt")),
        ("a.txt", b"<script>alert(1)</script>"),
        ("a.txt", b"#!/bin/sh\nrm"),
        ("a.txt", b"\x00\x01\x02"),
        ("a.svg", b"<svg/>"),
        ("a.html", b"<p>"),
        ("a.pdf", b""),
        ("a", PNG),
        ("a.msi.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
    ],
)
@pytest.mark.django_db
def test_what_is_not_what_it_says_is_refused_in_plain_words(name: str, content: bytes) -> None:
    case = cases.case()
    with pytest.raises(ValidationError) as refused:
        attach(case, upload(name, content))
    assert tidy_name(name) in refused.value.messages[0]
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("content", "sort"),
    [
        (PDF_BYTES, PDF),
        (office(), XLSX),
        (office("word/document.xml"), DOCX),
        ("压力表，12 块\n".encode(), TEXT),
        ("压力表，12 块\n".encode("gb18030"), TEXT),
    ],
)
def test_what_people_bring_is_known_by_its_content(content: bytes, sort: object) -> None:
    assert sniff(content) == sort


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\张三\\桌面\\压力表清单.xlsx", "压力表清单.xlsx"),
        ("\u202egpj.exe.png", "gpj.exe.png"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("清单 2026 (1).pdf", "清单 2026 (1).pdf"),
        ("😀.png", "😀.png"),
    ],
)
def test_a_name_is_kept_as_people_wrote_it_and_leads_nowhere(given: str, kept: str) -> None:
    assert tidy_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    assert tidy_name("长" * 400 + ".pdf").endswith("长.pdf")
    assert len(tidy_name("长" * 400 + ".pdf")) <= 120


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_with_both_sizes(settings: object) -> None:
    settings.ATTACHMENT_BYTES = 1024  # type: ignore[attr-defined]
    with pytest.raises(ValidationError) as refused:
        attach(cases.case(), upload("a.png", PNG + bytes(2000)))
    assert "KB" in refused.value.messages[0]


@pytest.mark.django_db
def test_the_same_press_keeps_a_file_once_and_a_case_takes_so_many_only() -> None:
    case = cases.case()
    assert attach(case, upload("a.png", PNG)) == attach(case, upload("a.png", PNG))
    for number in range(MOST - 1):
        attach(case, upload(f"{number}.png", PNG))
    with pytest.raises(ValidationError):
        attach(case, upload("z.png", PNG))
    assert case.attachments.count() == MOST


@pytest.mark.django_db
def test_nothing_of_name_or_sort_stands_in_the_place_of_a_file_and_no_address_leads_there(
    client: Client,
) -> None:
    kept = attach(cases.case(), upload("压力表.png", PNG))
    assert kept.file.name.startswith("cases/")
    assert "." not in kept.file.name
    assert client.get(kept.file.url, follow=True).status_code == 404
    assert client.get(f"/media/images/../../private/{kept.file.name}").status_code == 400


@pytest.mark.clause("6.3")
@pytest.mark.django_db
def test_only_who_may_read_the_case_gets_its_file(client: Client) -> None:
    centre = network.centre()
    case = cases.case(office=network.station(centre))
    kept = attach(case, upload("清单.png", PNG))
    address = reverse("requests_file", args=[kept.pk])
    own = network.account("own", roles.WINDOW, case.office)
    other = network.account("other", roles.WINDOW, network.station(centre))
    assert client.get(address).status_code == 404
    client.force_login(other)
    assert client.get(address).status_code == 404
    client.force_login(own)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert AccessLog.objects.get().fields == ["attachments"]


@pytest.mark.clause("6.3")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "names"), [(["phone"], ["report.pdf"]), (["attachments"], ["a.png", "report.pdf"])]
)
def test_an_institution_reads_the_files_that_the_enterprise_agreed_to_hand_over(
    fields: list[str], names: list[str]
) -> None:
    case, provider = cases.case(Status.MATCHED), network.provider()
    user = network.account("provider", roles.PROVIDER, provider)
    attach(case, upload("a.png", PNG))
    attach(case, upload("earlier.pdf", PDF_BYTES), AttachmentKind.MESSAGE)
    actor = Actor(user, frozenset({Role.PROVIDER}))
    assert not readable(actor, case).exists()
    events.record(case, "consent", Actor.holder(), Role.ENTERPRISE)
    report = attach(case, upload("report.pdf", PDF_BYTES), AttachmentKind.RESULT)
    own = attach(case, upload("own.pdf", PDF_BYTES), AttachmentKind.MESSAGE, for_provider=False)
    events.record(case, "result", actor, Role.PROVIDER, data={"files": [report.pk, own.pk]})
    assert list(readable(actor, case)) == [report]
    consents.give(Purpose.HAND_OVER, case=case, receiver=provider, fields=fields)
    assert sorted(readable(actor, case).values_list("name", flat=True)) == names
    assert not readable(Actor(user), case).exists()


@pytest.mark.clause("6.3")
@pytest.mark.django_db
def test_the_link_of_one_case_opens_no_file_of_another(client: Client) -> None:
    case, other = cases.case(), cases.case()
    kept, hidden = (
        attach(case, upload("a.png", PNG)),
        attach(case, upload("b.png", PNG), for_enterprise=False),
    )
    good = reverse("requests_case_file", args=[tokens.make(case), kept.pk])
    assert client.get(good).status_code == 200
    for token, pk in [
        (tokens.make(other), kept.pk),
        (tokens.make(case), hidden.pk),
        (f"{case.pk}.x", kept.pk),
        ("x", kept.pk),
    ]:
        assert client.get(reverse("requests_case_file", args=[token, pk])).status_code == 404


@pytest.mark.django_db
def test_a_token_is_of_one_case_and_of_no_draft() -> None:
    one, two = cases.case(), cases.case()
    assert tokens.find(tokens.make(one)) == one
    signature = tokens.make(one).partition(".")[2]
    assert tokens.find(f"{two.pk}.{signature}") is None
    assert tokens.find("9" * 40 + ".x") is None
    assert tokens.find(tokens.make(requests_filing.draft())) is None


def answering(answer: bytes) -> tuple[str, list[bytes]]:
    """Start a clamd that gives one answer; return its address and what it is sent."""
    server = socket.create_server(("127.0.0.1", 0))
    got: list[bytes] = []

    def serve() -> None:
        link, _peer = server.accept()
        with link, server:
            assert link.recv(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", link.recv(4))[0]:
                got.append(link.recv(size))
            link.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return f"clamd://127.0.0.1:{server.getsockname()[1]}", got


def test_clamd_is_asked_and_believed(settings: object) -> None:
    address, got = answering(b"stream: OK\0")
    settings.ATTACHMENT_SCANNER = address  # type: ignore[attr-defined]
    assert scanning.scanner()(PNG) is True
    assert b"".join(got) == PNG
    settings.ATTACHMENT_SCANNER = answering(b"stream: Eicar FOUND\0")[0]  # type: ignore[attr-defined]
    with pytest.raises(ValidationError) as refused:
        scanning.check(PNG)
    assert refused.value.code == "virus"


@pytest.mark.parametrize("named", ["clamd://127.0.0.1:1", "onestop.no.such.scanner"])
def test_a_scanner_that_does_not_answer_lets_no_file_in(settings: object, named: str) -> None:
    settings.ATTACHMENT_SCANNER = named  # type: ignore[attr-defined]
    with pytest.raises(ValidationError) as refused:
        scanning.check(PNG)
    assert refused.value.code == "unscanned"


@pytest.mark.django_db
def test_a_request_is_filed_though_the_scanner_is_down(settings: object) -> None:
    settings.ATTACHMENT_SCANNER = "clamd://127.0.0.1:1"  # type: ignore[attr-defined]
    draft = requests_filing.draft()
    with pytest.raises(ValidationError):
        attach(draft, upload("a.png", PNG))
    assert requests_filing.filed().number
    assert ServiceRequest.objects.filter(attachments__isnull=False).count() == 0
