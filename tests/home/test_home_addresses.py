"""Pages name themselves by the address that the settings give, in site map, calendars and structured data."""

from typing import Any

import pytest

from django.db import DEFAULT_DB_ALIAS
from django.test import Client

from onestop.home.addresses import follow_settings
from onestop.tests.factories.columns import article, column

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["https://quality.example.cn", "http://127.0.0.1:8030"])
def test_the_site_map_names_the_address_of_the_settings(client: Client, settings: Any, address: str) -> None:
    settings.WAGTAILADMIN_BASE_URL = address
    page = article(column("notices", title="通知公告"), title="通知")
    follow_settings(DEFAULT_DB_ALIAS)
    assert f"<loc>{address}{page.get_url()}</loc>" in client.get("/sitemap-pages.xml").content.decode()
