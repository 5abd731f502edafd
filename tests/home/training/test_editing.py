"""What an editor may and may not publish; previews; deleting."""

import datetime as dt
from typing import Any

import pytest

from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from onestop.home.training.choices import Kind
from onestop.home.training.models import (
    Registration,
    TrainingEventPage,
    TrainingMaterial,
    TrainingSession,
    TrainingStandard,
)
from onestop.tests.factories.admin_forms import filled_in
from onestop.tests.factories.training import column, event, registered

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.clause("4.2.2.4")
def test_a_visit_cannot_be_published_without_the_consent_of_its_host() -> None:
    page = event(place="示例车间")
    page.kind = Kind.VISIT
    with pytest.raises(ValidationError) as nameless:
        page.save()
    assert "观摩哪家企业" in str(nameless.value.message_dict["host"])
    page.host = "示例企业"
    with pytest.raises(ValidationError) as error:
        page.save()
    assert "征得企业同意" in str(error.value.message_dict["host_consent"])
    page.host_consent = True
    page.save()


def test_a_draft_may_wait_for_place_and_consent_but_cannot_be_handed_in(admin_client: Client) -> None:
    page = event()
    url = f"/admin/pages/{page.pk}/edit/"
    form = filled_in(admin_client.get(url).content, "form[data-edit-form]")
    sent = {**form, "kind": "visit", "place": "", "host": "示例企业", "body-count": "0"}
    assert admin_client.post(url, sent).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().host == "示例企业"
    answer = admin_client.post(url, {**sent, "action-publish": "1"}).content.decode()
    for words in ("请填写活动地点", "征得企业同意"):
        assert answer.count(words) == 1, words


def test_an_event_that_breaks_a_rule_of_public_sites_is_not_published() -> None:
    page = event()
    page.body = [("text", "<h4>跳了两级</h4>")]
    with pytest.raises(ValidationError) as error:
        page.save()
    assert "跳了一级" in str(error.value.message_dict["body"])


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"place": ""}, "place"),
        ({"quota": 0}, "quota"),
        ({"opens_at": NOW, "closes_at": NOW - dt.timedelta(hours=1)}, "closes_at"),
        ({"called_off": True}, "called_off_note"),
        ({"attendance_rule": 101}, "attendance_rule"),
        ({"intro": ""}, "intro"),
        ({"slug": "verify"}, "slug"),
    ],
)
def test_what_nobody_could_keep_is_refused_beside_its_field(fields: dict[str, Any], field: str) -> None:
    page = event()
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as error:
        page.save()
    assert field in error.value.message_dict


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (TrainingSession(starts_at=NOW, ends_at=NOW), "ends_at"),
        (TrainingSession(starts_at=NOW, ends_at=NOW + dt.timedelta(hours=1), hours=99), "hours"),
        (TrainingMaterial(title="只有题目"), "document"),
        (TrainingStandard(number="不是标准号"), "number"),
        (TrainingStandard(number="19001"), "number"),
    ],
)
def test_parts_of_an_event_are_checked_beside_their_fields(part: Any, field: str) -> None:
    with pytest.raises(ValidationError) as error:
        part.full_clean(exclude=["event"])
    assert field in error.value.message_dict


def test_a_standard_is_kept_as_it_is_printed() -> None:
    row = TrainingStandard(number="gbt19001-2016")
    row.full_clean(exclude=["event"])
    assert row.number == "GB/T 19001—2016"


def test_an_event_takes_its_times_from_its_sessions() -> None:
    page = event(sessions=3)
    assert page.starts_at == page.session_list[0].starts_at
    assert page.ends_at == page.session_list[-1].ends_at


@pytest.mark.parametrize("saved", [True, False])
def test_a_preview_shows_the_event_before_anybody_else_sees_it(saved: bool) -> None:
    page = (
        event()
        if saved
        else TrainingEventPage(title="新活动", slug="new", intro="说明", organiser="示例", place="示例")
    )
    if not saved:
        column().add_child(instance=page)  # as the admin's preview places it, and rolls it back
    page.title = "改过的题目"
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "改过的题目" in response.content.decode()


def test_an_event_with_registrations_is_not_deleted_by_mistake(admin_client: Client) -> None:
    page = event()
    registered(page)
    response = admin_client.post(f"/admin/pages/{page.pk}/delete/", follow=True)
    assert response.status_code in {200, 302}
    assert Registration.objects.count() == 1
    assert TrainingEventPage.objects.filter(pk=page.pk).exists()


def test_an_event_is_edited_in_the_admin(admin_client: Client) -> None:
    page = event()
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert admin_client.get(f"/admin/pages/add/home/trainingeventpage/{column().pk}/").status_code == 200
