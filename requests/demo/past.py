"""Living through the past, so that the demo's cases have a history with working days and due dates."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.conf import settings
from django.utils import timezone


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let everything inside believe that it is ``moment``. For making demo content, nothing else."""
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


@contextmanager
def in_silence() -> Iterator[None]:
    """Keep short messages to ourselves: what is told about the past nobody waits for."""
    with mock.patch.object(settings, "SMS_BACKEND", "locmem"):
        yield
