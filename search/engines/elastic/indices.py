"""Indexes on Elasticsearch: ``<prefix>-<document>-<mapping hash>-<time>`` behind a read and a write alias."""

import re
import secrets
import time
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from onestop.search.documents import SearchDocument, Source
from onestop.search.engines.elastic.client import BUILD_SECONDS, Connection
from onestop.search.engines.elastic.writing import Lines, bulk, lines
from onestop.search.exceptions import EngineUnavailable
from onestop.search.naming import index_base

MAX_WINDOW = 2_000_000
"""As far as pages can be turned; Elasticsearch refuses the 10,001st result unless told otherwise."""

_AT_ONCE = 2
"""Batches that are sent side by side: Elasticsearch writes each on a thread of its own."""
_WAITING = 2
# How many copies there are says the operator, in a template: docs/elasticsearch.md.
_SETTINGS = {"number_of_shards": 1, "max_result_window": MAX_WINDOW}
_BUILDING = {"refresh_interval": "-1", "translog.durability": "async"}
"""Until it is published nobody searches the index, and what a crash takes of it is built again."""


def read_alias(document: type[SearchDocument]) -> str:
    """Return the alias that searches go to."""
    return f"{index_base(document)}-read"


def write_alias(document: type[SearchDocument]) -> str:
    """Return the alias that writes go to."""
    return f"{index_base(document)}-write"


def new_index_name(document: type[SearchDocument]) -> str:
    """Return a name that no index has had."""
    stamp = f"{time.strftime('%Y%m%d%H%M%S')}{secrets.token_hex(2)}"
    return f"{index_base(document)}-{document.mapping_hash()}-{stamp}"


def mapping_of(index: str) -> str:
    """Return the hash of the mapping that the name of an index carries."""
    return index.split("-")[-2]


class ElasticsearchBuilder:
    """An index in the making that no alias names yet. Batches are indexed while the next are prepared."""

    def __init__(self, document: type[SearchDocument], connection: Connection) -> None:
        self._document = document
        self._connection = connection
        self._name = new_index_name(document)
        self._pool = ThreadPoolExecutor(max_workers=_AT_ONCE)
        self._pending: deque[Future[None]] = deque()
        self._remove_others()
        settings, mappings = _SETTINGS | _BUILDING, document.mapping()
        self._call(
            lambda client: client.indices.create(index=self._name, settings=settings, mappings=mappings)
        )

    @property
    def index(self) -> str:
        """Name of the new index."""
        return self._name

    def add(self, batch: Lines) -> None:
        """Add documents; the error of an earlier batch comes up here."""
        self._pending.append(self._pool.submit(self._bulk, batch))
        if len(self._pending) >= _AT_ONCE + _WAITING:
            self._pending.popleft().result()

    def finish(self) -> None:
        """Wait for the batches under way and make them durable and searchable."""
        while self._pending:
            self._pending.popleft().result()
        self._settle()

    def replace(self, sources: Sequence[Source], deleted: Iterable[int]) -> None:
        """Put the changes of the meantime into the new index."""
        self._bulk(lines(sources, deleted))

    def publish(self) -> None:
        """Let both aliases name the new index, in one step, and remove what came before."""
        live = {"index": dict.fromkeys(_BUILDING)}
        self._call(lambda client: client.indices.put_settings(index=self._name, settings=live))
        self._settle()
        aliases = (read_alias(self._document), write_alias(self._document))
        actions: list[dict[str, Any]] = [
            {"remove": {"index": f"{index_base(self._document)}-*", "alias": alias, "must_exist": False}}
            for alias in aliases
        ]
        actions += [{"add": {"index": self._name, "alias": alias}} for alias in aliases]
        self._call(lambda client: client.indices.update_aliases(actions=actions))
        self._pool.shutdown()
        self._remove_others()

    def discard(self) -> None:
        """Remove the index; where that cannot be done now, the next build does it."""
        self._pool.shutdown(cancel_futures=True)
        with suppress(EngineUnavailable):
            self._call(lambda client: client.indices.delete(index=self._name, ignore_unavailable=True))

    def _call(self, operation: Any) -> Any:
        return self._connection.call(operation, seconds=BUILD_SECONDS)

    def _bulk(self, batch: Lines) -> None:
        bulk(self._connection, self._name, batch, seconds=BUILD_SECONDS, refresh=False)

    def _settle(self) -> None:
        self._call(lambda client: client.indices.flush(index=self._name))
        self._call(lambda client: client.indices.refresh(index=self._name))

    def _remove_others(self) -> None:
        """Delete what is neither this index nor behind an alias: left by builds, killed or done."""
        base = index_base(self._document)
        ours = re.compile(re.escape(base) + r"-[0-9a-f]{12}-\d{14}[0-9a-f]{4}")
        known = self._call(lambda client: client.indices.get_alias(index=f"{base}-*", allow_no_indices=True))
        for name, state in dict(known).items():
            if ours.fullmatch(name) and name != self._name and not state["aliases"]:
                self._call(lambda client, old=name: client.indices.delete(index=old, ignore_unavailable=True))
