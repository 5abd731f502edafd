"""The demo content, for tests that look at every kind of page or at a day's work: made once for all files.

Two fixtures, which every test knows by name: ``demo``, and ``demo_search`` with its index.
"""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from django.core.management import call_command

from onestop.search.engines import EMBEDDED, engine_name
from onestop.tests.factories.browsers import PASSWORD
from onestop.tests.factories.state_files import remove_indexes
from onestop.tests.factories.states import staged


def load() -> None:
    """Load the demo as ``manage.py load_demo`` does; everybody's password is ``browsers.PASSWORD``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_PASSWORD", PASSWORD)
        call_command("load_demo", stdout=StringIO())


def build() -> None:
    """Build the indexes of everything."""
    call_command("search_index", "build", stdout=StringIO())


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the tests of a file begin with the demo, whatever they change, and commit, meanwhile."""
    with django_db_blocker.unblock(), staged("demo", load):
        yield


@pytest.fixture(scope="module")
def demo_search(demo: None) -> Iterator[None]:
    """Let the tests of a file search the demo, on the engine in use."""
    embedded = engine_name() == EMBEDDED
    with staged("demo-search", build if embedded else lambda: None):
        if not embedded:  # its indexes are not among the files of a state
            build()
        yield
    remove_indexes()
