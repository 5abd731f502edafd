"""Who acts for an enterprise: claiming, inviting, leaving. An owner is never missing."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from django.utils import timezone

from onestop.requests.enterprises import people
from onestop.requests.enterprises.models import Enterprise, Invitation, Membership, MembershipRole
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import network, requests
from onestop.tests.factories.requests_enterprises import credit_code
from onestop.tests.factories.threads import shared_database, together

pytestmark = pytest.mark.django_db
OWNER, MEMBER = MembershipRole.OWNER, MembershipRole.MEMBER


def membership(user: Any) -> Membership:
    return Membership.objects.current().get(user=user)


@pytest.fixture
def owner() -> Any:
    return requests.member("owner", requests.enterprise(credit_code=credit_code()))


def test_whoever_claims_an_enterprise_is_its_owner_and_not_proved() -> None:
    user = network.account("new")
    found = people.claim(user, "示例果业有限公司", credit_code().lower(), network.region())
    assert (found.role, found.confirmed_at) == (OWNER, None)
    assert found.enterprise.credit_code == credit_code()


def test_an_enterprise_that_somebody_acts_for_is_not_claimed(owner) -> None:
    with pytest.raises(people.Refused) as caught:
        people.claim(network.account("other"), "另一个名字", credit_code(), network.region())
    assert "credit_code" in caught.value.message_dict


def test_two_who_claim_at_the_same_moment_do_not_both_get_it(transactional_db: None, tmp_path: Path) -> None:
    users = [network.account(name) for name in ("a", "b", "c", "d")]
    region = network.region()
    with shared_database(tmp_path):
        results = together(
            [lambda user=user: people.claim(user, "示例", credit_code(2), region) for user in users]
        )
    assert sum(isinstance(each, Membership) for each in results) == 1
    assert sum(isinstance(each, people.Refused) for each in results) == 3


@pytest.mark.clause("6.3")
def test_what_others_filed_is_seen_when_the_licence_was_compared() -> None:
    enterprise = requests.enterprise(credit_code=credit_code())
    theirs = requests.case(enterprise=enterprise)
    user = network.account("new")
    claimed = people.claim(user, "示例", credit_code(), network.region())
    own = requests.case(enterprise=enterprise, filed_by=user)
    assert list(ServiceRequest.objects.for_user(user)) == [own]
    window = network.account("window")
    people.confirm(claimed.pk, window)
    assert set(ServiceRequest.objects.for_user(user)) == {own, theirs}
    enterprise.refresh_from_db()
    assert (enterprise.verified_on, enterprise.verified_by) == (timezone.localdate(), window)


def test_an_invited_colleague_gets_in_once(owner) -> None:
    token = people.invite(membership(owner), note="质量部")
    assert not Invitation.objects.filter(token_hash=token).exists(), "only the hash is kept"
    joined = people.accept(token, network.account("colleague"))
    assert (joined.role, joined.note) == (MEMBER, "质量部")
    assert joined.confirmed_at is not None
    assert people.find_invitation(token) is None
    with pytest.raises(people.Refused):
        people.accept(token, network.account("third"))


def test_a_colleague_of_somebody_not_proved_is_not_proved_either() -> None:
    first = people.claim(network.account("first"), "示例", credit_code(), network.region())
    assert people.accept(people.invite(first), network.account("second")).confirmed_at is None


def test_one_invitation_lets_one_in_who_press_at_the_same_moment(
    transactional_db: None, tmp_path: Path
) -> None:
    owner = requests.member("owner", requests.enterprise())
    token = people.invite(membership(owner))
    users = [network.account(name) for name in ("a", "b", "c", "d")]
    with shared_database(tmp_path):
        results = together([lambda user=user: people.accept(token, user) for user in users])
    assert sum(isinstance(each, Membership) for each in results) == 1
    assert sum(isinstance(each, people.Refused) for each in results) == 3


@pytest.mark.parametrize("spoil", ["old", "revoked", "inviter_gone", "inviter_demoted", "cut_off"])
def test_an_invitation_that_does_not_hold_any_more(owner, spoil: str) -> None:
    first = membership(owner)
    token = people.invite(first)
    if spoil == "old":
        Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    elif spoil == "revoked":
        people.revoke(first, Invitation.objects.get().pk)
    elif spoil == "cut_off":
        token = token[:-1]
    else:
        second = membership(requests.member("second", first.enterprise))
        if spoil == "inviter_gone":
            people.remove(second, first.pk)
        else:
            people.set_role(second, first.pk, MEMBER)
    with pytest.raises(people.Refused):
        people.accept(token, network.account("late"))
    assert people.find_invitation(token) is None


def test_who_is_a_colleague_does_not_use_an_invitation_up(owner) -> None:
    token = people.invite(membership(owner))
    with pytest.raises(people.Refused):
        people.accept(token, owner)
    assert people.find_invitation(token) is not None


def test_only_owners_invite_and_remove(owner) -> None:
    colleague = membership(requests.member("colleague", membership(owner).enterprise, MEMBER))
    with pytest.raises(people.Refused):
        people.invite(colleague)
    with pytest.raises(people.Refused):
        people.remove(colleague, membership(owner).pk)
    with pytest.raises(people.Refused):
        people.set_role(colleague, colleague.pk, OWNER)


def test_another_enterprises_people_and_invitations_are_not_there(owner) -> None:
    stranger = membership(requests.member("stranger", requests.enterprise("示例另一家")))
    people.invite(stranger)
    with pytest.raises(Membership.DoesNotExist):
        people.remove(membership(owner), stranger.pk)
    with pytest.raises(Membership.DoesNotExist):
        people.set_role(membership(owner), stranger.pk, MEMBER)
    with pytest.raises(Invitation.DoesNotExist):
        people.revoke(membership(owner), Invitation.objects.get().pk)


@pytest.mark.clause("6.3")
def test_who_was_removed_sees_nothing_from_that_moment_on(owner) -> None:
    first = membership(owner)
    case = requests.case(enterprise=first.enterprise)
    colleague = requests.member("colleague", first.enterprise, MEMBER)
    assert list(ServiceRequest.objects.for_user(colleague)) == [case]
    people.remove(first, membership(colleague).pk)
    assert not ServiceRequest.objects.for_user(colleague).exists()
    assert not Enterprise.objects.of_member(colleague).exists()


def test_the_last_owner_does_not_leave_colleagues_behind(owner) -> None:
    first = membership(owner)
    requests.member("colleague", first.enterprise, MEMBER)
    with pytest.raises(people.Refused):
        people.remove(first, first.pk)
    with pytest.raises(people.Refused):
        people.set_role(first, first.pk, MEMBER)


def test_the_last_owner_does_not_leave_a_request_under_way(owner) -> None:
    first = membership(owner)
    requests.case(Status.SERVING, enterprise=first.enterprise)
    with pytest.raises(people.Refused):
        people.remove(first, first.pk)


def test_the_only_one_may_leave_when_nothing_is_under_way(owner) -> None:
    first = membership(owner)
    requests.case(Status.COMPLETED, enterprise=first.enterprise)
    people.remove(first, first.pk)
    assert not Membership.objects.current().exists()


def test_two_owners_who_leave_at_the_same_moment_do_not_both_go(
    transactional_db: None, tmp_path: Path
) -> None:
    enterprise = requests.enterprise()
    owners = [membership(requests.member(name, enterprise)) for name in ("a", "b")]
    requests.member("colleague", enterprise, MEMBER)
    with shared_database(tmp_path):
        results = together([lambda each=each: people.remove(each, each.pk) for each in owners])
    assert sum(isinstance(each, Membership) for each in results) == 1
    assert sum(isinstance(each, people.Refused) for each in results) == 1


def test_invitations_do_not_pile_up(owner) -> None:
    for _ in range(people.MOST_OPEN):
        people.invite(membership(owner))
    with pytest.raises(people.Refused):
        people.invite(membership(owner))


def test_a_stranger_is_dismissed_at_the_window_and_a_proved_member_is_not(owner) -> None:
    by = network.account("window")
    squatter = people.claim(network.account("squatter"), "示例", credit_code(3), network.region())
    people.dismiss(squatter.pk, by)
    assert not Membership.objects.current().filter(pk=squatter.pk).exists()
    with pytest.raises(people.Refused):
        people.dismiss(membership(owner).pk, by)
