"""The Wagtail site of a request, and where all sites begin: looked up once for all requests to a host."""

import copy
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wagtail.models import Page, Site

from onestop.site.page_cache.memory import memory

ROOT_PATHS = "site.root_paths"


class KnownSiteMiddleware:
    """Gives each request what an earlier one has looked up: the site of its host, the paths of all roots.

    Wagtail looks them up where they are first needed, and keeps them on the request; so a request that needs
    none costs none. The paths, of which it makes addresses, it would else read from the shared cache, a file.
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
        paths = values.get(ROOT_PATHS)
        if paths is not None:
            request._wagtail_cached_site_root_paths = paths  # type: ignore[attr-defined]  # noqa: SLF001 - see Page.get_url_parts
        response = self.get_response(request)
        found: Site | None = getattr(request, "_wagtail_site", None)
        if known is None and found is not None:
            values[key] = twin(found)
        if paths is None and (asked := getattr(request, "_wagtail_cached_site_root_paths", None)) is not None:
            values[ROOT_PATHS] = asked
        return response


def twin(site: Site) -> Site:
    """Return a copy of ``site`` and its root page, also as the page of its own type: there routing begins."""
    copied = copy.copy(site)
    specific: Page = copy.copy(site.root_page.specific)
    root: Page = copy.copy(site.root_page)
    root.__dict__["specific"] = specific
    copied.root_page = root
    return copied
