"""The only place that talks to the Elasticsearch client: time limits, the breaker, and errors made ours."""

import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from django.conf import settings

from onestop.search.engines.elastic.breaker import Breaker
from onestop.search.exceptions import EngineUnavailable

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

SEARCH_SECONDS = 2.5
WRITE_SECONDS = 5.0
BUILD_SECONDS = 120.0
_TOO_BUSY = 429
_SERVER_ERROR = 500


def make_client() -> Elasticsearch:
    """Return a client for the addresses of ``ELASTICSEARCH_URL`` (several with commas between).

    ``ELASTICSEARCH_OPTIONS`` are further arguments of the client, such as ``ca_certs`` or ``api_key``.

    Raises:
        ValueError: if an address cannot be understood.
    """
    hosts = [host.strip() for host in settings.ELASTICSEARCH_URL.split(",")]
    options = {"max_retries": 0, "retry_on_timeout": False, **getattr(settings, "ELASTICSEARCH_OPTIONS", {})}
    return Elasticsearch(hosts, **options)


class Connection:
    """The client of this process, with a breaker before it."""

    def __init__(self) -> None:
        self.breaker = Breaker()

    @cached_property
    def client(self) -> Elasticsearch:
        """The official client; made at first use, so that a forked worker has sockets of its own."""
        return make_client()

    def call(self, operation: Callable[[Any], Answer], *, seconds: float) -> Answer:
        """Return what ``operation`` gives for the client.

        Args:
            operation: takes the client, makes one request.
            seconds: how long it may take.

        Raises:
            EngineUnavailable: if the server is down, too slow, too busy, or lacks the index. Without trying
                when it was down a moment ago.
        """
        if not self.breaker.allow():
            raise EngineUnavailable("Elasticsearch did not answer a moment ago")
        try:
            answer = operation(self.client.options(request_timeout=seconds))
        except ValueError as error:
            raise EngineUnavailable(f"ELASTICSEARCH_URL cannot be used: {error}") from error
        except TransportError as error:
            self._down(type(error).__name__)
            raise EngineUnavailable(f"Elasticsearch does not answer: {type(error).__name__}") from error
        except ApiError as error:
            self._judge(error)
            raise EngineUnavailable(f"Elasticsearch refuses: {error.error}") from error
        if self.breaker.failures:
            logger.warning("search.elasticsearch_back")
        self.breaker.succeeded()
        return answer

    def _down(self, reason: str) -> None:
        if not self.breaker.failures:
            logger.warning("search.elasticsearch_down", extra={"reason": reason})
        self.breaker.failed()

    def _judge(self, error: ApiError) -> None:
        status = error.meta.status
        if status == _TOO_BUSY or status >= _SERVER_ERROR:
            self._down(f"status {status}")
            return
        self.breaker.succeeded()
        if not isinstance(error, NotFoundError):
            logger.error("search.refused", extra={"status": status, "error": str(error)})
