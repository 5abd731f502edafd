"""What every register of the admin has from us: folded filters, words of its own when it is empty."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth import get_user_model
from django.test import Client

from onestop.requests.workflow.models import CalendarDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    chief = get_user_model().objects.create_superuser("chief", "chief@example.org", "a password of this test")
    client.force_login(chief)
    return client


def test_filters_are_folded_above_the_list_and_what_is_chosen_is_named(staff: Client) -> None:
    CalendarDay.objects.create(day=dt.date(2030, 1, 2), is_working=False, name="放假")
    address = "/admin/requests/calendarday/"
    folded = BeautifulSoup(staff.get(address).content, "html.parser").select_one("details.register-filters")
    assert folded is not None
    assert not folded.has_attr("open")
    narrowed = BeautifulSoup(staff.get(f"{address}{folded.select('a')[1]['href']}").content, "html.parser")
    assert [each.text for each in narrowed.select("details [aria-current=true]")] == ["是"]
    assert not narrowed.select("details[open]")  # the list begins at the top, on a telephone as well
    chosen = narrowed.select_one(".register-chosen a")
    assert chosen is not None
    assert "：是" in chosen.text
    assert not BeautifulSoup(staff.get(f"{address}{chosen['href']}").content, "html.parser").select(
        ".register-chosen"
    )


def test_an_empty_register_says_what_holds_while_it_is_empty(staff: Client) -> None:
    limits = staff.get("/admin/requests/slapolicy/").content.decode()
    assert "正在执行平台自带的时限" in limits
    assert "受理" in limits
    assert "创建" not in limits
