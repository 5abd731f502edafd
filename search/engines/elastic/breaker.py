"""A circuit breaker: a server that does not answer is left alone for a while, and no page waits for it."""

import threading
import time


class Breaker:
    """Opens after a failure, longer after each further one; one attempt goes through when the time is over.

    Args:
        first: seconds that it stays open after the first failure.
        longest: the most that it ever stays open.
    """

    def __init__(self, first: float = 2.0, longest: float = 15.0) -> None:
        self._first = first
        self._longest = longest
        self._lock = threading.Lock()
        self.failures = 0
        self._closed_from = 0.0

    @property
    def is_open(self) -> bool:
        """Tell whether the server is to be left alone now."""
        return time.monotonic() < self._closed_from

    def allow(self) -> bool:
        """Tell whether a request may be tried; while the server is known to be down, one at a time."""
        with self._lock:
            if self.is_open:
                return False
            if self.failures:
                # Others of this process wait for the outcome of this attempt.
                self._closed_from = time.monotonic() + self._pause()
            return True

    def failed(self) -> None:
        """Note that the server did not answer."""
        with self._lock:
            self.failures += 1
            self._closed_from = time.monotonic() + self._pause()

    def succeeded(self) -> None:
        """Note that the server answered."""
        with self._lock:
            self.failures = 0
            self._closed_from = 0.0

    def _pause(self) -> float:
        return float(min(self._first * 2 ** max(0, self.failures - 1), self._longest))
