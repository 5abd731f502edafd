"""The room: who is let in, what each page shows, and that nothing of another enterprise is there."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from onestop.requests.enterprises import accounts, companies, consents, looking, people, rights
from onestop.requests.enterprises.models import (
    AccessLog,
    ConsentRecord,
    EnterpriseVersion,
    Membership,
    MembershipRole,
    Person,
    Purpose,
)
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.site import roles
from onestop.tests.factories import network, requests
from onestop.tests.factories.requests_enterprises import (
    PASSWORD,
    credit_code,
    fresh_outbox,
    sent_code,
)
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db
PAGES = (
    *("/my/company/", "/my/people/", "/my/consents/", "/my/looks/", "/my/data/", "/my/settings/"),
    *("/my/data/delete/", "/my/settings/contact/", "/my/data/copy.json"),
)
SECRET = "绝密需求内容"
MOST_QUERIES = 15
"""Session, account, memberships, rights, frame of the page, counts of the navigation, the rows."""


@pytest.fixture
def room() -> Any:
    """Return a signed-in owner's browser, with ``enterprise``, ``user`` and ``case`` on it."""
    home_page()
    enterprise = requests.enterprise(credit_code=credit_code())
    client: Any = Client()
    client.user = requests.member("owner", enterprise)
    client.force_login(client.user)
    client.enterprise = enterprise
    client.case = requests.case(enterprise=enterprise, description=SECRET)
    return client


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_for_members_only_and_kept_out_of_caches(room, path: str) -> None:
    answer = room.get(path)
    assert answer.status_code == HTTPStatus.OK
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"
    lonely = Client()
    lonely.force_login(get_user_model().objects.create_user("lonely"))
    assert lonely.get(path)["Location"] == "/accounts/enterprise/none/"


@pytest.mark.parametrize("path", PAGES)
def test_another_enterprise_sees_nothing_of_this_one(room, path: str) -> None:
    stranger = Client()
    stranger.force_login(requests.member("stranger", requests.enterprise("示例另一家")))
    page = text(stranger, path)
    assert SECRET not in page
    assert requests.PHONE not in page
    assert room.case.number not in page


def test_who_was_removed_is_out_at_the_next_click(room) -> None:
    colleague = requests.member("colleague", room.enterprise, MembershipRole.MEMBER)
    browser = Client()
    browser.force_login(colleague)
    assert SECRET in text(browser, "/my/data/")
    member = Membership.objects.get(user=colleague)
    assert room.post(f"/my/people/{member.pk}/remove/").status_code == HTTPStatus.FOUND
    assert browser.get("/my/data/")["Location"] == "/accounts/enterprise/none/"


@pytest.mark.clause("6.1")
def test_basic_information_is_changed_and_what_it_was_stays(room) -> None:
    typed = {
        "name": room.enterprise.name,
        "credit_code": credit_code(),
        "region": room.enterprise.region_id,
        "address": "示例路 1 号",
        "scale": "small",
    }
    assert room.post("/my/company/", typed).status_code == HTTPStatus.FOUND
    assert [row.values["address"] for row in EnterpriseVersion.objects.all()] == ["示例路 1 号", ""]
    wrong = room.post("/my/company/", typed | {"credit_code": credit_code()[:-1] + "!"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "credit_code" in wrong.context["form"].errors
    assert EnterpriseVersion.objects.count() == 2


def test_a_credit_code_of_another_enterprise_is_refused(room) -> None:
    requests.enterprise("示例另一家", credit_code=credit_code(9))
    typed = {"name": "示例", "credit_code": credit_code(9), "region": room.enterprise.region_id}
    answer = room.post("/my/company/", typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.clause("6.1")
def test_what_was_compared_with_the_licence_staff_alone_corrects(room) -> None:
    people.confirm(Membership.objects.get(user=room.user).pk, network.account("window"))
    typed = {"name": "改名企业", "credit_code": credit_code(), "region": room.enterprise.region_id}
    room.post("/my/company/", typed)
    room.enterprise.refresh_from_db()
    assert room.enterprise.name != "改名企业"
    with pytest.raises(ValidationError):
        companies.change(room.enterprise.pk, room.user, {"name": "改名企业"})
    companies.change(room.enterprise.pk, room.user, {"name": "改名企业"}, staff=True)
    assert EnterpriseVersion.objects.first().values["name"] == "改名企业"


def test_colleagues_and_unproved_owners_do_not_change_it(room) -> None:
    Membership.objects.update(role=MembershipRole.MEMBER)
    room.post("/my/company/", {"name": "改名企业"})
    Membership.objects.update(role=MembershipRole.OWNER, confirmed_at=None)
    room.post("/my/company/", {"name": "改名企业"})
    room.enterprise.refresh_from_db()
    assert room.enterprise.name != "改名企业"
    assert not EnterpriseVersion.objects.exists()


def test_a_link_of_an_invitation_is_shown_once(room) -> None:
    answer = room.post("/my/people/invite/", {"note": "质量部", "role": "member"}).content.decode()
    assert "/accounts/invitation/" in answer
    assert "/accounts/invitation/" not in text(room, "/my/people/")
    assert "质量部" in text(room, "/my/people/")
    assert room.post("/my/people/invite/", {"note": "", "role": "member"}).status_code == 422
    assert room.post("/my/people/invite/", {"note": "x", "role": "king"}).status_code == 422


def test_people_of_another_enterprise_are_not_there(room) -> None:
    requests.member("stranger", requests.enterprise("示例另一家"))
    stranger = Membership.objects.get(user__username="stranger")
    people.invite(stranger)
    invitation = stranger.enterprise.invitations.get()
    for path, data in (
        (f"/my/people/{stranger.pk}/remove/", {}),
        (f"/my/people/{stranger.pk}/role/", {"role": "member"}),
        (f"/my/people/invitations/{invitation.pk}/", {}),
        (f"/my/people/{Membership.objects.get(user=room.user).pk}/role/", {"role": "king"}),
    ):
        assert room.post(path, data).status_code == HTTPStatus.NOT_FOUND, path
    assert Membership.objects.current().filter(pk=stranger.pk).exists()


def test_the_last_owner_is_told_why_it_cannot_leave(room) -> None:
    own = Membership.objects.get(user=room.user)
    answer = room.post(f"/my/people/{own.pk}/remove/", follow=True)
    assert "办理中的需求" in answer.content.decode()
    assert Membership.objects.current().filter(pk=own.pk).exists()


@pytest.mark.clause("6.3")
def test_the_enterprise_sees_who_has_looked_and_why(room) -> None:
    user = network.account("supervisor", roles.SUPERVISOR)
    looking.look(Actor(user, frozenset({Role.SUPERVISOR})), room.case, ["phone"], "核查投诉")
    page = text(room, "/my/looks/")
    assert "核查投诉" in page
    assert room.case.number in page
    assert requests.PHONE not in page


@pytest.mark.clause("6.3")
def test_a_list_with_many_requests_that_was_taken_away_is_one_line(room) -> None:
    user = network.account("supervisor", roles.SUPERVISOR)
    enterprise, now = room.case.enterprise, timezone.now()
    other = requests.case(enterprise=enterprise)
    taken = {"user": user, "role": Role.SUPERVISOR, "fields": ["phone"], "enterprise": enterprise}
    for case, reason in ((room.case, "月度核对"), (other, "月度核对"), (other, "核查投诉")):
        AccessLog.objects.create(case=case, reason=reason, at=now, **taken)
    page = text(room, "/my/looks/")
    assert page.count("月度核对") == page.count("核查投诉") == 1
    assert page.count(str(other.number)) == 2
    assert page.count(str(room.case.number)) == 1


@pytest.mark.clause("6.3")
def test_somebody_not_proved_sees_no_looks_and_no_requests_of_others(room) -> None:
    user = network.account("agent", roles.CENTRE_AGENT)
    looking.look(Actor(user, frozenset({Role.AGENT})), room.case, ["phone"])
    Membership.objects.update(confirmed_at=None)
    assert room.case.number not in text(room, "/my/looks/")
    assert SECRET not in text(room, "/my/data/")
    assert SECRET not in text(room, "/my/data/copy.json")


@pytest.mark.clause("6.3")
def test_a_consent_is_withdrawn_with_one_press(room) -> None:
    place = network.provider(name="示例检测机构")
    record = consents.give(Purpose.HAND_OVER, case=room.case, fields=["phone"], receiver=place)
    assert "示例检测机构" in text(room, "/my/consents/")
    assert room.post(f"/my/consents/{record.pk}/withdraw/").status_code == HTTPStatus.FOUND
    record.refresh_from_db()
    assert record.withdrawn_at is not None
    assert "已撤回" in text(room, "/my/consents/")


def test_the_notice_of_a_request_under_way_leads_to_the_request(room) -> None:
    record = consents.give(Purpose.NOTICE, case=room.case, version="1")
    assert f"/my/cases/{room.case.number}/" in text(room, "/my/consents/")
    room.post(f"/my/consents/{record.pk}/withdraw/")
    record.refresh_from_db()
    assert record.withdrawn_at is None


def test_another_enterprises_consent_is_not_there(room) -> None:
    other = requests.case(enterprise=requests.enterprise("示例另一家"))
    record = consents.give(Purpose.HAND_OVER, case=other, fields=["phone"], receiver=network.provider())
    assert room.post(f"/my/consents/{record.pk}/withdraw/").status_code == HTTPStatus.NOT_FOUND
    record.refresh_from_db()
    assert record.withdrawn_at is None


def test_an_optional_consent_is_given_and_others_are_not_given_here(room) -> None:
    room.post("/my/consents/agree/", {"purpose": Purpose.MESSAGES})
    assert ConsentRecord.objects.get().version == "1"
    assert room.post("/my/consents/agree/", {"purpose": Purpose.HAND_OVER}).status_code == 404


def test_the_copy_holds_everything_and_the_page_too(room) -> None:
    copy = json.loads(room.get("/my/data/copy.json").content)
    assert copy["enterprise"]["credit_code"] == credit_code()
    assert copy["requests"][0]["description"] == SECRET
    assert copy["requests"][0]["contact"]["phone"] == requests.PHONE
    assert SECRET in text(room, "/my/data/")
    assert rights.copy_for(Membership.objects.get(user=room.user))["consents"] == []


def test_an_account_is_deleted_with_its_contact_and_the_archive_stays(room) -> None:
    accounts.set_contact(room.user, "19900000055")
    room.case.status = Status.COMPLETED
    room.case.resolution = "solved"
    room.case.save()
    wrong = room.post("/my/data/delete/", {"password": "wrong"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert room.post("/my/data/delete/", {"password": PASSWORD})["Location"] == "/"
    user = get_user_model().objects.get(pk=room.user.pk)
    assert (user.is_active, user.email, user.username) == (False, "", f"deleted-{user.pk}")
    assert not Person.objects.filter(user=user).exists()
    assert room.case.events.exists()
    assert room.get("/my/data/").status_code == HTTPStatus.FOUND
    assert not Client().login(username="owner", password=PASSWORD)


def test_an_account_that_is_needed_is_not_deleted_and_told_why(room) -> None:
    answer = room.post("/my/data/delete/", {"password": PASSWORD})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "办理中的需求" in answer.content.decode()
    assert Membership.objects.current().filter(user=room.user).exists()


def test_another_telephone_is_taken_when_it_is_proved(room) -> None:
    with fresh_outbox():
        assert room.get("/my/settings/contact/code/")["Location"] == "/my/settings/contact/"
        room.post("/my/settings/contact/", {"contact": "19900000033"})
        assert room.post("/my/settings/contact/code/", {"code": "000000"}).status_code == 422
        assert room.post("/my/settings/contact/code/", {"code": sent_code()}).status_code == 302
    assert accounts.find_by_phone("19900000033") == room.user


def test_a_telephone_of_another_account_is_not_taken(room) -> None:
    other = requests.member("other", requests.enterprise("示例另一家"))
    accounts.set_contact(other, "19900000033")
    with fresh_outbox():
        room.post("/my/settings/contact/", {"contact": "19900000033"})
        answer = room.post("/my/settings/contact/code/", {"code": sent_code()})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert accounts.find_by_phone("19900000033") == other


def test_settings_are_kept(room) -> None:
    room.post("/my/settings/", {"name": "王示例", "reminders": "on"})
    person = Person.objects.get(user=room.user)
    assert (person.name, person.reminders, person.suggestions) == ("王示例", True, False)
    bad = room.post("/my/settings/", {"name": "650502199001011234"})
    assert bad.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_one_room_after_the_other(room) -> None:
    other = requests.enterprise("示例另一家")
    Membership.objects.create(enterprise=other, user=room.user, role=MembershipRole.MEMBER)
    stranger = requests.enterprise("示例第三家")
    room.post("/accounts/enterprise/choose/", {"enterprise": stranger.pk})
    assert "示例果业有限公司</p>" in text(room, "/my/settings/").replace(" ", "")
    room.post("/accounts/enterprise/choose/", {"enterprise": other.pk})
    assert "待核实" in text(room, "/my/settings/")


def test_the_number_of_queries_does_not_grow_with_the_people(room, django_assert_max_num_queries) -> None:
    for number in range(12):
        requests.member(f"colleague-{number}", room.enterprise, MembershipRole.MEMBER)
    room.get("/my/people/")
    with django_assert_max_num_queries(MOST_QUERIES):
        room.get("/my/people/")


def test_the_number_of_queries_does_not_grow_with_the_looks(room, django_assert_max_num_queries) -> None:
    user = network.account("agent", roles.CENTRE_AGENT)
    for _ in range(20):
        AccessLog.objects.create(
            user=user,
            role=Role.AGENT,
            enterprise=room.enterprise,
            case=room.case,
            fields=["phone"],
            reason="x",
        )
    room.get("/my/looks/")
    with django_assert_max_num_queries(MOST_QUERIES):
        room.get("/my/looks/")


def test_giving_up_ones_own_rights_is_asked_twice_and_a_link_can_be_copied(room) -> None:
    requests.member("second", room.enterprise)
    page = BeautifulSoup(room.get("/my/people/").content, "html.parser")
    own, other = page.select("ul.people > li")
    assert "（您）" in own.get_text()
    assert all(form.find_parent("details", class_="sure") for form in own.select("form"))
    assert len(other.select("details.sure form")) < len(other.select("form"))
    made = BeautifulSoup(
        room.post("/my/people/invite/", {"note": "质量部", "role": "member"}).content, "html.parser"
    )
    assert made.select_one("[data-copy]")["data-copy"] == made.select_one("#link")["value"]


def test_the_copy_tells_the_steps_in_words_and_no_list_begins_with_dashes(room) -> None:
    steps = json.loads(text(room, "/my/data/copy.json"))["requests"][0]["timeline"]
    assert "企业提交了需求。" in [step["what"] for step in steps]
    assert "-----" not in text(room, "/my/company/").partition("<main")[2]
