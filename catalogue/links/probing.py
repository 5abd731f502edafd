"""Asking one address whether it still answers. Nothing here knows the database."""

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.error import HTTPError, URLError
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from onestop.catalogue.links.models import Problem

AGENT = "Mozilla/5.0 (compatible; onestop link check)"

PROGRAMS_REFUSED = frozenset({401, 403, 405, 406, 412, 418, 429, 521})
"""Statuses by which a site that works keeps programs out.

Protected government sites answer 412 or 521 with a script that a browser must run first; that says nothing
about what a person sees, so it is no failure.
"""

MOST_TIMES = 3
"""How many times the limit one connection may last that never falls silent, but sends a byte now and then."""

LONGEST_HEAD = 4096
"""Bytes of the body that are read, so that a connection is seen to carry an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: an HTTP status, or none; a ``Problem``, or nothing."""

    status: int | None
    problem: str = ""


def probe(url: str, timeout: float) -> Answer:
    """Ask ``url`` and return what it answers, redirects followed.

    Args:
        url: an http or https address.
        timeout: seconds without any sign of life after which it counts as silent.

    Returns:
        The answer; never raises for anything that a network can do.
    """
    try:
        # ExternalLink takes http and https only; the opener knows no other scheme.
        request = Request(url, headers={"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.8"})  # noqa: S310
        with _opener().open(request, timeout=timeout) as response:
            response.read1(LONGEST_HEAD)
            return Answer(response.status)
    except HTTPError as error:
        error.close()
        # Redirects are followed, so one that comes back goes round in circles or where no browser goes.
        circles = error.code < HTTPStatus.BAD_REQUEST
        return Answer(error.code, Problem.STATUS.value) if circles else judged(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(None, _reason(error))


def judged(status: int) -> Answer:
    """Return the answer for a status, with the problem that it means."""
    works = status < HTTPStatus.BAD_REQUEST or status in PROGRAMS_REFUSED
    return Answer(status, "" if works else Problem.STATUS.value)


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Problem.CERTIFICATE.value
    if isinstance(cause, (TimeoutError, socket.timeout)):
        return Problem.TIMEOUT.value
    return Problem.UNREACHABLE.value


def _cut(connection: socket.socket) -> None:
    """End a connection, if it has not ended yet."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    """A connection that is cut when it has lasted too long."""

    def connect(self) -> None:
        """Connect, and wind up the clock."""
        super().connect()
        clock = threading.Timer(MOST_TIMES * float(self.timeout or 1), _cut, [self.sock])
        clock.daemon = True
        clock.start()


class _Sealed(_Plain, HTTPSConnection):
    """The same with TLS."""


class _PlainHandler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Plain, req)


class _SealedHandler(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Sealed, req, context=ssl.create_default_context())


def _opener() -> OpenerDirector:
    """Return an opener for http and https with the machine's proxies, and nothing for files or FTP."""
    opener = build_opener(_PlainHandler, _SealedHandler)
    for scheme in ("file", "ftp", "data"):
        opener.handle_open.pop(scheme, None)  # type: ignore[attr-defined]  # not in the stubs
    return opener
