"""The public pages of the network."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page

from onestop.catalogue.organisations import hooks, profile, structured
from onestop.catalogue.organisations.listing import Listing, seconds_until
from onestop.catalogue.organisations.profile import Profile
from onestop.site import hooks as site_hooks
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.site.look.shared import Lasting, unasked_for


@require_safe
def network(request: HttpRequest, page: Page) -> HttpResponse:
    """Serve list and map; choices that do not exist are left out, and the page says so."""
    listed = unasked_for(request, ("network", page.pk), lambda: _listed(request))
    context = {
        "page": page,
        "listed": listed.part,
        "page_meta": column_meta(page.title, page.search_description, kind=page.title),
    }
    response = render(request, "catalogue/network/network.html", context)
    patch_cache_control(response, max_age=listed.seconds)
    return response


def _listed(request: HttpRequest) -> Lasting[SafeString]:
    """Return choices, list and map as markup, and until when they say rightly what is open."""
    listing = Listing(request.GET)
    markup = render_to_string("catalogue/network/listed.html", {"listing": listing})
    return Lasting(markup, listing.moment + dt.timedelta(seconds=listing.seconds))


@require_safe
def organisation(request: HttpRequest, page: Page, slug: str) -> HttpResponse:
    """Serve the page of a public organisation.

    Raises:
        Http404: There is none with this address.
    """
    view = _profile(slug)
    place = view.organisation
    url = request.build_absolute_uri(place.get_absolute_url())
    context = {
        "page": page,
        "view": view,
        "json_ld": structured.json_ld(view, url),
        "url": url,
        "actions": list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, place)) if view.works else [],
        "sections": list(site_hooks.collect(hooks.ORGANISATION_SECTIONS, request, place)),
        "breadcrumbs": _trail(page, Link(place.name, "", current=True)),
    }
    response = render(request, "catalogue/network/organisation.html", context)
    patch_cache_control(response, max_age=seconds_until(view.now.until, view.moment))
    return response


@require_safe
def notice(request: HttpRequest, page: Page, slug: str) -> HttpResponse:
    """Serve the public notice of a station (clause 3.3).

    Raises:
        Http404: There is no such station, or it does not act on a notice.
    """
    view = _profile(slug)
    if not view.notice_url:
        raise Http404
    place = view.organisation
    title = _("Notice: %(name)s") % {"name": place.name}
    above = Link(place.name, place.get_absolute_url())
    context = {
        "page": page,
        "view": view,
        "title": title,
        "running": place.notice_ends_on is None or place.notice_ends_on >= view.today,
        "breadcrumbs": _trail(page, above, Link(title, "", current=True)),
    }
    return render(request, "catalogue/network/notice.html", context)


def _profile(slug: str) -> Profile:
    found = profile.find(slug)
    if found is None:
        raise Http404
    return Profile(found)


def _trail(page: Page, *links: Link) -> list[Link]:
    return [Link(_("Home"), "/"), Link(page.title, "/network/"), *links]
