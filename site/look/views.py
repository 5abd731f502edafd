"""The switch between normal and large type, and the style guide."""

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onestop.site.look.chrome import LARGE
from onestop.site.look.samples import samples

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


@never_cache
@login_required
@permission_required("wagtailadmin.access_admin", raise_exception=True)
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state to staff; a visitor is asked to sign in."""
    return render(request, "styleguide/index.html", samples())
