"""Complaints and trainings of an enterprise are sealed into its archive, for those who may read it (6.1)."""

import datetime as dt
from typing import Any

import pytest

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.archives import further, retention, verifying
from onestop.requests.archives.models import ArchiveItem, ItemKind
from onestop.requests.enterprises.models import Membership
from onestop.requests.supervision import complaining
from onestop.requests.supervision.models import Complaint
from onestop.requests.workflow import tending
from onestop.requests.workflow.models import Purge
from onestop.requests.workflow.moving import Refused
from onestop.site import roles, secrecy
from onestop.tests.factories import network, training
from onestop.tests.factories import requests as make
from onestop.tests.factories import requests_archives as archives
from onestop.tests.factories.requests_enterprises import credit_code

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.1")]


def complaint(case: Any, **fields: Any) -> Complaint:
    """Return a complaint about a case whose time for an answer is over."""
    data = {"subject": "service", "description": "约好的时间没有人来。", "remedy": "explanation"}
    contact = {"contact_name": "王示例", "phone": "19900000002"}
    made = complaining.file({**data, **contact, **fields}, channel="room", case=case)
    over = timezone.localdate() - dt.timedelta(1)
    Complaint.objects.filter(pk=made.pk).update(accept_due_on=over, answer_due_on=over)
    return made


def test_a_complaint_is_sealed_apart_from_its_request(client: Client) -> None:
    item = archives.sealed()
    made = complaint(item.case)
    assert further.seal_complaints() == 1
    assert further.seal_complaints() == 0
    kept = ArchiveItem.objects.get(kind=ItemKind.COMPLAINT)
    assert (kept.number, kept.sequence, kept.previous) == (made.number, 2, item.digest)
    assert kept.content["complaint"][0]["description"] == "约好的时间没有人来。"
    assert "王示例" not in str(kept.content)
    assert list(verifying.breaks(kept.archive)) == []
    for account, sees in (
        (network.account("boss", roles.CENTRE_HEAD), True),
        (network.account("agent", roles.CENTRE_AGENT), True),
        (network.account("station", roles.STATION_HEAD, item.case.office), False),
    ):
        client.force_login(account)
        page = client.get(reverse("requests_archive", args=[item.archive.pk])).content.decode()
        assert (item.number in page, made.number in page) == (True, sees)
        shown = client.get(reverse("requests_archive_item", args=[item.archive.pk, made.number]))
        assert shown.status_code == (200 if sees else 404)
    client.force_login(make.member("own", item.archive.enterprise))
    assert "没有人来" in client.get(f"/my/archive/{made.number}/").content.decode()


def test_whoever_acted_on_the_request_does_not_find_the_complaint(client: Client) -> None:
    item = archives.sealed()
    made = complaint(item.case)
    further.seal_complaints()
    agent = network.account("agent", roles.CENTRE_AGENT)
    make.events.record(item.case, "noted", make.acting(make.Role.AGENT, agent), make.Role.AGENT)
    client.force_login(agent)
    assert made.number not in client.get(reverse("requests_archive", args=[item.archive.pk])).content.decode()
    rows = client.get(reverse("requests_archives_modeladmin_index")).context["object_list"]
    assert [row.items_shown for row in rows] == [1]


def test_a_complaint_waits_for_its_time_and_for_a_known_enterprise() -> None:
    case = archives.evaluated()
    made = complaint(case)
    nameless = archives.evaluated(make.enterprise("无代码企业"))
    complaint(nameless)
    complaint(None)
    Complaint.objects.filter(pk=made.pk).update(answer_due_on=timezone.localdate())
    assert not further.due_complaints().exists()


@pytest.fixture
def event() -> Any:
    """A training that ended long enough ago, with two people of one enterprise and one of another."""
    page = training.event("计量法规培训", days=-40, sessions=2)
    for number, name in enumerate(["示例企业1", "示例企业1", "别的企业"]):
        training.registered(page, number, name=f"张示例{number}", enterprise=name)
    return page


def test_a_training_is_sealed_for_each_enterprise_once(event: Any, client: Client) -> None:
    enterprise = archives.owner(1)
    assert tending.tend()["archive trainings"] == 1
    assert tending.tend()["archive trainings"] == 0
    item = ArchiveItem.objects.get()
    assert item.archive.enterprise == enterprise
    assert item.content["training"][0]["event"] == "计量法规培训"
    people = item.content["participants"]
    assert [row["person"] for row in people] == [secrecy.mask_name("张示例0"), secrecy.mask_name("张示例1")]
    assert "张示例" not in str(item.content)
    assert [row["attended"] for row in people] == ["0 / 2", "0 / 2"]
    assert list(verifying.breaks(item.archive)) == []
    client.force_login(make.member("own", enterprise))
    assert "计量法规培训" in client.get(f"/my/archive/{item.number}/").content.decode()
    Membership.objects.update(confirmed_at=None)
    assert client.get(f"/my/archive/{item.number}/").status_code == 404


def test_a_credit_code_says_whose_a_training_is_whatever_the_name(event: Any) -> None:
    owner = archives.owner(1)
    others = event.registrations.filter(enterprise="别的企业")
    others.update(credit_code=owner.credit_code)
    make.enterprise("示例企业1")  # a second one of the name: by it, the training is nobody's
    assert further.due_trainings() == [(event.pk, owner.pk)]
    further.seal_trainings()
    assert [len(item.content["participants"]) for item in ArchiveItem.objects.all()] == [1]
    others.update(credit_code=credit_code(7))
    event.registrations.exclude(enterprise="别的企业").update(
        enterprise=owner.name, credit_code=credit_code(8)
    )
    ArchiveItem.objects.all().delete()
    assert further.due_trainings() == []


def test_a_name_that_two_enterprises_have_is_nobodys(event: Any) -> None:
    archives.owner(1)
    make.enterprise("示例企业1")
    assert further.due_trainings() == []


def test_a_recent_or_cancelled_training_is_not_sealed() -> None:
    archives.owner(1)
    for days, fields in ((-10, {}), (-40, {"called_off": True, "called_off_note": "改期"})):
        training.registered(training.event(days=days, **fields), enterprise="示例企业1")
    assert further.seal_trainings() == 0


def test_what_was_sealed_ends_with_its_period_and_keeps_its_place() -> None:
    item = archives.sealed()
    complaint(item.case)
    further.seal_complaints()
    kept = ArchiveItem.objects.get(kind=ItemKind.COMPLAINT)
    with pytest.raises(Refused):
        retention.purge_further(kept, "鉴定同意销毁")
    past = timezone.localdate() - dt.timedelta(1)
    sealed = ArchiveItem.objects.filter(pk=kept.pk)
    sealed.update(retain_until=past)
    retention.purge_further(kept, "鉴定同意销毁")
    assert (sealed.get().content, sealed.get().private_sealed) == ({}, "")
    assert Purge.objects.get().number == kept.number
