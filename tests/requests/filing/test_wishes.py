"""What is wanted more exactly, where somebody comes from a page that says it (clauses 4.2.4.1, 4.2.5.2)."""

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.urls import reverse

from onestop.tests.factories.services import service

pytestmark = pytest.mark.django_db


def test_whoever_comes_from_a_standard_finds_it_in_its_line(client: Client) -> None:
    need = reverse("requests_new_need")
    item = service(kind="testing", slug="t")
    page = BeautifulSoup(client.get(f"{need}?item={item.pk}&standard=GB/T+5009.3").content, "html.parser")
    assert [each.get("value") for each in page.select("input[name=standard]")] == ["GB/T 5009.3"]
