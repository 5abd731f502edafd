"""The register of the test vectors with its index built, for a module of tests; made once a run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from onestop.search.building import build
from onestop.search.engines import EMBEDDED, engine_name, get_engine
from onestop.standards.documents import StandardDocument
from onestop.tests.factories.state_files import remove_indexes
from onestop.tests.factories.states import staged


@contextmanager
def indexed(name: str, load: Callable[[], None]) -> Iterator[None]:
    """Begin with the state ``name``, made by ``load``, and with its index in the engine in use."""
    embedded = engine_name() == EMBEDDED

    def make() -> None:
        load()
        if embedded:
            build(StandardDocument, get_engine())

    with staged(name, make):
        if not embedded:  # its indexes are not among the files of a state
            build(StandardDocument, get_engine())
        yield
    remove_indexes()
