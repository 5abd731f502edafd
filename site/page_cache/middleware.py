"""The first middleware: answers what is in memory before anything else of Django has begun."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from onestop.site.page_cache import generation
from onestop.site.page_cache.coding import is_text
from onestop.site.page_cache.entries import Entry, Variant
from onestop.site.page_cache.policy import Asked, Key, keepable
from onestop.site.page_cache.store import Store

of_this_process: "PageCacheMiddleware | None" = None
"""The one that Django made last; ``Front`` asks it."""


class PageCacheMiddleware:
    """Answers anonymous readers from memory and keeps what may be kept; compresses what passes.

    ``X-Cache`` says ``hit``, ``miss`` (kept now) or ``pass`` (not a page for everybody).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.asked = Asked()
        self.store = Store(settings.PAGE_CACHE_BYTES)
        # Django's own compression, which hides the length of secrets, for pages that may hold some.
        self.gzip = GZipMiddleware(cast("Callable[[HttpRequest], HttpResponse]", get_response))
        if self.store.limit and generation.current() is None:
            generation.start()
        global of_this_process  # noqa: PLW0603 - Django makes middleware and hands it to nobody
        of_this_process = self

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer ``request``."""
        key = self.asked.key(request) if self.store.limit else None
        # Read before anything is rendered: what a change overtakes is kept under a generation that is over.
        moment = generation.current() if key else None
        if key is None or moment is None:
            return self._passed(request, self.get_response(request))
        entry = self.store.get(moment, key)
        if entry is None:
            return self._rendered(request, moment, key)
        coding = entry.coding(request)
        if coding not in entry.variants:
            entry.add(coding)
            self.store.put(moment, key, entry)
        return entry.variants[coding].answer(request)

    def kept(self, request: HttpRequest) -> Variant | None:
        """Return what is in memory for ``request`` in the coding that it takes, ready to be sent."""
        key = self.asked.key(request) if self.store.limit else None
        moment = generation.current() if key else None
        entry = self.store.get(moment, key) if key and moment else None
        return entry.variants.get(entry.coding(request)) if entry else None

    def _rendered(self, request: HttpRequest, moment: generation.Generation, key: Key) -> HttpResponseBase:
        """Render a page that is not in memory, and keep it if it may be kept."""
        response = self.get_response(request)
        if not keepable(request, response):
            return self._passed(request, response)
        entry = Entry.of(cast("HttpResponse", response))
        coding = entry.coding(request)
        if coding:
            entry.add(coding)
        self.store.put(moment, key, entry)
        kept = entry.variants[coding].answer(request)
        kept.headers["X-Cache"] = "miss"
        if number := response.headers.get("X-Request-ID"):
            kept.headers["X-Request-ID"] = number
        return kept

    def _passed(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return a response that is not kept, compressed if it is text."""
        response.headers.setdefault("X-Cache", "pass")
        if not isinstance(response, HttpResponse) or not is_text(response):
            return response
        return self.gzip.process_response(request, response)
