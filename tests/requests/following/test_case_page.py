"""The page of a case as its parties see it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onestop.requests.filing import services
from onestop.requests.filing.tokens import case_url
from onestop.requests.following.contact import messages
from onestop.requests.following.pages import views
from onestop.requests.serving import services as serving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests_matching import AGENT, served_here

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [each for each in Status if each != Status.DRAFT])
def test_whoever_holds_the_link_reads_where_it_stands(client: Client, status: str) -> None:
    case = factory.case(status)
    page = client.get(case_url(case))
    assert page.status_code == 200
    assert case.number in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_page_of_a_case_costs_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    own = factory.enterprise()
    case = factory.case(Status.SERVING, enterprise=own)
    for number in range(20):
        messages.send(case.pk, Actor.holder(), {"text": f"第 {number} 条"})
    url = case_url(case)
    client.get(url)
    with django_assert_max_num_queries(19):
        client.get(url)
    client.force_login(factory.member("own", own))
    for address, most in ((f"/my/cases/{case.number}/", 30), ("/my/", 22)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def test_my_cases_cost_the_same_however_many(client: Client, django_assert_max_num_queries: Any) -> None:
    own = factory.enterprise()
    client.force_login(factory.member("own", own))
    for _number in range(25):
        factory.case(Status.SERVING, enterprise=own)
    client.get("/my/")
    with django_assert_max_num_queries(22):
        client.get("/my/")


def test_what_is_asked_stands_first(client: Client) -> None:
    own = factory.enterprise()
    asked, other = factory.case(Status.RETURNED, enterprise=own), factory.case(Status.SERVING, enterprise=own)
    client.force_login(factory.member("own", own))
    page = client.get("/my/").content.decode()
    assert page.index("等您处理") < page.index(str(asked.number)) < page.index(str(other.number))
    case_page = client.get(f"/my/cases/{asked.number}/").content.decode()
    assert "请您补充缺少的材料" in case_page
    assert f"/my/cases/{asked.number}/do/complete_gaps/" in case_page


@pytest.mark.clause("4.3.4.1")
def test_what_is_waited_for_stands_with_what_is_asked(client: Client) -> None:
    case = served_here()
    serving.wait_enterprise(case.pk, AGENT, {"reason": "请补充生产批号"})
    page = BeautifulSoup(client.get(case_url(case)).content, "html.parser")
    asked = page.select_one(".case-ask")
    assert asked is not None
    assert "请补充生产批号" in asked.text


def test_a_draft_of_the_account_stands_in_its_room_and_not_in_a_colleagues(client: Client) -> None:
    own = factory.enterprise()
    user = factory.member("own", own)
    client.force_login(user)
    client.post("/requests/new/need/", {"item": "", "description": "压力表 12 块，快到期了。"})
    later = Client()
    later.force_login(user)
    assert "压力表 12 块" in later.get("/my/").content.decode()
    later.force_login(factory.member("colleague", own))
    assert "压力表 12 块" not in later.get("/my/").content.decode()


def test_a_step_of_another_role_is_not_there(client: Client) -> None:
    case = factory.case(Status.SUBMITTED)
    for action in ("accept", "noted", "nothing", "archive"):
        assert client.get(f"{case_url(case)}do/{action}/").status_code == 404, action
        assert client.post(f"{case_url(case)}do/{action}/").status_code == 404, action
    assert client.get(f"{case_url(case)[:-2]}x/").status_code == 404


def test_a_step_that_is_over_leads_back_with_the_reason(client: Client) -> None:
    case = factory.case(Status.COMPLETED)
    answer = client.post(f"{case_url(case)}do/withdraw/", {"reason": ""}, follow=True)
    assert answer.redirect_chain == [(case_url(case), 302)]
    assert "现在不能这样做" in answer.content.decode()


def test_another_enterprises_case_is_not_there(client: Client) -> None:
    case = factory.case(enterprise=factory.enterprise())
    other = factory.member("other", factory.enterprise("示例乳业有限公司"))
    client.force_login(other)
    assert client.get(f"/my/cases/{case.number}/").status_code == 404
    assert client.get(f"/my/cases/{case.number}/do/withdraw/").status_code == 404
    assert client.get("/my/").status_code == 200


def test_ones_own_case_is_there(client: Client) -> None:
    own = factory.enterprise()
    case = factory.case(enterprise=own)
    client.force_login(factory.member("own", own))
    assert client.get(f"/my/cases/{case.number}/").status_code == 200
    assert case.number in client.get("/my/").content.decode()


def test_a_button_pressed_twice_shows_what_became_of_it_and_no_error(
    client: Client, monkeypatch: Any
) -> None:
    case = factory.case(Status.RETURNED)
    address, sent = f"{case_url(case)}do/complete_gaps/", {"description": "标准是 GB/T 10782"}
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent, follow=True)
    assert again.redirect_chain == [(case_url(case), 302)]
    assert "已经办好" in again.content.decode()
    # The second press came in before the first was through: it is refused only where the row is locked.
    late = factory.case(Status.RETURNED)
    real = views.perform

    def first_through(*args: Any) -> Any:
        services.complete_gaps(late.pk, Actor.holder(), sent)
        return real(*args)

    monkeypatch.setattr(views, "perform", first_through)
    raced = client.post(f"{case_url(late)}do/complete_gaps/", sent, follow=True)
    assert raced.redirect_chain == [(case_url(late), 302)]
    assert "已经办好" in raced.content.decode()


@pytest.mark.clause("4.3.2.3")
def test_what_was_missing_can_be_a_file_alone(client: Client) -> None:
    case = factory.case(Status.RETURNED)
    address = f"{case_url(case)}do/complete_gaps/"
    nothing = client.post(address, {"description": ""})
    assert nothing.status_code == 422
    assert "写明补充的内容，或者附上文件。" in nothing.content.decode()
    photo = SimpleUploadedFile("清单.txt", "压力表 12 块".encode())
    assert client.post(address, {"description": "", "files": photo}).status_code == 302
    case.refresh_from_db()
    assert (case.status, case.attachments.get().name) == (Status.SUBMITTED, "清单.txt")
    assert case.description.endswith("见附件。")


def test_what_was_missing_stands_beside_the_field_for_it_without_its_marks(client: Client) -> None:
    case = factory.case(Status.SUBMITTED, office=network.centre())
    agent = network.account("agent", roles.CENTRE_AGENT, case.office)
    services.send_back(case.pk, Actor.of(agent, case), {"gaps": "器具<b>清单\n证书"})
    page = client.get(f"{case_url(case)}do/complete_gaps/").content.decode()
    assert "器具&lt;b&gt;清单<br>证书" in page
    assert "器具<b>" not in page
