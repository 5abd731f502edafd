"""A kept page: what was rendered once, in each coding that a client has asked for."""

import hashlib
import time
from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotModified, ResponseHeaders
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from onestop.site.page_cache.coding import SMALLEST, coding_for, compress, is_text
from onestop.site.page_cache.policy import seconds_to_keep

OVERHEAD = 2048
"""Roughly what headers, key and bookkeeping of a variant weigh."""
OF_ONE_ANSWER = ("Content-Length", "Date", "X-Request-ID")
OF_A_304 = ("Cache-Control", "Content-Security-Policy", "ETag", "Expires", "Vary", "X-Cache")
BROWSER_CACHE = "private, no-cache"
"""A browser may keep the page but asks before it shows it again, so nobody sees an old one."""


class KeptHeaders(ResponseHeaders):
    """A copy of finished headers: to set or list a dozen one by one takes longer than the rest of a hit."""

    def __init__(self, finished: ResponseHeaders) -> None:
        self._store = finished._store.copy()  # noqa: SLF001 - the base class's own

    def items(self) -> Any:
        """Return names and values as they are kept; the server asks for them with every answer."""
        return self._store.values()


@dataclass(slots=True)
class Variant:
    """A page in one coding, with all its headers."""

    body: bytes
    headers: ResponseHeaders

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the page as a response of its own, or 304 if the client has it."""
        wanted = request.META.get("HTTP_IF_NONE_MATCH")
        if wanted and self.headers["ETag"] in parse_etags(wanted):
            return HttpResponseNotModified(
                headers={name: self.headers[name] for name in OF_A_304 if name in self.headers}
            )
        response = HttpResponse(self.body, content_type="")
        response.headers = KeptHeaders(self.headers)
        return response


@dataclass(slots=True)
class Entry:
    """All variants of a page. The plain one, named by an empty string, is always there."""

    expires: float
    variants: dict[str, Variant]
    shrinks: bool

    @classmethod
    def of(cls, response: HttpResponse) -> Self:
        """Return what is kept of ``response``, which gets the headers of a kept page."""
        response.headers.setdefault("Cache-Control", BROWSER_CACHE)
        patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
        body = response.content
        headers = {name: value for name, value in response.items() if name not in OF_ONE_ANSWER}
        headers |= {
            "ETag": f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
            "Content-Length": str(len(body)),
            "X-Cache": "hit",
        }
        return cls(
            expires=time.monotonic() + seconds_to_keep(response),
            variants={"": Variant(body, ResponseHeaders(headers))},
            shrinks=len(body) >= SMALLEST and is_text(response),
        )

    @property
    def size(self) -> int:
        """Bytes that the entry holds."""
        return sum(OVERHEAD + len(variant.body) for variant in self.variants.values())

    def coding(self, request: HttpRequest) -> str:
        """Return the coding in which ``request`` gets the page."""
        return coding_for(request.META.get("HTTP_ACCEPT_ENCODING", "")) if self.shrinks else ""

    def add(self, coding: str) -> None:
        """Make the variant in ``coding``; its ETag differs, as RFC 9110 8.8.3 asks for."""
        plain = self.variants[""]
        body = compress(plain.body, coding)
        headers = ResponseHeaders(dict(plain.headers.items()))
        headers["Content-Encoding"] = coding
        headers["Content-Length"] = str(len(body))
        headers["ETag"] = f'{plain.headers["ETag"][:-1]}-{coding}"'
        self.variants[coding] = Variant(body, headers)
