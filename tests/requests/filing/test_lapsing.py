"""What was sent back and does not come: reminded, closed by a person after that, filed again (T21b)."""

import datetime as dt
from typing import Any

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onestop.requests.enterprises import notices
from onestop.requests.filing import again, attachments, lapsing, services, tokens
from onestop.requests.following import tasks
from onestop.requests.following.contact import consenting
from onestop.requests.following.models import Notification
from onestop.requests.models import Attachment, ServiceRequest
from onestop.requests.workflow import actions, clock
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Resolution, Role, Stage, Status
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network, requests_filing
from onestop.tests.factories import requests as cases
from onestop.tests.factories.requests import acting
from onestop.tests.factories.services import service

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.3.2.3")]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


@pytest.fixture
def returned() -> ServiceRequest:
    """A request that its office has sent back."""
    network.centre()
    case = requests_filing.filed(
        item=service(), notice_version=notices.current().version, email="a@example.org"
    )
    attachments.attach(case, SimpleUploadedFile("铭牌.png", PNG))
    return services.send_back(case.pk, acting(Role.AGENT), {"gaps": "检定证书复印件"})


def let_pass(case: ServiceRequest, days: int) -> None:
    """Let the time of the enterprise be over since some days, and the reminder lie before that."""
    case.refresh_from_db()
    case.stage_due_on = clock.today() - dt.timedelta(days)
    case.save()


def test_the_enterprise_has_a_time_of_its_own_and_the_office_keeps_what_was_left(
    returned: ServiceRequest,
) -> None:
    assert (returned.stage, returned.clock_runs) == (Stage.GAPS, False)
    assert returned.stage_due_on == clock.add_working_days(clock.today(), clock.DEFAULTS[Stage.GAPS])
    before = returned.events.get(name="return").data["stage_due_on"]
    done = services.complete_gaps(returned.pk, Actor.holder(), {"description": "在附件里"})
    assert (done.stage, str(done.stage_due_on)) == (Stage.ACCEPT, before)
    assert done.stage_since is not None


def test_it_is_reminded_once_before_the_end_and_only_a_person_closes_it(returned: ServiceRequest) -> None:
    office = acting(Role.AGENT)
    assert lapsing.remind_by_rule() == 0
    let_pass(returned, -1)
    assert lapsing.remind_by_rule() == 1
    assert lapsing.remind_by_rule() == 0
    told = Notification.objects.filter(kind="gaps_reminder")
    assert set(told.values_list("to", flat=True)) == {"enterprise"}
    with pytest.raises(Refused) as refused:
        lapsing.close_returned(returned.pk, office, {})
    assert "time_over" in refused.value.message_dict
    with pytest.raises(Refused) as refused:
        lapsing.close_returned(returned.pk, SYSTEM, {})
    assert refused.value.code == "role"


def test_without_a_reminder_and_time_after_it_nothing_is_closed(returned: ServiceRequest) -> None:
    office = acting(Role.AGENT)
    let_pass(returned, 1)
    assert not lapsing.can_close(office, returned)
    with pytest.raises(Refused) as refused:
        lapsing.close_returned(returned.pk, office, {})
    assert list(refused.value.message_dict) == ["reminded"]
    assert lapsing.can_remind(office, returned)
    lapsing.remind(returned.pk, office, {})
    with pytest.raises(Refused):
        lapsing.remind(returned.pk, office, {})
    with pytest.raises(Refused) as refused:
        lapsing.close_returned(returned.pk, office, {})
    assert list(refused.value.message_dict) == ["reminded"]


def overdue(case: ServiceRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remind, and let the days after it pass."""
    lapsing.remind(case.pk, SYSTEM, {})
    let_pass(case, -2)
    later = clock.add_working_days(clock.today(), 8)
    monkeypatch.setattr(clock, "today", lambda: later)


def test_past_the_limit_it_is_due_on_the_desk_and_its_office_closes_it(
    returned: ServiceRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = network.account("agent", roles.CENTRE_AGENT, returned.office)
    overdue(returned, monkeypatch)
    assert [task.detail for task in tasks.of(user) if "逾期未补正" in task.title] == [returned.number]
    assert [consenting.tell_office_of_gaps() for _ in range(2)] == [1, 0]
    actor = Actor.of(user, returned)
    assert "close_returned" in {each.name for each in actions.offered(actor, returned)}
    done = lapsing.close_returned(returned.pk, actor, {"text": "如仍需要请重新提交"})
    assert (done.status, done.resolution, done.stage) == (Status.WITHDRAWN, Resolution.LAPSED, "")
    assert Notification.objects.filter(kind="lapsed", to="enterprise", case=returned).exists()


@pytest.fixture
def closed(returned: ServiceRequest, monkeypatch: pytest.MonkeyPatch) -> ServiceRequest:
    """The same, closed."""
    with monkeypatch.context() as patch:
        overdue(returned, patch)
        return lapsing.close_returned(returned.pk, acting(Role.AGENT), {})


@pytest.mark.clause("4.3.2.1")
def test_with_one_press_everything_that_was_typed_is_there_again(
    client: Client, closed: ServiceRequest
) -> None:
    page = client.get(tokens.case_url(closed)).content.decode()
    url = reverse("requests_again", args=[tokens.make(closed)])
    assert url in page
    assert "逾期未补正，视为撤回" in page
    assert client.get(url).status_code == 405
    for _press in range(2):
        assert client.post(url).headers["Location"] == reverse("requests_new_need")
    draft = ServiceRequest.objects.get(status=Status.DRAFT)
    kept = ("item", "description", "enterprise_name", "contact_name", "phone", "email", "region", "office")
    assert {name: getattr(draft, name) for name in kept} == {name: getattr(closed, name) for name in kept}
    assert draft.parent == closed
    copy, old = Attachment.objects.get(case=draft), Attachment.objects.get(case=closed)
    assert (copy.name, copy.digest) == (old.name, old.digest)
    assert copy.file.name != old.file.name
    first = client.get(reverse("requests_new_need")).content.decode()
    assert closed.description in first
    assert "检定证书复印件" in first
    sent = client.post(reverse("requests_new_check"), {"submission": str(draft.submission)})
    draft.refresh_from_db()
    assert sent.headers["Location"] == reverse("requests_receipt", args=[draft.number])
    assert closed.events.last().data["number"] == draft.number
    after = client.get(tokens.case_url(closed)).content.decode()
    assert str(draft.number) in after
    assert url not in after
    assert client.post(url).headers["Location"] == tokens.case_url(closed)


def test_another_cannot_begin_from_it_and_what_goes_on_is_not_filed_again(client: Client) -> None:
    case = cases.case(Status.SERVING)
    assert client.post(reverse("requests_again", args=["1.x"])).status_code == 404
    url = reverse("requests_again", args=[tokens.make(case)])
    assert client.post(url).headers["Location"] == tokens.case_url(case)
    assert not ServiceRequest.objects.filter(status=Status.DRAFT).exists()


@pytest.mark.parametrize("version", ["", "other"])
def test_a_notice_that_has_changed_is_asked_for_again_with_the_contact_kept(
    client: Client, version: str, closed: Any
) -> None:
    ServiceRequest.objects.filter(pk=closed.pk).update(notice_version=version)
    closed.refresh_from_db()
    draft = again.begin(closed, Actor.of(None))
    assert draft.notice_version == ""
    client.post(reverse("requests_again", args=[tokens.make(closed)]))
    page = client.get(reverse("requests_new_contact")).content.decode()
    assert closed.contact_name in page
