"""Parts of a page that are the same for every reader."""

import datetime as dt
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from onestop.site.look.chrome import chrome_for
from onestop.site.page_cache import remember, remember_for

Part = TypeVar("Part")


class Lasting(NamedTuple, Generic[Part]):
    """A part that a clock ends."""

    part: Part
    until: dt.datetime

    @property
    def seconds(self) -> int:
        """For how many seconds it stays true; one at least."""
        return max(1, int((self.until - timezone.now()).total_seconds()))


def is_for_all(request: HttpRequest) -> bool:
    """Tell whether the address asks for nothing, so that every reader gets the same; a preview is for one."""
    return not request.GET and not getattr(request, "is_preview", False)


def unasked(request: HttpRequest, key: Hashable, make: Callable[[], Part]) -> Part:
    """Return what ``make`` gives, remembered where the address asks for nothing: that is what most see.

    Args:
        request: Its query narrows the list, or turns its pages.
        key: Names the part with the page that it is of.
        make: Makes the part, as plain values or markup, from content and date alone: nothing of the reader,
            nothing that a clock changes within the day.
    """
    if not is_for_all(request):
        return make()
    return remember(_key(request, key), make)


def unasked_for(request: HttpRequest, key: Hashable, make: Callable[[], Lasting[Part]]) -> Lasting[Part]:
    """Return what ``make`` gives, remembered as by :func:`unasked` for as long as it lasts."""
    if not is_for_all(request):
        return make()

    def lasting() -> tuple[Lasting[Part], float]:
        made = make()
        return made, made.seconds

    return remember_for(_key(request, key), lasting)


def _key(request: HttpRequest, key: Hashable) -> Hashable:
    site = chrome_for(request).site
    return "unasked", key, site.pk if site else None, get_language()
