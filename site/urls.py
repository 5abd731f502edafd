"""Addresses of the whole site. Apps attach theirs by ``AppConfig.url_module``, so that ``site`` imports none of them."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def app_urls() -> list[URLPattern | URLResolver]:
    """Return an include for each installed app that names a ``url_module``, in the order of INSTALLED_APPS."""
    modules = (getattr(config, "url_module", None) for config in apps.get_app_configs())
    return [path("", include(module)) for module in modules if module]


urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    *app_urls(),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    # Wagtail serves whatever is left from its page tree, so it comes last.
    path("", include(wagtail_urls)),
]
