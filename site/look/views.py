"""The switch between normal and large type."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onestop.site.look.chrome import LARGE

A_YEAR = 365 * 24 * 60 * 60


def way_back(request: HttpRequest) -> str:
    """Return the page of this site that the reader came from, or the home page."""
    for url in (request.GET.get("next"), request.headers.get("referer")):
        if url and url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        ):
            return url
    return "/"


@never_cache
@require_safe
def switch_type(request: HttpRequest, size: str) -> HttpResponse:
    """Remember the size of type that the reader chose, in a cookie that says nothing else, and lead back."""
    response = HttpResponseRedirect(way_back(request))
    if size == LARGE:
        response.set_cookie(
            settings.TYPE_COOKIE,
            LARGE,
            max_age=A_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    else:
        response.delete_cookie(settings.TYPE_COOKIE, samesite="Lax")
    return response
