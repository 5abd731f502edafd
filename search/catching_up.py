"""Sending what was left behind, without anybody asking for it.

Each process looks, at most every ``SEARCH_CATCH_UP_SECONDS`` and after a response has gone out, whether
writes are left; ``/healthz`` does the same. So an outage of the engine is made good soon after its end by
any traffic at all, also when nobody edits anything. Where nothing is left this costs one look into an index
of the database.
"""

import logging
import time

from django.conf import settings
from django.db import DatabaseError

from onestop.search import outbox
from onestop.search.exceptions import EngineUnavailable

logger = logging.getLogger(__name__)

LIMIT = 1000
"""Most writes to send at once, so that the process is soon free for the next request."""


class Throttle:
    """Lets something happen at most every so many seconds in this process."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def due(self, seconds: float) -> bool:
        """Tell whether ``seconds`` have passed since this last said so; 0 switches it off."""
        now = time.monotonic()
        if not seconds or now - self.last < seconds:
            return False
        self.last = now
        return True


_throttle = Throttle()


def attempt() -> int:
    """Send what is left, as far as the engine takes it and nobody else is at it; return how many went."""
    try:
        if not outbox.unsent().exists():
            return 0
        return outbox.catch_up(wait=0, limit=LIMIT)
    except EngineUnavailable as error:
        logger.info("search.still_unsent", extra={"reason": str(error)})
    except DatabaseError:
        logger.exception("search.catch_up_failed")
    return 0


def after_request(**_kwargs: object) -> None:
    """Receiver of ``request_finished``: attempt it when it is time."""
    if _throttle.due(getattr(settings, "SEARCH_CATCH_UP_SECONDS", 10)):
        attempt()
