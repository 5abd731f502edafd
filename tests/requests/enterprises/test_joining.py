"""Coming to an account: a proved telephone, the right credit code, a password; and back without loss."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client

from onestop.requests.enterprises import people
from onestop.requests.enterprises.models import Enterprise, Membership, NoticeReceipt, Person, PhoneCode
from onestop.tests.factories import network, requests
from onestop.tests.factories.requests_enterprises import (
    PHONE,
    credit_code,
    fresh_outbox,
    joined,
    later,
    sent_code,
)
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db
WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.fixture(autouse=True)
def _outbox() -> Iterator[None]:
    home_page()
    network.region()
    with fresh_outbox():
        yield


def test_the_button_under_the_code_says_what_it_does() -> None:
    client = Client()
    client.post("/accounts/enterprise/", {"contact": PHONE, "agree": "on"})
    text = client.get("/accounts/enterprise/code/").content.decode()
    assert ">继续</button>" in text
    assert "恢复办理" not in text


def test_an_enterprise_comes_to_an_account_and_is_in_its_room() -> None:
    client = Client()
    answer = joined(client)
    assert answer.status_code == HTTPStatus.FOUND, answer.context["form"].errors
    assert answer["Location"] == "/my/"
    member = Membership.objects.get()
    assert (member.enterprise.credit_code, member.role, member.confirmed_at) == (
        credit_code(),
        "owner",
        None,
    )
    assert (member.user.person.phone, member.user.person.name) == (PHONE, "王示例")
    assert NoticeReceipt.objects.get(user=member.user).version == "1"
    assert client.get("/my/company/").status_code == HTTPStatus.OK


def test_one_signs_in_with_the_telephone_in_any_spelling_or_the_e_mail() -> None:
    joined(Client())
    mailed = Client()
    later()
    joined(mailed, "wang@example.com", 2)
    for login in ("199 0000 0011", PHONE, "WANG@example.com"):
        client = Client()
        answer = client.post("/accounts/login/", {"login": login, "password": "gua-gan-2026"})
        assert answer.status_code == HTTPStatus.FOUND, login
        assert answer["Location"] == "/my/"
    assert mail.outbox, "the code of the second came by e-mail"


@pytest.mark.clause("6.3")
def test_neither_name_nor_number_is_readable_in_the_database() -> None:
    joined(Client())
    rows = [*Person.objects.values(), *get_user_model().objects.values(), *Membership.objects.values()]
    assert not [row for row in rows if PHONE in str(row) or "王示例" in str(row)]


@pytest.mark.parametrize("typed", ["12345", "0902-0000001", "name@", "650502199001011234"])
def test_what_cannot_get_a_code_is_said_beside_the_field(typed: str) -> None:
    answer = Client().post("/accounts/enterprise/", {"contact": typed, "agree": "on"})
    assert answer.status_code == WRONG
    assert answer.context["form"].errors["contact"]
    assert typed in answer.content.decode()
    assert not PhoneCode.objects.exists()


def test_without_agreeing_to_the_notice_nothing_is_kept() -> None:
    answer = Client().post("/accounts/enterprise/", {"contact": PHONE})
    assert answer.status_code == WRONG
    assert "agree" in answer.context["form"].errors
    assert not PhoneCode.objects.exists()


def test_a_page_further_on_leads_back_to_the_first() -> None:
    assert Client().get("/accounts/enterprise/code/")["Location"] == "/accounts/enterprise/"
    client = Client()
    client.post("/accounts/enterprise/", {"contact": PHONE, "agree": "on"})
    assert client.get("/accounts/enterprise/last/")["Location"] == "/accounts/enterprise/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("credit_code", credit_code()[:-1] + ("1" if credit_code()[-1] != "1" else "2")),
        ("credit_code", "91650502"),
        ("credit_code", "91650502000000I01A"),
        ("enterprise_name", ""),
        ("enterprise_name", "张三 650502199001011234"),
        ("region", "999999"),
        ("password", "short1"),
        ("password", "1234567890123"),
        ("password", "nurbuchstaben"),
        ("again", "another-one-2026"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_typed_is_lost(field: str, value: str) -> None:
    client = Client()
    answer = joined(client, **{field: value})
    assert answer.status_code == WRONG
    assert field in answer.context["form"].errors
    if field != "enterprise_name":
        assert "示例新企业有限公司" in answer.content.decode()
    assert not get_user_model().objects.exists()
    assert not Membership.objects.exists()


def test_an_enterprise_that_has_an_owner_is_not_joined_without_invitation() -> None:
    requests.member("owner", requests.enterprise(credit_code=credit_code()))
    answer = joined(Client())
    assert answer.status_code == WRONG
    assert "credit_code" in answer.context["form"].errors
    assert get_user_model().objects.count() == 1, "no account is left behind without an enterprise"


def test_a_telephone_signs_one_account_in() -> None:
    joined(Client())
    later()
    client = Client()
    client.post("/accounts/enterprise/", {"contact": PHONE, "agree": "on"})
    client.post("/accounts/enterprise/code/", {"code": sent_code()})
    assert client.get("/accounts/enterprise/last/")["Location"].startswith("/accounts/login/")
    assert get_user_model().objects.count() == 1


def test_guessing_the_code_ends_soon() -> None:
    client = Client()
    client.post("/accounts/enterprise/", {"contact": PHONE, "agree": "on"})
    bad = f"{(int(sent_code()) + 1) % 10**6:06}"
    for _ in range(5):
        assert client.post("/accounts/enterprise/code/", {"code": bad}).status_code == WRONG
    answer = client.post("/accounts/enterprise/code/", {"code": sent_code()})
    assert "次数过多" in answer.content.decode()


def test_an_address_that_presses_without_end_is_told_to_wait() -> None:
    client = Client()
    answers = [client.post("/accounts/enterprise/", {"contact": "x"}).status_code for _ in range(61)]
    assert answers[0] == WRONG
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_a_new_code_is_sent_when_asked_for() -> None:
    client = Client()
    client.post("/accounts/enterprise/", {"contact": PHONE, "agree": "on"})
    early = client.post("/accounts/enterprise/code/", {"again": "1"})
    assert "请等一分钟" in early.content.decode()
    later()
    assert client.post("/accounts/enterprise/code/", {"again": "1"}).status_code == HTTPStatus.FOUND
    assert client.post("/accounts/enterprise/code/", {"code": sent_code()}).status_code == HTTPStatus.FOUND


def invitation(of: Any) -> str:
    return people.invitation_path(people.invite(Membership.objects.get(user=of), note="质量部"))


def test_a_colleague_comes_by_invitation_and_is_asked_for_no_enterprise() -> None:
    owner = requests.member("owner", requests.enterprise(credit_code=credit_code()))
    path, client = invitation(owner), Client()
    assert "示例果业有限公司" in client.get(path).content.decode()
    assert client.post(path)["Location"] == "/accounts/enterprise/"
    answer = joined(client)
    assert answer.status_code == HTTPStatus.FOUND
    new = Membership.objects.get(note="质量部")
    assert new.enterprise == Membership.objects.get(user=owner).enterprise
    assert new.user.person.phone == PHONE
    gone = Client().get(path)
    assert gone.status_code == HTTPStatus.NOT_FOUND
    assert "示例果业有限公司" not in gone.content.decode()


def test_who_has_an_account_accepts_with_one_press() -> None:
    path = invitation(requests.member("owner", requests.enterprise()))
    user = requests.member("other", requests.enterprise("示例另一家"))
    client = Client()
    client.force_login(user)
    assert client.post(path)["Location"] == "/my/"
    assert Membership.objects.current().filter(user=user).count() == 2
    assert "示例另一家" in client.get("/my/company/").content.decode(), "the other room is offered"


def test_a_forged_invitation_opens_nothing() -> None:
    assert Client().get("/accounts/invitation/forged/").status_code == HTTPStatus.NOT_FOUND
    assert Client().post("/accounts/invitation/forged/").status_code == HTTPStatus.NOT_FOUND


def test_an_account_without_enterprise_names_one() -> None:
    user = get_user_model().objects.create_user("lonely", password="a-password-of-the-tests")
    client = Client()
    client.force_login(user)
    assert client.get("/my/company/")["Location"] == "/accounts/enterprise/none/"
    typed = {
        "enterprise_name": "示例",
        "credit_code": credit_code(),
        "region": network.region().pk,
    }
    bad = client.post("/accounts/enterprise/none/", typed | {"credit_code": "1"})
    assert bad.status_code == WRONG
    assert client.post("/accounts/enterprise/none/", typed)["Location"] == "/my/"
    assert Membership.objects.get().user == user


def test_an_enterprise_from_elsewhere_signs_up_without_a_county() -> None:
    assert joined(Client(), region="")["Location"] == "/my/"
    assert Enterprise.objects.get().region is None


def test_the_sites_own_sign_up_leads_here() -> None:
    assert Client().get("/accounts/signup/")["Location"] == "/accounts/enterprise/"
    page = Client().get("/accounts/login/").content.decode()
    assert "/accounts/enterprise/" in page
    assert "/accounts/forgotten/" in page


def test_a_forgotten_password_is_replaced_by_who_holds_the_telephone() -> None:
    joined(Client())
    later()
    client = Client()
    client.post("/accounts/forgotten/", {"phone": PHONE})
    typed = {"code": sent_code(), "password": "xin-mi-ma-27", "again": "xin-mi-ma-27"}
    wrong = client.post("/accounts/forgotten/code/", typed | {"code": "000000"})
    assert wrong.status_code == WRONG
    assert client.post("/accounts/forgotten/code/", typed)["Location"] == "/accounts/login/"
    cache.clear()
    for password, status in (("gua-gan-2026", HTTPStatus.OK), ("xin-mi-ma-27", HTTPStatus.FOUND)):
        answer = Client().post("/accounts/login/", {"login": PHONE, "password": password})
        assert answer.status_code == status


def test_whether_a_telephone_has_an_account_is_not_told() -> None:
    client = Client()
    known = client.post("/accounts/forgotten/", {"phone": "19900000077"})
    assert known["Location"] == "/accounts/forgotten/code/"
    assert not PhoneCode.objects.exists()
    typed = {"code": "123456", "password": "xin-mi-ma-27", "again": "xin-mi-ma-27"}
    assert client.post("/accounts/forgotten/code/", typed).status_code == WRONG
    joined(Client())
    answers = [client.post("/accounts/forgotten/", {"phone": PHONE})["Location"] for _ in range(2)]
    assert answers == ["/accounts/forgotten/code/"] * 2, "a second press within the minute looks the same"


def test_a_wrong_code_says_the_same_with_an_account_and_without() -> None:
    joined(Client())
    later()
    said = []
    for phone in (PHONE, "19900000077"):
        client = Client()
        client.post("/accounts/forgotten/", {"phone": phone})
        typed = {"code": "x", "password": "xin-mi-ma-27", "again": "xin-mi-ma-27"}
        page = client.post("/accounts/forgotten/code/", typed).content.decode()
        said.append(re.findall(r'id="id_code_error">(.*?)</div>', page, re.S))
    assert said[0] == said[1] != []


def test_an_account_that_was_closed_gets_no_new_password_and_is_told_so() -> None:
    joined(Client())
    later()
    client = Client()
    client.post("/accounts/forgotten/", {"phone": PHONE})
    get_user_model().objects.update(is_active=False)
    typed = {"code": sent_code(), "password": "xin-mi-ma-27", "again": "xin-mi-ma-27"}
    assert client.post("/accounts/forgotten/code/", typed).status_code == WRONG


def test_without_a_gateway_nobody_is_sent_to_a_page_for_a_code(settings) -> None:
    settings.SMS_BACKEND = "off"
    answer = Client().post("/accounts/forgotten/", {"phone": PHONE})
    assert answer.status_code == WRONG
    assert answer.context["form"].errors["phone"]
