"""The demo content, for tests that look at every kind of page: loaded once for all tests of a file."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the demo; take it away when the last test of the file has run."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
