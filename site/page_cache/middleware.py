"""The first middleware: answers what is in memory before anything else of Django has begun."""

import gzip
import hashlib
import time
from collections.abc import Callable
from typing import cast

import brotli

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from onestop.site.page_cache import generation
from onestop.site.page_cache.policy import Asked, Key, coding_for, keepable, seconds_to_keep
from onestop.site.page_cache.store import Entry, Store

Place = tuple[generation.Generation, Key]

SMALLEST = 500
"""Bytes below which compressing a body gains nothing."""
NOT_KEPT = frozenset({"content-length", "x-request-id", "date", "etag"})
BROWSER_CACHE = "private, no-cache"
"""A browser may keep the page but asks before it shows it again, so nobody sees an old one."""


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

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer ``request``."""
        key = self.asked.key(request) if self.store.limit else None
        # Read before anything is rendered: a page that a change overtakes is kept under the old generation,
        # unseen.
        moment = generation.current() if key else None
        if key is None or moment is None:
            return self._passed(request, self.get_response(request))
        entry = self.store.get(moment, key)
        if entry is not None:
            response = HttpResponse(b"", headers=entry.headers)
            return self._dressed(request, response, entry, (moment, key), "hit")
        response = self.get_response(request)
        if not keepable(request, response):
            return self._passed(request, response)
        response = cast("HttpResponse", response)
        entry = self._entry(response)
        return self._dressed(request, response, entry, (moment, key), "miss")

    def _passed(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return a response that is not kept, compressed if it is text."""
        response.headers.setdefault("X-Cache", "pass")
        if not isinstance(response, HttpResponse) or not is_text(response):
            return response
        return self.gzip.process_response(request, response)

    def _entry(self, response: HttpResponse) -> Entry:
        """Return ``response`` as it is kept; it gets the headers of a kept page."""
        response.headers.setdefault("Cache-Control", BROWSER_CACHE)
        patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
        return Entry(
            headers={name: value for name, value in response.items() if name.lower() not in NOT_KEPT},
            etag=hashlib.blake2b(response.content, digest_size=12).hexdigest(),
            expires=time.monotonic() + seconds_to_keep(response),
            bodies={"": response.content},
        )

    def _dressed(
        self,
        request: HttpRequest,
        response: HttpResponse,
        entry: Entry,
        place: Place,
        state: str,
    ) -> HttpResponseBase:
        """Return ``response`` with the body of ``entry`` in the client's coding, or 304 if it has that."""
        coding = coding_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if coding and not is_worth_coding(response, entry):
            coding = ""
        known = coding in entry.bodies
        if not known:
            entry.bodies[coding] = compress(entry.bodies[""], coding)
        if not known or state == "miss":
            self.store.put(*place, entry)
        etag = f'"{entry.etag}-{coding}"' if coding else f'"{entry.etag}"'
        wanted = request.META.get("HTTP_IF_NONE_MATCH")
        if wanted and etag in parse_etags(wanted):
            response = not_modified(entry)
        else:
            response.content = body = entry.bodies[coding]
            response.headers["Content-Length"] = str(len(body))
            if coding:
                response.headers["Content-Encoding"] = coding
        response.headers["ETag"] = etag
        response.headers["X-Cache"] = state
        return response


def is_text(response: HttpResponse) -> bool:
    """Return whether the body of ``response`` is of a kind that shrinks."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))


def is_worth_coding(response: HttpResponse, entry: Entry) -> bool:
    """Return whether a kept page is sent compressed."""
    return len(entry.bodies[""]) >= SMALLEST and is_text(response)


def compress(body: bytes, coding: str) -> bytes:
    """Return ``body`` in ``coding``; nobody waits for a page twice, so a little more time is taken for it."""
    if coding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
    return gzip.compress(body, compresslevel=6, mtime=0)


def not_modified(entry: Entry) -> HttpResponse:
    """Return 304 with the headers that RFC 9110 15.4.5 asks for."""
    response = HttpResponseNotModified()
    for name in ("Cache-Control", "Vary", "Content-Location", "Expires"):
        if name in entry.headers:
            response.headers[name] = entry.headers[name]
    return response
