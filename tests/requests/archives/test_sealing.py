"""T19: only what is complete is sealed, with everything that belongs to it, and nobody changes it unseen."""

from io import StringIO

import pytest

from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from onestop.requests.archives import checking, services
from onestop.requests.archives.attach import archive_ripe
from onestop.requests.archives.models import ArchiveItem, EnterpriseArchive, Retention
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.supervision.models import Rectification
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests as make
from onestop.tests.factories import requests_archives as archives
from onestop.tests.factories import requests_matching as matching
from onestop.tests.factories.requests import acting

pytestmark = pytest.mark.django_db


def verify(number: str | None = None) -> str:
    """Return what the command says."""
    out = StringIO()
    call_command("verify_archive", *([number] if number else []), stdout=out)
    return out.getvalue()


@pytest.mark.clause("6.1")
def test_a_finished_case_is_in_the_archive_with_all_its_parts() -> None:
    case = archives.evaluated()
    item = services.archive(case.pk, archives.AGENT, archives.EARLY)
    case.refresh_from_db()
    assert (case.status, item.case, item.number) == (Status.ARCHIVED, case, case.number)
    counts = {entry["kind"]: entry["count"] for entry in item.catalogue}
    assert counts["records"] == counts["evaluations"] == counts["files"] == counts["matches"] == 1
    assert counts["events"] == case.chain_length - 1  # the sealing itself comes after
    assert item.content["records"][0]["result"] == "已办好"
    assert item.content["evaluations"][0]["words"] == "办得快"
    assert item.content["basic"][0]["credit_code"] == case.enterprise.credit_code
    assert case.events.get(name="archive").data["digest"] == item.digest
    assert "sealed items: every chain" in verify()


@pytest.mark.clause("6.3")
def test_contact_data_are_sealed_apart() -> None:
    item = archives.sealed(contact_name="赵示例", phone="19900000077")
    assert "赵示例" not in str(item.content)
    assert "19900000077" not in str(item.content) + item.private_sealed
    assert services.private_of(item)["contact"]["phone"] == "19900000077"


@pytest.mark.clause("6.1")
def test_refused_with_every_gap_by_name() -> None:
    case = matching.completed()
    ServiceRequest.objects.filter(pk=case.pk).update(status=Status.EVALUATED)
    with pytest.raises(Refused) as refused:
        services.archive(case.pk, archives.AGENT, archives.EARLY)
    gaps = refused.value.message_dict["archive_complete"]
    assert gaps == checking.lacks(ServiceRequest.objects.get(pk=case.pk))
    assert len(gaps) == 3  # enterprise, evaluation, call-back
    assert not ArchiveItem.objects.exists()


@pytest.mark.clause("6.1")
def test_each_gap_says_who_closes_it() -> None:
    case = matching.completed()
    enterprise = make.enterprise()
    ServiceRequest.objects.filter(pk=case.pk).update(status=Status.EVALUATED, enterprise=enterprise)
    case = ServiceRequest.objects.get(pk=case.pk)
    days = {"answer_due_on": timezone.localdate(), "due_on": timezone.localdate()}
    row = Rectification.objects.create(case=case, opened_for="low", office=case.office, **days)
    said = "".join(checking.lacks(case))
    assert "由服务中心在“企业”中补录" in said
    assert "由没有办理这件需求的同事回访" in said
    assert f"整改还没有关闭：等{case.office}写明原因和措施" in said
    Rectification.objects.filter(pk=row.pk).update(answered_at=timezone.now())
    assert "整改还没有关闭：等没有参与整改的人验证" in "".join(checking.lacks(case))


def test_each_missing_part_is_a_gap() -> None:
    case = archives.evaluated()
    assert checking.lacks(case) == []
    record = case.records.get()
    record.result = ""
    record.save()
    assert len(checking.lacks(case)) == 1
    record.result = "已办好"
    record.save()
    Evaluation.objects.update(is_pending=True)
    assert len(checking.lacks(case)) == 1
    Evaluation.objects.update(is_pending=False)
    with case.attachments.get().file.open("rb+") as opened:
        opened.file.write(b"?")
    assert "照片.pdf" in checking.lacks(case)[0]
    case.attachments.get().remove_file()
    assert "照片.pdf" in checking.lacks(case)[0]


def test_early_only_with_a_reason() -> None:
    case = archives.evaluated()
    with pytest.raises(Refused) as refused:
        services.archive(case.pk, archives.AGENT, {})
    assert "reason" in refused.value.message_dict


@pytest.mark.parametrize("role", [Role.STATION, Role.PROVIDER, Role.ENTERPRISE, Role.SUPERVISOR])
def test_only_the_centre_seals(role: Role) -> None:
    case = archives.evaluated()
    with pytest.raises(Refused) as refused:
        services.archive(case.pk, acting(role), archives.EARLY)
    assert refused.value.code == "role"


@pytest.mark.clause("6.1")
def test_seals_by_itself_once_nobody_can_open_it_again() -> None:
    ripe, early, gap = (
        archives.evaluated(),
        archives.evaluated(),
        archives.evaluated(make.enterprise("无代码")),
    )
    archives.ripen(ripe)
    archives.ripen(gap)
    assert archive_ripe() == 1
    assert archive_ripe() == 0
    assert ArchiveItem.objects.get().case == ripe
    early.refresh_from_db()
    assert early.status == Status.EVALUATED


def test_one_archive_an_enterprise_and_its_items_in_a_chain() -> None:
    first, second, other = archives.sealed(), archives.sealed(), archives.sealed(archives.owner(2))
    assert first.archive == second.archive != other.archive
    assert (second.sequence, second.previous) == (2, first.digest)
    assert EnterpriseArchive.objects.get(pk=first.archive.pk).head == second.digest


def test_important_cases_are_kept_longer() -> None:
    usual = archives.sealed()
    important = archives.sealed(is_important=True, important_reason="重点项目")
    assert usual.retain_until == usual.sealed_at.date().replace(
        year=usual.sealed_at.year + 10, month=12, day=31
    )
    assert important.retention == Retention.THIRTY
    assert usual.archive.longest() == Retention.THIRTY
    assert archives.sealed(archives.owner(2)).archive.longest() == Retention.TEN


def change(sql: str) -> None:
    """Change the database behind the platform's back."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.clause("6.2")
@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE requests_archiveitem SET title = 'x' WHERE sequence = 1", "seal"),
        (
            "UPDATE requests_archiveitem SET content = replace(content, '\"q5\": true', '\"q5\": false')",
            "evaluations",
        ),
        ("UPDATE requests_archiveitem SET retain_until = '2026-12-31'", "seal"),
        ("UPDATE requests_enterprisearchive SET length = 2", "cut off"),
        ("UPDATE requests_attachment SET digest = 'x'", "file"),
        ("UPDATE requests_servicerequest SET status = 'evaluated'", "status is “evaluated”"),
    ],
)
def test_a_change_behind_the_platforms_back_is_named(sql: str, named: str) -> None:
    item = archives.sealed()
    if connection.vendor == "postgresql":
        sql = sql.replace("replace(content,", "replace(content::text,").replace("false')", "false')::jsonb")
    change(sql)
    with pytest.raises(CommandError, match=named):
        verify(item.number)


def test_a_changed_file_is_named() -> None:
    item = archives.sealed()
    assert item.case
    file = item.case.attachments.get()
    with file.file.open("rb+") as opened:
        opened.file.write(b"?")
    with pytest.raises(CommandError, match=f"{item.number}: file {file.pk}"):
        verify()
