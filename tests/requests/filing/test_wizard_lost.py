"""A draft that is not there any more: whoever goes on with it is told so (clause 4.3.2.1)."""

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.urls import reverse

from onestop.tests.factories import network
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db


def test_nothing_is_said_to_be_kept_before_it_is(client: Client) -> None:
    home_page()
    network.centre()
    need = reverse("requests_new_need")
    fresh = BeautifulSoup(client.get(need).content, "html.parser").select_one("#saved")
    assert fresh.get_text() == "按“下一步”就替您存好。"
    assert fresh["data-going"] == "边写边替您存着。"  # what the script says, which does so
    client.post(need, {"item": "", "description": "压力表 12 块"})
    kept = BeautifulSoup(client.get(need).content, "html.parser").select_one("#saved")
    assert kept.get_text().startswith("已替您存好")


@pytest.mark.parametrize("screen", ["requests_new_contact", "requests_new_check", "requests_new_also"])
def test_whoever_goes_on_with_a_draft_that_is_gone_is_told_so(client: Client, screen: str) -> None:
    home_page()
    network.centre()
    answer = client.post(reverse(screen), {"item": ""}, follow=True)
    assert answer.redirect_chain == [(reverse("requests_new"), 302)]
    assert "刚才填写的内容已经不在了" in answer.content.decode()
    assert "刚才填写的内容已经不在了" not in client.get(reverse("requests_new")).content.decode()
