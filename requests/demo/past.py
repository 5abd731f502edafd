"""Living through the past, so that the demo's cases have a history with working days and due dates."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.conf import settings
from django.utils import timezone


class _Any(type):
    """Makes a class of which every moment is one, whichever class made it."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, dt.datetime)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let everything inside believe that it is ``moment``. For making demo content, nothing else.

    The clock below ``timezone.now`` is turned, not the function: defaults of fields hold the function itself.
    """

    class Clock(dt.datetime, metaclass=_Any):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # no clock is made
            return moment.astimezone(tz)

    with mock.patch.object(timezone, "datetime", Clock):
        yield


@contextmanager
def in_silence() -> Iterator[None]:
    """Keep short messages to ourselves: what is told about the past nobody waits for."""
    with mock.patch.object(settings, "SMS_BACKEND", "locmem"):
        yield
