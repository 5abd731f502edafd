"""Reports and results: the enterprise's alone, and only once they are released (clause 4.2.5.1)."""

import datetime as dt
from typing import Any

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from onestop.requests.filing.attachments import attach
from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.filing.reading import readable
from onestop.requests.serving import results, rules, services
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.moving_time import hold

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def report(name: str = "报告.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return an upload."""
    return SimpleUploadedFile(name, content)


@pytest.mark.clause("4.2.5.1")
def test_the_enterprise_reads_a_result_once_it_is_released() -> None:
    lab = make.laboratory("甲检测")
    case, person = make.served_by(lab), make.person_of(lab)
    results.add_result(case.pk, person, {"files": [report()], "text": "检测报告"})
    assert not readable(make.ENTERPRISE, case).exists()
    assert readable(person, case).exists()
    results.release(case.pk, person, {})
    assert readable(make.ENTERPRISE, case).get().name == "报告.pdf"
    with pytest.raises(Refused):
        results.release(case.pk, person, {})


@pytest.mark.clause("4.2.5.1")
def test_completing_releases_every_result() -> None:
    case = make.served_here()
    results.add_result(case.pk, make.AGENT, {"files": [report()]})
    services.enter(case.pk, make.AGENT, {"text": "到场", "files": [report("现场.pdf")]})
    services.complete(
        case.pk,
        make.AGENT,
        {"result": "办好", "solved": True, "f_content": "讲解", "files": [report("证书.pdf")]},
    )
    names = set(readable(make.ENTERPRISE, case).values_list("name", flat=True))
    assert names == {"报告.pdf", "现场.pdf", "证书.pdf"}


def test_a_program_that_calls_itself_a_report_is_refused_and_nothing_is_written() -> None:
    case = make.served_here()
    with pytest.raises(Refused) as refused:
        results.add_result(case.pk, make.AGENT, {"files": [report(content=b"MZ\x90\x00 a program")]})
    assert set(refused.value.error_dict) == {"files"}
    assert not Attachment.objects.filter(case=case).exists()
    assert not case.events.filter(name="result").exists()


def test_only_who_serves_adds_results() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    other = make.laboratory("乙检测")
    with pytest.raises(Refused):
        results.add_result(case.pk, make.person_of(other), {"files": [report()]})
    assert not Attachment.objects.filter(case=case).exists()


@pytest.mark.clause("4.2.6.3")
def test_files_about_candidates_go_after_the_end_and_history_says_so(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    case = make.completed(clause="4.2.6.3", kind="general")
    file = attach(case, report("报名表.pdf"))
    kept = attach(case, report("结果.pdf"), AttachmentKind.RESULT)
    hands = hold(monkeypatch, timezone.now() + dt.timedelta(days=9))
    assert rules.remove_candidates_files() == 0
    hands.shift(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        assert rules.remove_candidates_files() == 1
    assert not file.file.storage.exists(file.file.name)
    assert case.attachments.get() == kept
    assert case.events.get(name="files_removed").data == {"files": 1}
    assert rules.remove_candidates_files() == 0
