"""Writing documents to Elasticsearch in bulk."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from onestop.search.documents import Source
from onestop.search.engines.elastic.client import Connection
from onestop.search.exceptions import EngineUnavailable

logger = logging.getLogger(__name__)

_BAD_DOCUMENT = 400
_WRONG_MAPPING = "strict_dynamic_mapping_exception"


def bulk(
    connection: Connection,
    index: str,
    sources: Sequence[Source],
    deleted: Iterable[int],
    *,
    seconds: float,
    refresh: bool,
    alias: bool = False,
) -> None:
    """Index ``sources`` and delete ``deleted``; doing it again changes nothing.

    Args:
        connection: to the server.
        index: name of the index, or of an alias.
        sources: what to write.
        deleted: primary keys of what to remove.
        seconds: how long it may take.
        refresh: whether it must be searchable on return.
        alias: whether ``index`` has to be an alias; else a missing one would be made an index of that name.

    Raises:
        EngineUnavailable: if the server cannot take it, or its mapping is an older one.
    """
    operations: list[dict[str, Any]] = []
    for source in sources:
        operations += [{"index": {"_id": str(source["pk"])}}, source]
    operations += [{"delete": {"_id": str(pk)}} for pk in deleted]
    if not operations:
        return
    answer = connection.call(
        lambda client: client.bulk(index=index, operations=operations, refresh=refresh, require_alias=alias),
        seconds=seconds,
    )
    if answer["errors"]:
        _judge(answer["items"])


def _judge(items: list[dict[str, Any]]) -> None:
    """Raise if documents failed that can be sent again; one that can never be taken is only reported."""
    for item in items:
        ((_kind, result),) = item.items()
        error = result.get("error")  # deleting what is not there is none
        if error is None:
            continue
        if result["status"] != _BAD_DOCUMENT or error["type"] == _WRONG_MAPPING:
            raise EngineUnavailable(f"Elasticsearch refuses a document: {error['type']}")
        logger.error("search.document_refused", extra={"document_id": result["_id"], "error": error["type"]})
