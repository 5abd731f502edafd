"""Logs that can be kept for months: one record a line, with a request's number and without personal data.

Personal data is masked in the finished text of every record, tracebacks included, so that no caller has to
think of it. Names cannot be recognised by their form: never write one into a message (docs/operations.md).
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from onestop.site.contacts import TELEPHONE

access_log = logging.getLogger("onestop.access")
request_id: ContextVar[str] = ContextVar("request_id", default="")

MASK = "***"
# Checked one after the other; the longer forms come first so that no part of one is taken for a shorter one.
PERSONAL = re.compile(
    rf"""
      [\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+                                  # e-mail, also percent-encoded
    | (?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{{2}}\d{{6}}[0-9A-HJ-NPQRTUWXY]{{10}}(?![0-9A-Za-z])  # GB 32100
    | (?<!\d)\d{{17}}[\dXx](?!\d)                                             # GB 11643 identity number
    | {TELEPHONE}
    | (?<=DETAIL:)[^\n]+  # PostgreSQL quotes the row that failed
    """,
    re.VERBOSE,
)
SECRET_ARGUMENTS = ("token", "key", "uidb64", "code")
"""Names of URL arguments that open something for whoever holds them."""
LIKE_A_SECRET = re.compile(r"(?<=/)(?=[^/]*(?:[A-Z]|[0-9a-f]{32}))[\w.=-]{24,}")
"""A part of a path that looks drawn by lot: so long, with capitals or a hash, as no page is called."""
PROXY_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def redact(text: str) -> str:
    """Return ``text`` with telephone, identity and credit numbers and e-mail addresses masked."""
    return PERSONAL.sub(MASK, text)


class RequestFilter(logging.Filter):
    """Puts the number of the request being answered on each record; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Set ``record.request_id``, empty outside a request."""
        record.request_id = request_id.get()
        return True


class PlainFormatter(logging.Formatter):
    """A line for people, masked."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line, for a request with what was asked and answered."""
        line = super().format(record)
        http: dict[str, Any] | None = getattr(record, "http", None)
        if http:
            line += " {method} {path} {status} {ms} ms".format(**http)
        return redact(line)


class JSONFormatter(logging.Formatter):
    """One JSON object a line, masked; a request has its method, path, status and milliseconds in it."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"
    converter = time.gmtime  # type: ignore[assignment] # Formatter's stub forgets the default argument

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a JSON object on one line."""
        entry: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if number := getattr(record, "request_id", ""):
            entry["request_id"] = number
        if http := getattr(record, "http", None):
            entry.update(http, path=redact(http["path"]))
        if record.exc_info:
            entry["exception"] = redact(self.formatException(record.exc_info))
        if record.stack_info:
            entry["stack"] = redact(self.formatStack(record.stack_info))
        return json.dumps(entry, ensure_ascii=False, default=str)


def safe_path(request: HttpRequest) -> str:
    """Return the path that was asked for without its query and the secrets that some addresses carry.

    A link that was copied with something behind it leads to no view of ours, but its secret still opens.
    """
    path = request.path
    match = request.resolver_match or _resolved(request)
    if match is None or match.view_name == "wagtail_serve":
        path = LIKE_A_SECRET.sub(MASK, path)
    else:
        for name in SECRET_ARGUMENTS:
            if value := str(match.kwargs.get(name) or ""):
                path = path.replace(value, MASK)
    return path


def _resolved(request: HttpRequest) -> ResolverMatch | None:
    """Return what the address leads to where a middleware answered before Django looked."""
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _number_for(request: HttpRequest) -> str:
    """Return the number a trusted proxy gave the request, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    if settings.TRUSTED_PROXIES and PROXY_REQUEST_ID.fullmatch(given):
        return str(given)
    return uuid.uuid4().hex


class RequestLogMiddleware:
    """Numbers each request and logs one line for it; the answer has the number as ``X-Request-ID``.

    Answers from the page cache do not come by here: the server in front counts those.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer ``request`` and log method, path, status and milliseconds."""
        number = _number_for(request)
        token = request_id.set(number)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            if access_log.isEnabledFor(logging.INFO):
                fields = {
                    "method": request.method,
                    "path": safe_path(request),
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - started) * 1000, 1),
                }
                access_log.info("request", extra={"http": fields})
            return response
        finally:
            request_id.reset(token)
