"""One world for all tests of a module: a case that went the whole way, and accounts of every role."""

from collections.abc import Iterator
from typing import Any

import pytest

from onestop.tests.factories import requests_world
from onestop.tests.factories.requests_world import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world; nothing of it is left afterwards."""
    with requests_world.for_a_module(django_db_blocker) as made:
        yield made
