"""The way in: what is in memory is answered before Django has begun a request."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from onestop.site.page_cache import middleware

LONG_WAY_SECONDS = 5.0
"""How often a request goes through Django whatever it asks for: what is done after requests (old connections
closed, left over writes sent to the search engine) is then done with any traffic."""


class Front:
    """A WSGI application before Django's.

    A hit costs a third of what Django's signals, request and response objects do. Everything else, and what a
    browser has already (304), is Django's, whose first middleware decides by the same rules.
    """

    def __init__(self, django: WSGIHandler) -> None:
        self.django = django
        self.long_way = 0.0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        cache = middleware.of_this_process
        now = time.monotonic()
        if (
            cache is None
            or not cache.store.limit
            or environ["REQUEST_METHOD"] != "GET"
            or "HTTP_IF_NONE_MATCH" in environ
            or now >= self.long_way
        ):
            self.long_way = now + LONG_WAY_SECONDS
            return self.django(environ, start_response)
        # A copy: a request puts the decoded path into what it is given, and Django would decode it again.
        variant = cache.kept(WSGIRequest(environ.copy()))
        if variant is None:
            return self.django(environ, start_response)
        start_response("200 OK", list(variant.headers.items()))
        return [variant.body]
