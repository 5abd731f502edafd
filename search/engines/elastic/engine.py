"""The Elasticsearch engine."""

import logging
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from onestop.search.documents import SearchDocument, Source
from onestop.search.engines.base import IndexState, MappingState
from onestop.search.engines.elastic.body import facet_bodies, page_body, to_response, total_body
from onestop.search.engines.elastic.client import SEARCH_SECONDS, WRITE_SECONDS, Connection
from onestop.search.engines.elastic.indices import (
    MAX_WINDOW,
    ElasticsearchBuilder,
    mapping_of,
    read_alias,
    write_alias,
)
from onestop.search.engines.elastic.writing import Lines, bulk, lines
from onestop.search.exceptions import EngineUnavailable
from onestop.search.ordering import EDGE
from onestop.search.querying import Node
from onestop.search.requesting import Request, Response

logger = logging.getLogger(__name__)

_DEEP = 10_000
_NOT_FOUND = 404


class ElasticsearchEngine:
    """Indexes on an Elasticsearch 8 cluster, shared by every machine of the site."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self.connection = Connection()

    def search(self, request: Request) -> Response:
        """Answer one request."""
        return self.multi_search([request])[0]

    def multi_search(self, requests: Sequence[Request]) -> list[Response]:
        """Answer several requests in one round trip."""
        bodies = [[self._page(request), *facet_bodies(request)] for request in requests]
        answers = iter(
            self._ask(
                [(request, body) for request, each in zip(requests, bodies, strict=True) for body in each]
            )
        )
        return [
            to_response(request, list(islice(answers, len(each))), self.name)
            for request, each in zip(requests, bodies, strict=True)
        ]

    def _page(self, request: Request) -> Node:
        """Return the search for the page, which far down is only looked for where there is one."""
        if request.size and request.offset > _DEEP:
            (counted,) = self._ask([(request, total_body(request))])
            if request.offset >= min(counted["hits"]["total"]["value"], MAX_WINDOW - request.size - 2 * EDGE):
                return total_body(request)
        return page_body(request)

    def _ask(self, searches: Sequence[tuple[Request, Node]]) -> list[Any]:
        """Return the answers to several searches, in one round trip."""
        lines = [
            line for request, body in searches for line in ({"index": read_alias(request.document)}, body)
        ]
        if not lines:
            return []
        answer = self.connection.call(lambda client: client.msearch(searches=lines), seconds=SEARCH_SECONDS)
        return [_checked(part) for part in answer["responses"]]

    def write(
        self, document: type[SearchDocument], sources: Sequence[Source], deleted: Iterable[int]
    ) -> None:
        """Replace documents in the live index; searchable on return."""
        bulk(
            self.connection,
            write_alias(document),
            lines(sources, deleted),
            seconds=WRITE_SECONDS,
            refresh=True,
            alias=True,
        )

    @staticmethod
    def pack(sources: list[Source]) -> Lines:
        """Return the batch as it is sent."""
        return lines(sources)

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


def _checked(part: dict[str, Any]) -> dict[str, Any]:
    """Return one answer of several, each of which has an outcome of its own."""
    if "error" in part:
        if part["status"] != _NOT_FOUND:
            logger.error("search.refused", extra={"status": part["status"], "error": part["error"]["type"]})
        raise EngineUnavailable(f"Elasticsearch refuses: {part['error']['type']}")
    return part
