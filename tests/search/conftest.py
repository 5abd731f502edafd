"""An engine with the tests' own document, whichever engine the settings name."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from django.conf import settings

from onestop.search import engines
from onestop.search.engines import Engine, get_engine
from onestop.search.engines.elastic.engine import ElasticsearchEngine
from onestop.search.registry import register, unregister
from onestop.tests.factories.search_documents import TagDocument


@pytest.fixture
def engine(db: None) -> Iterator[Engine]:
    """The engine in use; nothing built yet, nothing left afterwards."""
    register(TagDocument)
    engine = get_engine()
    yield engine
    unregister(TagDocument)
    if isinstance(engine, ElasticsearchEngine):
        prefix = settings.SEARCH_INDEX_PREFIX
        client = engine.connection.client
        for index in client.indices.get(index=f"{prefix}-*", expand_wildcards="all"):
            client.indices.delete(index=index)
    shutil.rmtree(Path(settings.DATA_DIR) / "search", ignore_errors=True)
    engines._engine.cache_clear()
