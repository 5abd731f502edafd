"""A dispute: both sides are asked and told, somebody neutral takes it up (clause 5.6)."""

from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.filing.tokens import case_url
from onestop.requests.following.models import Notification
from onestop.requests.matching import services as matching
from onestop.requests.models import ServiceRequest
from onestop.requests.supervision import disputing
from onestop.requests.supervision.models import Dispute
from onestop.requests.supervision.models.complaint import Standing
from onestop.requests.workflow import actions
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.6")]
SAID = {"method": "facilitative", "claim": "报告有误，要求重做"}
REGISTER = "requests_dispute_modeladmin_index"


@pytest.fixture
def lab() -> Any:
    """The institution that served."""
    return make.laboratory("甲检测")


@pytest.fixture
def dispute(lab: Any) -> Dispute:
    """A dispute that an enterprise without an account has notified."""
    case = make.served_by(lab)
    network.account("head", roles.CENTRE_HEAD, network.centre())
    network.account("market", roles.SUPERVISOR)
    return disputing.notify(case.pk, Actor.holder(), SAID)


def actor(name: str, dispute: Dispute) -> Actor:
    """Return an account by its name, towards the case."""
    return Actor.of(get_user_model().objects.get(username=name), dispute.case)


def party(lab: Any, dispute: Dispute) -> Actor:
    """Return somebody of the institution."""
    return Actor.of(make.person_of(lab).user, dispute.case)


def told(case: ServiceRequest) -> set[tuple[str, str]]:
    """Return who was told what of the dispute of a case."""
    rows = Notification.objects.filter(case=case, kind__startswith="dispute_")
    return set(rows.values_list("to", "kind"))


def test_head_authority_and_both_parties_are_told(dispute: Dispute) -> None:
    assert dispute.number.startswith("ZY-")
    assert {each for each, _kind in told(dispute.case)} >= {"centre", "supervisor", "doer"}
    assert ("doer", "dispute_asked") in told(dispute.case)
    event = dispute.case.events.last()
    assert dispute.number in event.text
    assert SAID["claim"] not in event.text


def test_the_other_party_answers_and_somebody_neutral_takes_it_up(
    client: Client, dispute: Dispute, lab: Any
) -> None:
    other, head, market = party(lab, dispute), actor("head", dispute), actor("market", dispute)
    client.force_login(other.user)
    page = client.get(reverse("requests_case_desk", args=[dispute.case.number])).content.decode()
    assert dispute.number in page
    assert "do/dispute_agreed/" in page
    for early in (head, market):
        with pytest.raises(Refused):
            disputing.take_up(dispute.case_id, early, {"text": "周三下午调解"})
    with pytest.raises(Refused):
        disputing.agree(dispute.case_id, head, {})
    disputing.agree(dispute.case_id, other, {"words": "愿意调解"})
    assert ("supervisor", "dispute_ready") in told(dispute.case)
    with pytest.raises(Refused) as refused:
        disputing.take_up(dispute.case_id, market, {"text": " "})
    assert list(refused.value.message_dict) == ["text"]
    for user, waits in ((head.user, True), (market.user, True), (other.user, False)):
        client.force_login(user)
        assert ("受理争议" in client.get("/admin/").content.decode()) == waits
    assert "dispute_taken_up" in {each.name for each in actions.offered(market, dispute.case)}
    disputing.take_up(dispute.case_id, market, {"text": "周三下午在中心调解"})
    dispute.refresh_from_db()
    assert (dispute.standing, dispute.taken_up_by) == (Standing.TAKEN_UP, market.user)
    assert "周三下午在中心调解" in client.get(case_url(dispute.case)).content.decode()
    with pytest.raises(Refused):
        disputing.take_up(dispute.case_id, head, {"text": "再来一次"})


def test_who_is_asked_to_agree_reads_to_what_beside_the_answer(
    client: Client, dispute: Dispute, lab: Any
) -> None:
    """Consent is informed: the method with its meaning, and the claim, not “this way” alone (GB/T 19013)."""
    client.force_login(make.person_of(lab).user)
    Dispute.objects.update(claim="要求<b>重做</b>")
    for step in ("dispute_agreed", "dispute_declined"):
        page = client.get(reverse("requests_desk_action", args=[dispute.case.number, step])).content.decode()
        for words in (dispute.number, "调解：由中立的人促成双方商量解决", "要求&lt;b&gt;重做"):
            assert words in page, (step, words)


def test_one_side_that_does_not_agree_ends_it_with_the_ways_that_are_left(dispute: Dispute, lab: Any) -> None:
    other = party(lab, dispute)
    with pytest.raises(Refused) as refused:
        disputing.decline(dispute.case_id, other, {})
    assert list(refused.value.message_dict) == ["words"]
    disputing.decline(dispute.case_id, other, {"words": "报告经复核无误"})
    dispute.refresh_from_db()
    assert dispute.standing == Standing.DECLINED
    assert "仲裁" in dispute.case.events.last().text
    with pytest.raises(Refused):
        disputing.take_up(dispute.case_id, actor("market", dispute), {"text": "调解"})


def test_the_head_speaks_for_a_party_without_an_account_and_takes_no_dispute_of_the_own_house_up(
    dispute: Dispute, lab: Any
) -> None:
    head = actor("head", dispute)
    assert not disputing.can_answer(head, dispute.case)
    user = make.person_of(lab).user
    user.is_active = False
    user.save()
    assert disputing.can_answer(head, dispute.case)
    Dispute.objects.update(other_party=head.office)
    assert disputing.can_answer(head, dispute.case)
    disputing.agree(dispute.case_id, head, {})
    with pytest.raises(Refused):
        disputing.take_up(dispute.case_id, head, {"text": "调解"})
    assert disputing.can_take_up(actor("market", dispute), dispute.case)


@pytest.mark.parametrize("role", [roles.STATION_HEAD, roles.WINDOW, roles.CENTRE_AGENT])
def test_whoever_may_answer_for_the_other_party_has_it_on_the_desk(
    client: Client, dispute: Dispute, role: str
) -> None:
    place = network.centre() if role == roles.CENTRE_AGENT else network.station()
    Dispute.objects.update(other_party=place)
    type(dispute.case).objects.update(office=place)
    client.force_login(network.account("asked", role, place))
    assert f"是否同意解决争议：{dispute.number}" in client.get("/admin/").content.decode()
    client.force_login(network.account("elsewhere", role, network.provider()))
    assert dispute.number not in client.get("/admin/").content.decode()


def test_the_head_has_on_the_desk_what_a_party_without_an_account_cannot_answer(
    client: Client, dispute: Dispute, lab: Any
) -> None:
    user = make.person_of(lab).user
    client.force_login(actor("head", dispute).user)
    assert dispute.number not in client.get("/admin/").content.decode()
    user.is_active = False
    user.save()
    assert f"是否同意解决争议：{dispute.number}" in client.get("/admin/").content.decode()


def test_the_database_takes_no_dispute_up_with_one_consent_or_two_answers(dispute: Dispute) -> None:
    now = timezone.now()
    for wrong in ({"taken_up_at": now}, {"other_agreed_at": now, "other_declined_at": now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispute.objects.update(**wrong)


def test_the_register_lists_and_filters_them_for_centre_and_authority(
    client: Client, dispute: Dispute, lab: Any
) -> None:
    for role, seen in ((roles.CENTRE_AGENT, True), (roles.SUPERVISOR, True), (roles.STATION_HEAD, False)):
        user = network.account(f"by {role}", role, network.station())
        client.force_login(user)
        page = client.get(reverse(REGISTER))
        assert (page.status_code == 200 and dispute.number in page.content.decode()) == seen
    client.force_login(actor("head", dispute).user)
    for standing in Standing:
        page = client.get(reverse(REGISTER), {"standing": standing}).content.decode()
        assert (dispute.number in page) == (standing == Standing.ASKED)
    stranger = network.account("stranger", roles.PROVIDER, network.provider())
    assert not Dispute.objects.for_user(stranger).exists()
    assert list(Dispute.objects.for_user(party(lab, dispute).user)) == [dispute]
    assert Role.PROVIDER in party(lab, dispute).roles


@pytest.mark.clause("6.3")
def test_who_was_only_proposed_or_has_given_it_back_is_no_party(lab: Any) -> None:
    case = make.matching_case()
    case = make.offered_to(lab, case)
    with pytest.raises(Refused):
        disputing.notify(case.pk, Actor.holder(), SAID)
    assert "disputed" not in [each.name for each in actions.offered(Actor.holder(), case)]
    assert not told(case)
    matching.give_back(case.pk, make.person_of(lab), {"reason": "设备检修"})
    matching.serve_ourselves(case.pk, make.AGENT, {})
    case.refresh_from_db()
    assert disputing.notify(case.pk, Actor.holder(), SAID).other_party == case.office
