"""The generation of all content on this host: a file in DATA_DIR that grows by one byte with every change.

Its size is the generation. Appending one byte is atomic between processes and can only count up, and asking
for the size costs each request two microseconds.
"""

import logging
import os
import time
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)

Generation = tuple[int, int, float]
FILE_NAME = "page-cache.generation"


def _path() -> str:
    """Return the path of the file that counts."""
    return _path_in(settings.DATA_DIR)


@lru_cache(maxsize=8)
def _path_in(folder: Path) -> str:
    """Return the path of the file in ``folder``; joining it takes longer than asking for its size."""
    return str(folder / FILE_NAME)


def bump() -> None:
    """Drop every cached page of this host, in all processes, from their next request on.

    Writes through a Django connection do this by themselves when they are committed. Call it after a change
    that does not pass there: a COPY, a new search index, a file that was exchanged.

    Raises:
        OSError: DATA_DIR cannot be written to.
    """
    descriptor = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o664)
    try:
        os.write(descriptor, b".")
    finally:
        os.close(descriptor)


def start() -> None:
    """Make the file; a folder that cannot be written to leaves the cache switched off."""
    try:
        os.makedirs(settings.DATA_DIR, exist_ok=True)  # noqa: PTH103
        bump()
    except OSError:
        logger.warning("the page cache is off: %s cannot be written to", settings.DATA_DIR)


class Clock:
    """Knows when the site's local day ends, without asking the calendar at every request."""

    def __init__(self) -> None:
        self.begins = self.ends = 0.0

    def day(self) -> float:
        """Return the moment at which the present local day began."""
        now = time.time()
        if not self.begins <= now < self.ends:
            zone = timezone.get_default_timezone()
            today = datetime.fromtimestamp(now, tz=zone).date()
            self.begins, self.ends = (
                datetime.combine(day, datetime.min.time(), tzinfo=zone).timestamp()
                for day in (today, today + timedelta(days=1))
            )
        return self.begins


_clock = Clock()


def current() -> Generation | None:
    """Return what all pages of this moment depend on: the content's generation and the local date.

    The date is part of it because the status of a standard follows from dates, and changes at midnight.

    Returns:
        ``None`` when there is no file to read: nothing may then be answered from memory.
    """
    try:
        found = os.stat(_path())  # noqa: PTH116 - called with every request
    except OSError:
        return None
    return found.st_ino, found.st_size, _clock.day()
