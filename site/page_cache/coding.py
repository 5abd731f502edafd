"""Compression of kept pages, and what a client says about it."""

import gzip
import re
from functools import lru_cache

import brotli

from django.http import HttpResponse

SMALLEST = 500
"""Bytes below which compressing a body gains nothing."""


@lru_cache(maxsize=128)
def coding_for(accepted: str) -> str:
    """Return the best of ``br``, ``gzip`` and none (an empty string) that Accept-Encoding allows."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _semicolon, parameter = part.strip().partition(";")
        offered[name.strip()] = parameter.replace(" ", "")
    for coding in ("br", "gzip"):
        quality = offered.get(coding)
        if quality is not None and not re.fullmatch(r"q=0(?:\.0*)?", quality):
            return coding
    return ""


def is_text(response: HttpResponse) -> bool:
    """Return whether the body of ``response`` is of a kind that shrinks."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))


def compress(body: bytes, coding: str) -> bytes:
    """Return ``body`` in ``coding``. It is done once for many readers, so it may take a little longer."""
    if coding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
    return gzip.compress(body, compresslevel=6, mtime=0)
