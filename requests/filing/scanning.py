"""The hook for a virus scanner: a setting names a function of the operator's, or ours for clamd.

Without one nothing is scanned, which ``/healthz`` says. One that does not answer lets no file in, and stops
no request: the file can follow later.
"""

import logging
import socket
import struct
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

Scanner = Callable[[bytes], bool]
CHUNK = 64 * 1024
SECONDS = 20


def check(content: bytes) -> None:
    """Refuse what the scanner finds, and everything while it cannot be asked.

    Raises:
        ValidationError: with words for whoever sent the file.
    """
    if not settings.ATTACHMENT_SCANNER:
        return
    try:
        clean = scanner()(content)
    except Exception as error:
        logger.exception("the scanner of attachments does not answer")
        message = _("Files cannot be checked for viruses now. Send your request without it; add it later.")
        raise ValidationError(message, code="unscanned") from error
    if not clean:
        raise ValidationError(_("The virus scanner objects to this file. It was not kept."), code="virus")


def scanner() -> Scanner:
    """Return what the setting names: ``clamd://host:port``, or a function ``f(content) -> clean``."""
    named: str = settings.ATTACHMENT_SCANNER
    address = urlsplit(named)
    if address.scheme == "clamd" and address.hostname:
        host, port = address.hostname, address.port or 3310
        return lambda content: clamd(host, port, content)
    return cast("Scanner", import_string(named))


def clamd(host: str, port: int, content: bytes) -> bool:
    """Ask a clamd daemon whether ``content`` is clean (its INSTREAM command).

    Raises:
        OSError: It does not answer.
        ValueError: It answers something else than clean or found.
    """
    with socket.create_connection((host, port), timeout=SECONDS) as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            link.sendall(struct.pack("!I", len(piece)) + piece)
        link.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (part := link.recv(1024)):
            answer += part
    if answer.rstrip(b"\0").endswith(b"OK"):
        return True
    if b"FOUND" in answer:
        return False
    raise ValueError(f"clamd answered {answer!r}")
