"""The Wagtail site of a request without a query: it is the same for every request to a host."""

import copy
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wagtail.models import Page, Site

from onestop.site.page_cache.memory import memory


class KnownSiteMiddleware:
    """Gives each request the site that an earlier one to the same host has looked up.

    Wagtail looks it up where it is first needed, and keeps it on the request; so a request that needs none
    costs none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer ``request``."""
        values = memory.values()
        key = ("site", request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME"), request.get_port())
        known: Site | None = values.get(key)
        if known is not None:
            request._wagtail_site = twin(known)  # type: ignore[attr-defined]  # noqa: SLF001 - see Site.find_for_request
        response = self.get_response(request)
        found: Site | None = getattr(request, "_wagtail_site", None)
        if known is None and found is not None:
            values[key] = twin(found)
        return response


def twin(site: Site) -> Site:
    """Return a copy of ``site`` and its root page, also as the page of its own type: there routing begins."""
    copied = copy.copy(site)
    specific: Page = copy.copy(site.root_page.specific)
    root: Page = copy.copy(site.root_page)
    root.__dict__["specific"] = specific
    copied.root_page = root
    return copied
