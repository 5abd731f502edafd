"""Private files that no row names: a transaction was rolled back after its file had been written (6.2)."""

import datetime as dt
import logging
from collections.abc import Iterator

from django.core.cache import cache
from django.core.files.storage import Storage
from django.utils import timezone

from onestop.requests.filing.models import Attachment, private

logger = logging.getLogger(__name__)

TOP = "cases"
YOUNG = dt.timedelta(days=1)
"""A younger file may belong to a transaction that is still open."""

LOOKED = "requests.orphans.looked"


def found() -> list[str]:
    """Return the files below ``TOP``, older than a day, that no attachment names; in order."""
    storage, before = private(), timezone.now() - YOUNG
    return [name for name in _unnamed(storage, TOP) if storage.get_modified_time(name) < before]


def sweep() -> int:
    """Remove them, at most once a day; return how many. Nothing tells what they were: names are random."""
    if not cache.add(LOOKED, True, YOUNG.total_seconds()):
        return 0
    names, storage = found(), private()
    for name in names:
        storage.delete(name)
    if names:
        logger.warning("%d private files that no row names were removed", len(names))
    return len(names)


def _unnamed(storage: Storage, folder: str) -> Iterator[str]:
    """Yield the files of a folder and of those below it that no row names, a folder at a time."""
    if not storage.exists(folder):
        return
    folders, files = storage.listdir(folder)
    for name in sorted(folders):
        yield from _unnamed(storage, f"{folder}/{name}")
    if files:
        known = set(Attachment.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True))
        yield from (path for path in sorted(f"{folder}/{name}" for name in files) if path not in known)
