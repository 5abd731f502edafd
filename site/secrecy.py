"""Contact data at rest: sealed for reading, fingerprinted for comparing, masked for showing.

Keys are derived from ``SECRET_KEY`` and its fallbacks, so a replaced secret opens what it sealed for as long
as it stands in ``SECRET_KEY_FALLBACKS``. Source: GB/T 22239-2019, 数据保密性; PIPL art. 51.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"onestop.contact"
STAR = "*"
KEPT_AT_EACH_END = 3
SHORTEST_MASKED = 7


def seal(text: str) -> str:
    """Return ``text`` encrypted and authenticated; empty stays empty."""
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """Return what was sealed; empty if it is empty or no key of ours opens it any more."""
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def fingerprint(text: str) -> str:
    """Return a keyed digest by which equal texts are recognised and nothing else can be learned."""
    return hmac.new(_key(settings.SECRET_KEY), text.encode(), hashlib.sha256).hexdigest() if text else ""


def mask_name(name: str) -> str:
    """Return the first character and a star for each that follows, at most two: 张三 → 张*."""
    name = name.strip()
    return name[:1] + STAR * min(max(len(name) - 1, 1), 2) if name else ""


def mask_contact(text: str) -> str:
    """Return a telephone or e-mail address of which only both ends can be read."""
    if "@" in text:
        local, _at, domain = text.partition("@")
        return f"{local[:1]}{STAR * 3}@{domain}"
    if len(text) < SHORTEST_MASKED:
        return STAR * len(text)
    return text[:KEPT_AT_EACH_END] + STAR * 4 + text[-KEPT_AT_EACH_END:]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in _keys()])


def _keys() -> Iterator[bytes]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield _key(secret)


def _key(secret: str | bytes) -> bytes:
    return hmac.new(force_bytes(secret), PURPOSE, hashlib.sha256).digest()


class Sealed:
    """An attribute of a model that reads and writes a sealed column, ``phone = Sealed("phone_sealed")``.

    Args:
        column: Where the sealed text is kept.
        printed: Where its fingerprint is kept, if it is to be found by its value.
    """

    def __init__(self, column: str, printed: str = "") -> None:
        self.column, self.printed = column, printed

    def __get__(self, row: Any, _model: Any = None) -> Any:
        return self if row is None else unseal(getattr(row, self.column))

    def __set__(self, row: Any, text: str) -> None:
        setattr(row, self.column, seal(text.strip()))
        if self.printed:
            setattr(row, self.printed, fingerprint(text.strip()))
