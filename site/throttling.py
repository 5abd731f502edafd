"""Rate limits of the API and of public views that cost much. Sign-in has allauth's own (docs/security.md).

Counts are kept in the memory of each worker process: they protect that process, cost no query and need no
server. A limit of 60 a minute on a site of two workers is therefore between 60 and 120.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from ninja.throttling import BaseThrottle

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from onestop.site.errors import too_many_requests

P = ParamSpec("P")
PERIODS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_rate(rate: str) -> tuple[int, int]:
    """Return (requests, seconds) of a rate such as ``60/m``.

    Raises:
        ValueError: The rate is not ``NUMBER/UNIT`` with a unit of s, m, h, d.
    """
    number, _slash, unit = rate.partition("/")
    if unit not in PERIODS or not number.isdigit():
        raise ValueError(f"not a rate: {rate!r}; write it like 60/m")
    return int(number), PERIODS[unit]


class ClientThrottle(BaseThrottle):
    """At most ``rate`` requests of one client address in a window of ``scope``; for API and views alike."""

    def __init__(self, scope: str, rate: str) -> None:
        self.scope = scope
        self.limit, self.seconds = parse_rate(rate)

    def allow_request(self, request: HttpRequest) -> bool:
        """Count ``request`` and return whether it may pass."""
        window = int(time.time()) // self.seconds
        key = f"throttle:{self.scope}:{self.get_ident(request)}:{window}"
        cache = caches["memory"]
        cache.add(key, 0, self.seconds)
        try:
            return cache.incr(key) <= self.limit
        except ValueError:  # evicted between the two calls
            return True

    def wait(self) -> float:
        """Return the seconds until the next window begins."""
        return self.seconds - time.time() % self.seconds


def throttled(
    scope: str, rate: str
) -> Callable[[Callable[Concatenate[HttpRequest, P], Any]], Callable[Concatenate[HttpRequest, P], Any]]:
    """Limit a view, as in ``@throttled("search", "60/m")``; what is over the limit is answered with 429."""
    throttle = ClientThrottle(scope, rate)

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], Any],
    ) -> Callable[Concatenate[HttpRequest, P], Any]:
        @wraps(view)
        def limited(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if throttle.allow_request(request):
                return view(request, *args, **kwargs)
            response = too_many_requests(request)
            response["Retry-After"] = str(int(throttle.wait()) + 1)
            return response

        return limited

    return decorate
