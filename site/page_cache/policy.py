"""Which requests may be answered from memory and which answers may be kept."""

import re
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

Key = tuple[str, str, str, str, str]

MAX_QUERY = 512
MAX_COOKIE = 16
KNOWN_VARY = frozenset({"cookie", "accept-encoding"})
FORBIDDEN = re.compile(r"\b(?:private|no-store|no-cache|max-age=0)\b")
MAX_AGE = re.compile(r"\bmax-age=(\d+)")
SKIP = "_page_cache_skip"


def skip(request: HttpRequest) -> None:
    """Keep the answer to ``request`` out of the cache; for answers that are true for a moment only.

    A search that fell back to the database calls it, for instance: the next one may have its engine back.
    """
    setattr(request, SKIP, True)


class Asked:
    """Decides by the request alone, and names the page that it asks for."""

    def __init__(self) -> None:
        # A part of a name that matches too much only sends a request on to be rendered.
        self.private_cookies = (f"{settings.SESSION_COOKIE_NAME}=", "messages=")
        self.shown_cookies = tuple(settings.PAGE_CACHE_COOKIES)
        self.elsewhere = (settings.STATIC_URL, settings.MEDIA_URL)

    def key(self, request: HttpRequest) -> Key | None:
        """Return the name of the page: scheme, host, path, query and how it is displayed.

        Returns:
            ``None`` for a request that must be rendered: not a reading one, of somebody who is signed in or
            has a message waiting, or too long to be kept.
        """
        meta = request.META
        if request.method not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in meta:
            return None
        query = meta.get("QUERY_STRING", "")
        if len(query) > MAX_QUERY or request.path.startswith(self.elsewhere):
            return None
        display = ""
        if cookies := meta.get("HTTP_COOKIE", ""):
            if any(name in cookies for name in self.private_cookies):
                return None
            display = "\n".join(request.COOKIES.get(name, "") for name in self.shown_cookies)
            if len(display) > MAX_COOKIE:
                return None
        host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME", "")
        return request.scheme or "", host, request.path, query, display


def keepable(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether ``response`` is the same for everybody who is not signed in.

    A page with a form's CSRF token sets a cookie, and is not kept by that.
    """
    if (
        response.status_code != HTTPStatus.OK
        or request.method != "GET"
        or not isinstance(response, HttpResponse)
    ):
        return False
    if response.cookies or hasattr(request, SKIP) or getattr(request, "_csp_nonce", None):
        return False
    if response.has_header("Content-Encoding") or FORBIDDEN.search(response.get("Cache-Control", "")):
        return False
    return all(name.strip().lower() in KNOWN_VARY for name in response.get("Vary", "cookie").split(","))


def seconds_to_keep(response: HttpResponseBase) -> int:
    """Return for how long ``response`` may be kept: what the view said, at most what the settings allow."""
    said = MAX_AGE.search(response.get("Cache-Control", ""))
    longest: int = settings.PAGE_CACHE_SECONDS
    return min(int(said[1]), longest) if said else longest
