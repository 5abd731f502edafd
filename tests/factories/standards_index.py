"""The register of the test vectors with its index built, for a module of tests; rolled back at its end."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

from onestop.search.building import build
from onestop.search.engines import get_engine
from onestop.search.engines.elastic.engine import ElasticsearchEngine
from onestop.standards.documents import StandardDocument


@contextmanager
def indexed(load: Callable[[], None]) -> Iterator[None]:
    """Run ``load`` in a transaction, build the index in use, and undo both at the end."""
    with transaction.atomic():
        load()
        build(StandardDocument, get_engine())
        yield
        transaction.set_rollback(True)
    remove_indexes()


def remove_indexes() -> None:
    """Remove the indexes of this process, on either engine."""
    engine = get_engine()
    if isinstance(engine, ElasticsearchEngine):
        client = engine.connection.client
        for index in client.indices.get(index=f"{settings.SEARCH_INDEX_PREFIX}-*", expand_wildcards="all"):
            client.indices.delete(index=index)
    shutil.rmtree(Path(settings.DATA_DIR) / "search", ignore_errors=True)
    get_engine.__globals__["_engine"].cache_clear()
