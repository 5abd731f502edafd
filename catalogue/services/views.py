"""The public pages of the services: directory, guide, earlier versions, blank forms, poster."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.catalogue.directories import Found, found_by
from onestop.catalogue.services import metadata
from onestop.catalogue.services import poster as posters
from onestop.catalogue.services.codes import qr
from onestop.catalogue.services.listing import Listing
from onestop.catalogue.services.models import ServiceIndexPage, ServiceItemPage
from onestop.catalogue.services.presenting import GuideView
from onestop.site import hooks
from onestop.site.look.meta import Meta, column_meta
from onestop.site.look.parts import Contact, Link
from onestop.site.look.shared import unasked
from onestop.site.page_cache import remember

FOLDER = "catalogue/services"


@require_safe
def directory(request: HttpRequest, page: ServiceIndexPage) -> HttpResponse:
    """Serve the list of services.

    What cannot be read in the address is said and left out (status 400); a page that the list does
    not have is said too (status 404).
    """
    found = found_by(request, ("services", page.pk), lambda: _found(request, page))
    context = {
        "page": page,
        "found": found,
        "page_meta": column_meta(page.title, page.search_description or page.intro, kind=_("Services")),
    }
    return render(request, f"{FOLDER}/directory.html", context, status=found.status)


def _found(request: HttpRequest, page: ServiceIndexPage) -> Found:
    listing = Listing(request.GET, page.get_url(request) or request.path)
    context = {
        "listing": listing,
        "actions": [] if listing.total else list(hooks.collect(hooks.PAGE_ACTIONS, request, page)),
    }
    status = 404 if listing.is_beyond else 400 if listing.errors else 200
    markup = render_to_string(f"{FOLDER}/found.html", context)
    return Found(markup, status, not listing.total, listing.text)


@require_safe
def guide(request: HttpRequest, item: ServiceItemPage) -> HttpResponse:
    """Serve a guide."""
    return _guide(request, item)


@require_safe
def version(request: HttpRequest, item: ServiceItemPage, number: int) -> HttpResponse:
    """Serve a guide as an earlier version had it, or 404."""
    old = get_object_or_404(item.versions.select_related("revision"), number=number)
    if old.revision is None:
        raise Http404(_("The text of this version is not kept any more."))
    # Wagtail asks for every row of a revision by itself; its content never changes.
    text = remember(("services.version", old.revision_id), old.revision.as_object)
    return _guide(request, text, version=old, current=item)


@require_safe
def form(request: HttpRequest, item: ServiceItemPage, number: int, *, filled: bool = False) -> HttpResponse:
    """Serve a form of our own to be printed, blank or as a filled-in sample, or 404."""
    materials = list(item.materials.all())
    material = materials[number - 1] if 1 <= number <= len(materials) else None
    lines = material.form_lines(filled=filled) if material else []
    if not lines:
        raise Http404(_("There is no such form."))
    view = GuideView(request, item, timezone.localdate(), {})
    context = {"page": item, "material": material, "view": view, "lines": lines, "filled": filled}
    return render(request, f"{FOLDER}/form.html", context)


@require_safe
def poster(request: HttpRequest, page: ServiceIndexPage) -> HttpResponse:
    """Serve the window's poster; ``?size=a3`` for the large one, anything unknown is a 404."""
    size = request.GET.get("size", posters.SIZES[0])
    if size not in posters.SIZES:
        raise Http404(_("The poster comes in A4 and A3."))
    address = request.build_absolute_uri(page.get_url(request) or "/")
    context = {
        "page": page,
        "size": size,
        "sizes": posters.SIZES,
        "shelves": posters.shelves(),
        "way": posters.way(),
        "windows": posters.windows(),
        "code": qr(address),
        "address": address,
        "today": timezone.localdate(),
    }
    return render(request, f"{FOLDER}/poster.html", context)


class Guide(NamedTuple):
    """A guide as the page prints it, but for the buttons, which may be the reader's own."""

    head: SafeString
    body: SafeString
    url: str
    phone: Contact
    is_offered: bool
    breadcrumbs: list[Link]
    page_meta: Meta
    json_ld: dict[str, Any]


def _guide(request: HttpRequest, item: ServiceItemPage, **more: Any) -> HttpResponse:
    """Serve a guide; the present one is made once until content or day change, an earlier one every time."""

    def make() -> Guide:
        return _made(GuideView(request, item, timezone.localdate()), more)

    key = ("services.guide", item.pk, request.scheme, request.get_host())
    made = make() if more else unasked(request, key, make)
    context = {
        "page": item,
        "guide": made,
        "actions": list(hooks.collect(hooks.PAGE_ACTIONS, request, item)) if made.is_offered else [],
        "breadcrumbs": made.breadcrumbs,
        "page_meta": made.page_meta,
        **more,
    }
    return render(request, f"{FOLDER}/guide.html", context)


def _made(view: GuideView, more: dict[str, Any]) -> Guide:
    context = {"page": view.item, "view": view, **more}
    return Guide(
        head=render_to_string(f"{FOLDER}/guide_head.html", context),
        body=render_to_string(f"{FOLDER}/guide_body.html", context),
        url=view.url,
        phone=view.phone,
        is_offered=view.is_offered,
        breadcrumbs=view.breadcrumbs,
        page_meta=metadata.page_meta(view),
        json_ld=metadata.json_ld(view),
    )
