"""What staff are told on the platform: listed, counted on the desk, read by opening the case (4.3.4.1)."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.test import Client, RequestFactory
from django.urls import reverse

from onestop.requests.desks import day, told
from onestop.requests.desks.told import PAGE_SIZE
from onestop.requests.following.models import Notification
from onestop.requests.following.models.notices import Channel, Delivery, To
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


@pytest.fixture
def case() -> ServiceRequest:
    """A case of which nobody was told anything."""
    made = make.case(Status.SUBMITTED, item_title="农药残留检测")
    Notification.objects.all().delete()
    return made


def tell(case: ServiceRequest, number: int = 0, to: str = To.OFFICE, **whom: Any) -> Notification:
    """Let somebody be told of a case on the platform; its office unless named."""
    return Notification.objects.create(
        case=case,
        kind="urged",
        key=f"{case.pk}.{number}.{to}",
        to=to,
        channel=Channel.IN_SITE,
        state=Delivery.SENT,
        **(whom or {"office": case.office}),
    )


def window_of(case: ServiceRequest) -> Any:
    """Return the account of somebody at the window of a case."""
    return network.account("window", roles.WINDOW, case.office)


def page(client: Client, **asked: Any) -> BeautifulSoup:
    """Return the list."""
    return BeautifulSoup(client.get(reverse("requests_told"), asked).content, "html.parser")


def lines(client: Client, **asked: Any) -> list[str]:
    """Return the words of each notice that is listed."""
    return [each.get_text() for each in page(client, **asked).select(".rq-list a")]


def desk_line(user: Any) -> list[tuple[str, str]]:
    """Return words and address of the line about notices on the desk."""
    request = RequestFactory().get("/")
    request.user = user
    url = reverse("requests_told")
    return [(str(task.title), task.url) for task in day.tasks(request) if task.url.startswith(url)]


@pytest.mark.clause("4.3.4.1")
def test_a_notice_is_listed_and_counted_until_somebody_opens_its_case(
    client: Client, case: ServiceRequest
) -> None:
    tell(case)
    user = window_of(case)
    client.force_login(user)
    assert desk_line(user) == [("有 1 条通知未读", f"{reverse('requests_told')}?new=1")]
    assert lines(client, new=1) == [f"企业催办：{case.number}"]
    link = page(client).select_one(".rq-list a")
    assert link is not None
    assert client.get(str(link["href"])).status_code == 200
    assert desk_line(user) == []
    assert lines(client, new=1) == []
    assert lines(client) == [f"企业催办：{case.number}"]


@pytest.mark.clause("6.3")
def test_nobody_reads_what_others_were_told_or_of_cases_that_are_not_theirs_any_more(
    client: Client, case: ServiceRequest
) -> None:
    user = window_of(case)
    tell(case)
    tell(case, 1, user=network.account("colleague", roles.WINDOW, case.office))
    tell(case, 2, To.ENTERPRISE, user=user)
    tell(make.case(Status.SUBMITTED, office=network.station()))
    assert [each.to for each in told.notices_of(user)] == [To.OFFICE]
    case.office = network.station()
    case.save()
    assert not told.notices_of(user).exists()
    client.force_login(user)
    assert lines(client) == []


def test_all_that_was_shown_counts_as_read_by_one_press_and_what_came_since_stays_new(
    client: Client, case: ServiceRequest
) -> None:
    other, far = (make.case(Status.SUBMITTED, office=each) for each in (case.office, network.station()))
    Notification.objects.all().delete()
    notices, elsewhere = [tell(case), tell(other)], tell(far)
    user = window_of(case)
    client.force_login(user)
    last = page(client).select_one("[name=last]")
    assert last is not None
    tell(case, 5)
    done = client.post(reverse("requests_told"), {"last": last["value"]}, follow=True)
    assert "2 条通知已标为已读" in done.content.decode()
    assert told.notices_of(user).unread().count() == 1
    assert {each.state for each in Notification.objects.filter(pk__in=[each.pk for each in notices])} == {
        Delivery.READ
    }
    elsewhere.refresh_from_db()
    assert elsewhere.read_at is None


@pytest.mark.parametrize("last", ["", "x", "-1", "9" * 30, "9" * 5000, "²"])
def test_a_press_that_names_nothing_reads_nothing(client: Client, case: ServiceRequest, last: str) -> None:
    user = window_of(case)
    client.force_login(user)
    assert not page(client).select("[name=last]")
    tell(case)
    assert client.post(reverse("requests_told"), {"last": last}).status_code == 302
    assert told.notices_of(user).unread().exists()


def test_who_has_no_desk_has_no_notices(client: Client, case: ServiceRequest) -> None:
    tell(case)
    client.force_login(network.account("editor", roles.EDITORS))
    assert client.get(reverse("requests_told")).status_code == 302


@pytest.mark.parametrize(("asked", "found"), [("0", 2), ("2", 2), ("9999", 2), ("x", 1)])
def test_the_list_has_pages_of_which_any_may_be_asked_for(
    client: Client, case: ServiceRequest, asked: str, found: int
) -> None:
    for number in range(PAGE_SIZE + 1):
        tell(case, number)
    client.force_login(window_of(case))
    shown = page(client, p=asked, new=1)
    assert len(shown.select(".rq-list a")) == (PAGE_SIZE if found == 1 else 1)
    other = shown.select_one(".pagination li a[href]:not([aria-current])")
    assert other is not None
    assert "new=1" in str(other["href"])


def test_a_full_page_asks_no_more_of_the_database_than_a_single_row(
    client: Client, case: ServiceRequest, django_assert_max_num_queries: Any
) -> None:
    for number in range(PAGE_SIZE):
        tell(make.case(Status.SUBMITTED, office=case.office), number)
    client.force_login(window_of(case))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert len(lines(client)) >= PAGE_SIZE
