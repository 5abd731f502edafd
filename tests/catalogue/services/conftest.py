"""The demo content, loaded once a module and rolled back at its end."""

from collections.abc import Iterator
from typing import Any

import pytest

from django.db import transaction

from onestop.catalogue.organisations import demo as organisations
from onestop.catalogue.services import demo as services
from onestop.tests.factories.site_pages import home_page


def load() -> list[str]:
    """Load the network and the services; return what was said."""
    said: list[str] = []
    home_page()
    organisations.load(said.append)
    services.load(said.append)
    return said


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """Every guide that ships with the platform, published through the rules."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)
