"""Addresses of the whole site. Apps attach theirs by ``AppConfig.url_module``."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from onestop.site import api_docs, errors, health, media
from onestop.site.api import api

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many_requests  # allauth's name for it
handler500 = errors.server_error


def admin_login(request: HttpRequest) -> HttpResponse:
    """Send staff to the one sign-in of the site, whose rate limits Wagtail's own form lacks.

    Raises:
        Http404: Somebody is signed in already and has no part in the admin: the sign-in would lead straight
            back, and that for ever. Nothing in it is there for them, their own case no more than another's.
    """
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return _sign_in(request, reverse("wagtailadmin_home"))


def page_login(request: HttpRequest) -> HttpResponse:
    """Send whoever wants to read a page that is not for everybody to the one sign-in of the site, likewise.

    Raises:
        PermissionDenied: Somebody is signed in already: the page is for others.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return _sign_in(request, "/")


def _sign_in(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Lead to the sign-in and from there to what was asked for, else to ``otherwise``."""
    target = redirect("account_login")
    query = request.GET.copy()
    query.setdefault("next", otherwise)
    target["Location"] += f"?{query.urlencode()}"
    return target


def app_urls() -> list[URLPattern | URLResolver]:
    """Return an include for each installed app that names a ``url_module``, in their order."""
    modules = (getattr(config, "url_module", None) for config in apps.get_app_configs())
    return [path("", include(module)) for module in modules if module]


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("api/v1/", api_docs.docs, name="api_docs"),
    path("api/v1/", api.urls),
    re_path(r"^api/(?P<rest>.*)$", errors.api_not_found),
    path("admin/login/", admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("onestop.site.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/<path:path>", media.rendition),
    *app_urls(),
    path("_util/login/", page_login),
    # Wagtail serves whatever is left from its page tree, so it comes last.
    path("", include(wagtail_urls)),
]
