"""What has been kept long enough goes by a decision, leaves a line and no broken seal; the rest stays."""

import datetime as dt
import io
from io import StringIO

import pytest
from PIL import Image, ImageDraw

from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.archives import retention, services, verifying
from onestop.requests.archives.models import ArchiveItem
from onestop.requests.enterprises import looking
from onestop.requests.enterprises.models import AccessLog, Membership
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.evaluation.services import give
from onestop.requests.filing.models import Attachment
from onestop.requests.filing.tokens import case_url
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import Event, Purge, ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories import requests_archives as archives
from onestop.tests.factories.requests import acting
from onestop.tests.factories.requests_evaluation import answers

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    """Return what the command says."""
    out = StringIO()
    call_command("purge_requests", *options, stdout=out)
    return out.getvalue()


def expired(**fields: str) -> ArchiveItem:
    """Return a sealed case whose period has ended, as it would have been sealed years ago."""
    item = archives.sealed(**fields)
    item.retain_until = timezone.localdate() - dt.timedelta(1)
    item.digest = services.digest(item.sealed())
    item.save()
    archive = item.archive
    archive.head = item.digest
    archive.save()
    return item


@pytest.mark.clause("6.1")
def test_nothing_goes_without_a_decision(django_capture_on_commit_callbacks: object) -> None:
    item = expired()
    assert f"{item.number}: sealed" in run()
    with pytest.raises(CommandError):
        run("--apply")
    assert ServiceRequest.objects.filter(number=item.number).exists()
    assert not Purge.objects.exists()


@pytest.mark.clause("6.1")
def test_a_purged_case_leaves_its_place_in_the_chain(django_capture_on_commit_callbacks: object) -> None:
    item, kept = expired(), archives.sealed()
    assert item.case
    head, storage = item.case.events.last(), item.case.attachments.get().file
    looking.note_look(
        acting(Role.HEAD, network.account("h", roles.CENTRE_HEAD)), Role.HEAD, ["phone"], case=item.case
    )
    network.account("boss", roles.CENTRE_HEAD)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        said = run("--apply", "--by", "boss", "--reason", "鉴定同意销毁")
    assert said.splitlines()[-1].startswith("1 records removed")
    assert list(ServiceRequest.objects.values_list("pk", flat=True)) == [kept.case_id]
    assert set(Event.objects.values_list("case", flat=True)) == {kept.case_id}
    assert Attachment.objects.get().case_id == kept.case_id
    assert not storage.storage.exists(storage.name)
    assert AccessLog.objects.get().case is None
    purge = Purge.objects.get()
    assert (purge.number, purge.reason, head is not None) == (item.number, "鉴定同意销毁", True)
    item.refresh_from_db()
    assert (item.content, item.private_sealed, item.case) == ({}, "", None)
    assert list(verifying.breaks(item.archive)) == []


@pytest.mark.clause("6.1")
def test_the_enterprise_reads_what_was_removed_when_and_by_which_rule(client: Client) -> None:
    """Its room said that nothing had ever been sealed."""
    item = expired()
    until, day = item.retain_until, timezone.localdate()
    assert until is not None
    owner = make.member("owner", item.archive.enterprise)
    stranger = make.member("stranger", archives.owner(2))
    network.account("boss", roles.CENTRE_HEAD)
    run("--apply", "--by", "boss", "--reason", "销毁鉴定第3号")
    client.force_login(owner)
    page = client.get("/my/archive/").content.decode()
    assert item.number in page
    assert f"保管期限 10 年，{until:%Y-%m-%d} 到期；{day:%Y-%m-%d} 按规定销毁" in page
    assert "还没有归档件" not in page
    assert client.get(f"/my/archive/{item.number}/").status_code == 404
    client.force_login(stranger)
    assert item.number not in client.get("/my/archive/").content.decode()


@pytest.mark.clause("6.1")
def test_who_was_not_proved_reads_nothing_of_what_was_removed(client: Client) -> None:
    item = expired()
    unproved = make.member("unproved", item.archive.enterprise)
    Membership.objects.filter(user=unproved).update(confirmed_at=None)
    network.account("boss", roles.CENTRE_HEAD)
    run("--apply", "--by", "boss", "--reason", "销毁鉴定第3号")
    client.force_login(unproved)
    assert item.number not in client.get("/my/archive/").content.decode()


def test_what_is_within_its_period_cannot_be_removed() -> None:
    item = archives.sealed()
    assert item.case
    with pytest.raises(Refused):
        retention.purge(item.case, "x")
    with pytest.raises(DatabaseError), transaction.atomic():
        item.case.events.all()._raw_delete(using="default")
    assert item.case.events.exists()


def test_refused_and_withdrawn_requests_go_after_their_time() -> None:
    case = make.case(Status.WITHDRAWN)
    assert not retention.due_unsealed().exists()
    ServiceRequest.objects.update(moved_at=timezone.now() - retention.UNSEALED_KEPT - dt.timedelta(1))
    retention.purge(case, "期满")
    assert not ServiceRequest.objects.exists()


@pytest.mark.clause("6.3")
def test_contact_data_can_be_erased_while_the_record_and_its_seal_stay() -> None:
    item = archives.sealed(contact_name="赵示例", phone="19900000077")
    assert "removed" in run("--erase-contact", item.number)
    assert item.case
    item.case.refresh_from_db()
    item.refresh_from_db()
    assert (item.case.contact_name, item.case.phone, item.case.phone_print) == ("", "", "")
    assert services.private_of(item) == {}
    assert list(verifying.breaks(item.archive)) == []
    with pytest.raises(CommandError):
        run("--erase-contact", make.case(Status.SERVING).number or "")


def test_contact_data_of_what_is_final_are_forgotten_by_themselves() -> None:
    item, open_case = archives.sealed(), make.case(Status.SERVING)
    ServiceRequest.objects.update(moved_at=timezone.now() - retention.CONTACTS_KEPT - dt.timedelta(1))
    assert retention.forget() >= 1
    assert retention.forget() == 0
    assert item.case
    item.case.refresh_from_db()
    open_case.refresh_from_db()
    assert (item.case.phone, open_case.phone) == ("", make.PHONE)


def signed() -> ArchiveItem:
    """Return a sealed case whose evaluation was signed by hand on the screen."""
    case = archives.evaluated()
    Evaluation.objects.filter(case=case).delete()
    case.invitations.update(used_at=None)
    picture = Image.new("L", (60, 30), 255)
    ImageDraw.Draw(picture).line((2, 2, 55, 25), fill=0, width=3)
    out = io.BytesIO()
    picture.save(out, "PNG")
    data = answers(3, signed_by="王示例", drawing=out.getvalue())
    give(case.invitations.get(is_main=True).pk, Actor.holder(), data, "link")
    return services.archive(case.pk, archives.AGENT, archives.EARLY)


@pytest.mark.clause("6.3")
def test_a_drawn_signature_goes_with_the_contact_data_and_its_hash_stays(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    item = signed()
    case, drawing = item.case, Attachment.objects.get(kind="signed")
    assert case
    assert item.content["evaluations"][0]["signed"] == drawing.digest
    page = client.get(case_url(case)).content.decode()
    assert "do/contacts_erased/" in page
    url = f"{case_url(case)}do/contacts_erased/"
    assert client.post(url, {}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert client.post(url, {"sure": "on"}).status_code == 302
    drawing.refresh_from_db()
    case.refresh_from_db()
    assert (case.phone, drawing.erased_at is not None) == ("", True)
    assert not drawing.file.storage.exists(drawing.file.name)
    event = case.events.get(name="contacts_erased")
    assert (event.role, event.data["files"]) == (Role.ENTERPRISE, [drawing.pk])
    assert "本人申请" in event.text
    assert list(verifying.breaks(item.archive)) == []
    assert list(verifying.file_faults(case)) == []
    shown = client.get(case_url(case)).content.decode()
    assert "本人申请" in shown
    assert "do/contacts_erased/" not in shown
    given = case.evaluations.get(is_pending=False)
    client.force_login(network.account("agent", roles.CENTRE_AGENT, network.centre()))
    printed = client.get(reverse("requests_desk_print_form", args=[case.number, given.pk])).content.decode()
    assert drawing.digest in printed
    assert "data:image" not in printed
    assert client.get(reverse("requests_file", args=[drawing.pk])).status_code == 404


@pytest.mark.clause("6.2")
def test_a_signature_that_is_gone_without_an_entry_is_found() -> None:
    item = signed()
    assert item.case
    Attachment.objects.filter(kind="signed").update(erased_at=timezone.now())
    assert [fault for fault in verifying.file_faults(item.case) if "erased" in fault]


def test_a_signature_is_forgotten_with_the_rest_by_itself() -> None:
    item = signed()
    assert item.case
    ServiceRequest.objects.update(moved_at=timezone.now() - retention.CONTACTS_KEPT - dt.timedelta(1))
    ServiceRequest.objects.update(**dict.fromkeys(retention.CONTACT_FIELDS, ""))
    assert list(retention.due_contacts()) == [item.case]
    retention.forget()
    assert Attachment.objects.get(kind="signed").erased_at is not None
    assert "保存期限已满" in item.case.events.get(name="contacts_erased").text


def test_contact_data_of_a_case_under_way_are_not_erased(client: Client) -> None:
    case = make.case(Status.SERVING)
    assert "contacts_erased" not in client.get(case_url(case)).content.decode()
    assert client.post(f"{case_url(case)}do/contacts_erased/", {"sure": "on"}).status_code == 302
    case.refresh_from_db()
    assert case.phone == make.PHONE
