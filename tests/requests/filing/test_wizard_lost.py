"""A draft that is not there any more: whoever goes on with it is told so (clause 4.3.2.1)."""

import pytest

from django.test import Client
from django.urls import reverse

from onestop.tests.factories import network
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("screen", ["requests_new_contact", "requests_new_check", "requests_new_also"])
def test_whoever_goes_on_with_a_draft_that_is_gone_is_told_so(client: Client, screen: str) -> None:
    home_page()
    network.centre()
    answer = client.post(reverse(screen), {"item": ""}, follow=True)
    assert answer.redirect_chain == [(reverse("requests_new"), 302)]
    assert "刚才填写的内容已经不在了" in answer.content.decode()
    assert "刚才填写的内容已经不在了" not in client.get(reverse("requests_new")).content.decode()
