"""The staff's views: what is missing, what ends (clauses 4.1.2.1, 4.1.1.2, 4.1.1.3, 4.2)."""

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onestop.catalogue.coverage.ending import ending
from onestop.catalogue.coverage.findings import Weight, findings
from onestop.catalogue.links import demo as links
from onestop.catalogue.links.models import ExternalLink
from onestop.catalogue.services.clauses import CLAUSES
from onestop.catalogue.services.models import ServiceItemPage
from onestop.site.roles import CENTRE_HEAD, OUTLET
from onestop.tests.factories.experts import category, day, make_expert
from onestop.tests.factories.institutions import certificate, region
from onestop.tests.factories.network import account
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db


def said(clause: str) -> list[str]:
    return [f"{each.subject}：{each.text}" for each in findings() if each.clause == clause]


@pytest.mark.clause("4.1.2.1")
def test_a_category_without_expert_is_a_gap_until_it_has_one() -> None:
    found = category("4.2.8")
    assert f"4.2.8 {found.name}：专家库里没有这方面的专家。" in said("4.1.2.1")
    make_expert(categories=("4.2.8",))
    assert not any(line.startswith("4.2.8") for line in said("4.1.2.1"))


def test_every_clause_without_a_published_item_is_a_gap() -> None:
    found = {each.clause for each in findings() if each.subject.startswith(f"{each.clause} ")}
    assert set(CLAUSES) <= found
    assert not ServiceItemPage.objects.exists()


@pytest.mark.clause("4.1.1.3")
def test_every_county_without_a_working_station_is_a_gap() -> None:
    region()
    assert "伊吾县：没有运行的服务站。" in said("4.1.1.3")


@pytest.mark.clause("4.2.3.1")
def test_dead_links_and_kinds_without_a_link_are_named() -> None:
    home_page()
    links.load(lambda _line: None)
    assert said("4.2.3.1") == [line for line in said("4.2.3.1") if "没有发布" in line]
    ExternalLink.objects.filter(kind="group").update(failures=3, problem="timeout")
    assert any(line.startswith("团体标准：没有") for line in said("4.2.3.1"))
    assert any("连续 3 次打不开：超时没有应答" in line for line in said("4.2.3.1"))


@pytest.mark.clause("4.2.7.3")
def test_old_entries_and_impossible_numbers_of_the_directory_are_named() -> None:
    certificate("旧的", checked_on=day(-900))
    certificate("错的", number="12345")
    certificate("好的")
    lines = said("4.2.7.3")
    assert sum("旧的" in line for line in lines) == 1
    assert any("12345 不是资质认定证书编号" in line for line in lines)
    assert not any("好的" in line for line in lines)


def test_gaps_come_first() -> None:
    certificate("错的", number="12345")
    weights = [each.weight for each in findings()]
    assert weights == sorted(weights, key=lambda weight: weight is not Weight.GAP)


@pytest.mark.clause("4.1.2.1")
def test_terms_and_certificates_that_end_are_listed_with_the_way_to_them(admin_user: User) -> None:
    certificate("九十天", valid_until=day(90))
    certificate("九十一天", valid_until=day(91))
    certificate("过期", valid_until=day(-1))
    near = make_expert("示例专家", term_until=day(7))
    make_expert("还早", term_until=day(200))
    found = ending(admin_user)
    assert [(each.owner, each.step) for each in found] == [("过期", 0), ("示例专家", 7), ("九十天", 90)]
    assert found[1].url == f"/admin/experts/{near.pk}/review/"
    assert [each.owner for each in ending(admin_user, within=30)] == ["过期", "示例专家"]


def test_every_ending_leads_to_a_page_that_opens(client: Client, admin_user: User) -> None:
    home_page()
    certificate("过期", valid_until=day(-1))
    make_expert(term_until=day(3))
    client.force_login(admin_user)
    for each in ending(admin_user):
        assert client.get(each.url).status_code == 200, each.url
    for each in findings():
        assert client.get(each.url).status_code == 200, each.url


def test_the_views_show_this_in_few_queries(client: Client, admin_user: User) -> None:
    home_page()
    for number in range(15):
        certificate(f"示例所{number}", valid_until=day(number), checked_on=day(-900))
    client.force_login(admin_user)
    for path, words in (("/admin/coverage/", "没有运行的服务站"), ("/admin/ending/?within=30", "示例所14")):
        client.get(path)
        with CaptureQueriesContext(connection) as context:
            html = client.get(path).content.decode()
        assert words in html
        # Outside of a test's transaction the list of restricted pages is remembered: two queries less.
        assert len(context) <= 22, path


def test_the_reminders_can_be_narrowed(client: Client, admin_user: User) -> None:
    home_page()
    certificate("示例所", valid_until=day(20))
    make_expert("示例专家", term_until=day(20))
    client.force_login(admin_user)
    html = client.get("/admin/ending/?kind=term&within=30").content.decode()
    assert "示例专家" in html
    assert "示例所" not in html
    assert "示例专家" not in client.get("/admin/ending/?within=7").content.decode()
    assert client.get("/admin/ending/?within=x&kind=y").status_code == 200


@pytest.mark.clause("4.1.1.2")
def test_the_desk_says_what_reached_an_alert_and_what_is_missing(client: Client) -> None:
    home_page()
    for number in (-400, -1, 0, 7, 8, 30, 90, 91):
        certificate(f"示例所{number}", valid_until=day(number))
    client.force_login(account("head", CENTRE_HEAD))
    links = BeautifulSoup(client.get("/admin/").content, "html.parser").select(".desk a")
    said = {" ".join(link.get_text().split()): link["href"] for link in links}
    assert said["已经到期的资质、检定校准、依据和任期 2"] == "/admin/ending/?alert=0"
    assert said["7 天内到期的资质、检定校准、依据和任期 2"] == "/admin/ending/?alert=7"
    assert said["30 天内到期的资质、检定校准、依据和任期 2"] == "/admin/ending/?alert=30"
    assert said["90 天内到期的资质、检定校准、依据和任期"] == "/admin/ending/?alert=90"
    held = {step: len(client.get(f"/admin/ending/?alert={step}").context["rows"]) for step in (0, 7, 30, 90)}
    assert held == {0: 2, 7: 2, 30: 2, 90: 1}
    assert any(words.startswith("服务覆盖的空缺") for words in said)
    client.force_login(account("outlet", OUTLET))
    assert "天内到期" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("group", "coverage", "reminders"),
    [(CENTRE_HEAD, True, True), (OUTLET, False, True), (None, False, False)],
)
def test_who_sees_which_view(
    client: Client, django_user_model: type[User], group: str | None, coverage: bool, reminders: bool
) -> None:
    home_page()
    certificate("别家的", valid_until=day(1))
    user = account("somebody", group) if group else django_user_model.objects.create_user("somebody")
    client.force_login(user)
    assert (client.get("/admin/coverage/").status_code == 200) is coverage
    response = client.get("/admin/ending/")
    assert (response.status_code == 200) is reminders
    assert ("别家的" in response.content.decode()) is (group == CENTRE_HEAD)
    menu = client.get("/admin/").content.decode()
    assert ("/admin/coverage/" in menu) is coverage
