"""The register of the test vectors with its index built, for a module of tests; rolled back at its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from onestop.search.building import build
from onestop.search.engines import get_engine
from onestop.standards.documents import StandardDocument
from onestop.tests.factories.state_files import remove_indexes


@contextmanager
def indexed(load: Callable[[], None]) -> Iterator[None]:
    """Run ``load`` in a transaction, build the index in use, and undo both at the end."""
    with transaction.atomic():
        load()
        build(StandardDocument, get_engine())
        yield
        transaction.set_rollback(True)
    remove_indexes()
