"""The Elasticsearch engine."""

from collections.abc import Iterable, Sequence
from typing import Any

from onestop.search.documents import SearchDocument, Source
from onestop.search.engines.base import IndexState, MappingState
from onestop.search.engines.elastic.body import search_body, to_response
from onestop.search.engines.elastic.client import SEARCH_SECONDS, WRITE_SECONDS, Connection
from onestop.search.engines.elastic.indices import (
    MAX_WINDOW,
    ElasticsearchBuilder,
    mapping_of,
    read_alias,
    write_alias,
)
from onestop.search.engines.elastic.writing import bulk
from onestop.search.exceptions import EngineUnavailable
from onestop.search.ordering import EDGE
from onestop.search.requesting import Request, Response

_DEEP = 10_000
_NOT_FOUND = 404


class ElasticsearchEngine:
    """Indexes on an Elasticsearch 8 cluster, shared by every machine of the site."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self.connection = Connection()

    def search(self, request: Request) -> Response:
        """Answer one request."""
        if request.size and request.offset > _DEEP:
            # A page far down is only looked for where there is one: the cost is that of counting.
            counted = self._ask(request, search_body(request, size=0))
            total = min(counted["hits"]["total"]["value"], MAX_WINDOW - request.size - 2 * EDGE)
            if request.offset >= total:
                counted["hits"]["hits"] = []
                return to_response(request, counted, self.name)
        return to_response(request, self._ask(request, search_body(request)), self.name)

    def _ask(self, request: Request, body: dict[str, Any]) -> Any:
        index = read_alias(request.document)
        answer = self.connection.call(
            lambda client: client.search(index=index, **_arguments(body)), seconds=SEARCH_SECONDS
        )
        return answer.body

    def multi_search(self, requests: Sequence[Request]) -> list[Response]:
        """Answer several requests in one round trip."""
        if any(request.offset > _DEEP for request in requests):
            return [self.search(request) for request in requests]
        searches: list[dict[str, Any]] = []
        for request in requests:
            searches += [{"index": read_alias(request.document)}, search_body(request)]
        if not searches:
            return []
        answer = self.connection.call(
            lambda client: client.msearch(searches=searches), seconds=SEARCH_SECONDS
        )
        return [
            to_response(request, _checked(part), self.name)
            for request, part in zip(requests, answer["responses"], strict=True)
        ]

    def write(
        self, document: type[SearchDocument], sources: Sequence[Source], deleted: Iterable[int]
    ) -> None:
        """Replace documents in the live index; searchable on return."""
        bulk(
            self.connection,
            write_alias(document),
            sources,
            deleted,
            seconds=WRITE_SECONDS,
            refresh=True,
            alias=True,
        )

    def builder(self, document: type[SearchDocument]) -> ElasticsearchBuilder:
        """Begin a new index."""
        return ElasticsearchBuilder(document, self.connection)

    def state(self, document: type[SearchDocument]) -> IndexState:
        """Describe the live index."""
        alias = read_alias(document)
        known = self.connection.call(
            lambda client: client.options(ignore_status=_NOT_FOUND).indices.get_alias(name=alias),
            seconds=SEARCH_SECONDS,
        )
        names = [name for name in known if name not in {"error", "status"}]
        if not names:
            return IndexState("", 0, "missing")
        count = self.connection.call(lambda client: client.count(index=alias), seconds=SEARCH_SECONDS)
        mapping: MappingState = "current" if mapping_of(names[0]) == document.mapping_hash() else "changed"
        return IndexState(names[0], int(count["count"]), mapping)


def _arguments(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body as the client's keyword arguments, whose names lose what Python reserves."""
    renamed = {"_source": "source", "from": "from_"}
    return {renamed.get(key, key): value for key, value in body.items()}


def _checked(part: dict[str, Any]) -> dict[str, Any]:
    if "error" in part:
        raise EngineUnavailable(f"Elasticsearch refuses: {part['error']['type']}")
    return part
