"""Pages in the memory of one process, the least recently used going first when they grow over their share."""

import time
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from onestop.site.page_cache.entries import Entry
from onestop.site.page_cache.generation import Generation


class Store:
    """Entries of one generation. A new generation empties it: what was kept can never be asked for again."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._generation: Generation | None = None
        self._entries: OrderedDict[Hashable, tuple[Entry, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, generation: Generation, key: Hashable) -> Entry | None:
        """Return the page kept under ``key`` if it belongs to ``generation`` and has not expired."""
        with self._lock:
            if generation != self._generation:
                self._begin(generation)
                return None
            found = self._entries.get(key)
            if found is None:
                return None
            if found[0].expires <= time.monotonic():
                self._remove(key)
                return None
            self._entries.move_to_end(key)
            return found[0]

    def put(self, generation: Generation, key: Hashable, entry: Entry) -> None:
        """Keep ``entry``, unless content has changed since its rendering began or it takes too large a share.

        Called again for an entry that has grown by a coding, it brings the account up to date.
        """
        size = entry.size
        with self._lock:
            if generation != self._generation or size > self.limit // 8:
                return
            self._remove(key)
            self._entries[key] = (entry, size)
            self.size += size
            while self.size > self.limit:
                self._remove(next(iter(self._entries)))

    def _begin(self, generation: Generation) -> None:
        """Forget everything."""
        self._entries.clear()
        self.size = 0
        self._generation = generation

    def _remove(self, key: Hashable) -> None:
        """Forget one entry, if it is there."""
        _entry, size = self._entries.pop(key, (None, 0))
        self.size -= size
