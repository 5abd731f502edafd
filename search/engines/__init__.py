"""The engines behind one interface; see ``docs/search.md``."""

from functools import cache

from django.conf import settings
from django.core.signals import setting_changed

from onestop.search.engines.base import Builder, Engine, IndexState
from onestop.search.engines.elastic.engine import ElasticsearchEngine
from onestop.search.engines.embedded.engine import EmbeddedEngine
from onestop.search.exceptions import EngineUnavailable, SearchError, UnsupportedQuery
from onestop.search.requesting import Facet, Hit, QueriesFacet, Request, Response, StatesFacet, TermsFacet

EMBEDDED = "embedded"
ELASTICSEARCH = "elasticsearch"


def engine_name() -> str:
    """Return which engine the settings choose: Elasticsearch where an address is given."""
    return ELASTICSEARCH if settings.ELASTICSEARCH_URL else EMBEDDED


def get_engine(name: str | None = None) -> Engine:
    """Return the engine of this process, by the settings or by name (``embedded``, ``elasticsearch``)."""
    return _engine(name or engine_name())


@cache
def _engine(name: str) -> Engine:
    engines: dict[str, type[Engine]] = {EMBEDDED: EmbeddedEngine, ELASTICSEARCH: ElasticsearchEngine}
    return engines[name]()


def _forget(*, setting: str, **_kwargs: object) -> None:
    if setting in {"ELASTICSEARCH_URL", "ELASTICSEARCH_OPTIONS", "SEARCH_INDEX_PREFIX", "DATA_DIR"}:
        _engine.cache_clear()


setting_changed.connect(_forget, dispatch_uid="onestop.search.engines")

__all__ = [
    "ELASTICSEARCH",
    "EMBEDDED",
    "Builder",
    "Engine",
    "EngineUnavailable",
    "Facet",
    "Hit",
    "IndexState",
    "QueriesFacet",
    "Request",
    "Response",
    "SearchError",
    "StatesFacet",
    "TermsFacet",
    "UnsupportedQuery",
    "engine_name",
    "get_engine",
]
