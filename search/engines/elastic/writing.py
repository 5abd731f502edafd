"""Writing documents to Elasticsearch in bulk."""

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onestop.search.documents import Source
from onestop.search.engines.elastic.client import Connection
from onestop.search.exceptions import EngineUnavailable

logger = logging.getLogger(__name__)

_BAD_DOCUMENT = 400
_WRONG_MAPPING = "strict_dynamic_mapping_exception"
# The client makes an encoder a line; one for all takes a third of the time.
_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Lines:
    """What a bulk request is sent, and of how many documents it speaks."""

    body: bytes
    documents: int

    def __len__(self) -> int:
        return self.documents


def lines(sources: Sequence[Source], deleted: Iterable[int] = ()) -> Lines:
    """Return the request that indexes ``sources`` and removes the documents of the keys ``deleted``."""
    found: list[str] = []
    for source in sources:
        found += (f'{{"index":{{"_id":"{source["pk"]}"}}}}', _json(source))
    gone = [f'{{"delete":{{"_id":"{pk}"}}}}' for pk in deleted]
    return Lines("\n".join([*found, *gone, ""]).encode(), len(sources) + len(gone))


def bulk(
    connection: Connection,
    index: str,
    batch: Lines,
    *,
    seconds: float,
    refresh: bool,
    alias: bool = False,
) -> None:
    """Write ``batch``; doing it again changes nothing.

    Args:
        connection: to the server.
        index: name of the index, or of an alias.
        batch: what to write.
        seconds: how long it may take.
        refresh: whether it must be searchable on return.
        alias: whether ``index`` has to be an alias; else a missing one would be made an index of that name.

    Raises:
        EngineUnavailable: if the server cannot take it, or its mapping is an older one.
    """
    if not len(batch):
        return
    answer = connection.call(
        lambda client: client.bulk(index=index, operations=batch.body, refresh=refresh, require_alias=alias),
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
