"""``/sitemap.xml`` of the page tree and what apps add, and ``/robots.txt``."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from onestop.site import hooks

CLOSED = ("/admin/", "/accounts/", "/api/", "/type/", "/styleguide/")


def sections(request: HttpRequest) -> dict[str, type[Sitemap] | Sitemap]:
    """Return the parts of the site map by name."""
    return {"pages": PageSitemap(request), **dict(hooks.collect(hooks.SITEMAP_ENTRIES))}


def index(request: HttpRequest) -> HttpResponse:
    """Answer the list of site maps, each of at most 50,000 addresses."""
    return sitemap_views.index(request, sections(request), sitemap_url_name="sitemap_section")


def section(request: HttpRequest, section: str) -> HttpResponse:
    """Answer one site map; a page that is not there is a plain 404."""
    known: dict[str, Any] = sections(request)
    if section not in known:
        raise Http404
    return sitemap_views.sitemap(request, known, section=section)


def robots(request: HttpRequest) -> HttpResponse:
    """Answer what search engines should leave alone and where the site map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
