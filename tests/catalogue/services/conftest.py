"""The demo content, made once a run."""

from collections.abc import Iterator
from typing import Any

import pytest

from onestop.catalogue.organisations import demo as organisations
from onestop.catalogue.services import demo as services
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.states import staged


def load() -> None:
    """Load the network and the services."""
    home_page()
    organisations.load(lambda _line: None)
    services.load(lambda _line: None)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every guide that ships with the platform, published through the rules."""
    with django_db_blocker.unblock(), staged("services", load):
        yield
