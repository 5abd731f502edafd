"""The public pages of the directories of institutions."""

import csv
from collections.abc import Iterator
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page

from onestop.catalogue.directories import LONGEST, Found, Listed, found_by
from onestop.catalogue.institutions import exporting
from onestop.catalogue.institutions.asking import keys_of
from onestop.catalogue.institutions.filters import CERTIFYING, KINDS, TESTING, InstitutionFilter
from onestop.catalogue.institutions.rows import Row, rows_of
from onestop.catalogue.institutions.scopes import has_words
from onestop.catalogue.links.finding import links_for
from onestop.catalogue.links.kinds import LinkKind
from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.models import Qualification
from onestop.site import hooks as site_hooks
from onestop.site.digits import LARGEST
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.site.prepared import Parameter, Prepared

PAGE_SIZE = 20
ANNEX_SIZE = 50
OFFICIAL = {
    TESTING: (LinkKind.TESTING, LinkKind.CERTIFICATION),
    CERTIFYING: (LinkKind.CERTIFICATION, LinkKind.TESTING),
}
"""Where to look at the source, by directory."""


@require_safe
def directory(request: HttpRequest, page: Page) -> HttpResponse:
    """Serve one of the two lists, with what each institution says about the question."""
    found = found_by(request, ("institutions", page.pk), lambda: _found(request, page))
    context = {
        "page": page,
        "found": found.markup,
        "page_meta": column_meta(page.title, page.search_description, kind=_("Query")),
    }
    return render(request, "catalogue/institutions/directory.html", context, status=found.status)


def _found(request: HttpRequest, page: Page) -> Found:
    here = page.url
    found = InstitutionFilter(request.GET, timezone.localdate())
    listed = Listed(keys_of(found.question), request, here, PAGE_SIZE)
    number = found.number
    words = " ".join(filter(None, (str(number).replace("—", "-") if number else "", found.words)))
    twin = "" if listed.rows else found.twin()
    context = {
        "page": page,
        "here": here,
        "form": found.form,
        "listed": listed,
        "rows": rows_of(found, listed.rows),
        "asked": str(number) if number else "",
        "chips": listed.chips(found.form, leave=("kind", "sort")),
        "tabs": _tabs(listed, found.directory),
        "clear_url": here if found.directory == TESTING else f"{here}?kind={found.directory}",
        "export_url": listed.address({}).replace(here, f"{here}export/", 1),
        "official": links_for(OFFICIAL[found.directory]),
        "words": words,
        "twin": twin,
        "twin_url": listed.address({"q": None, "standard": twin}),
        "actions": [] if listed.rows else list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, page)),
    }
    status = 404 if listed.beyond else 400 if found.form.errors else 200
    return Found(render_to_string("catalogue/institutions/found.html", context), status, not listed.rows)


def _tabs(listed: Listed, chosen: str) -> list[Link]:
    """Return both directories; the question goes along, field and region are those of one directory."""
    other = {"field": None, "region": None}
    return [
        Link(str(label), listed.address({**other, "kind": kind if kind != TESTING else None}), kind == chosen)
        for kind, label in KINDS
    ]


@require_safe
def certificate(request: HttpRequest, page: Page, pk: int) -> HttpResponse:
    """Serve a certificate with the lines of its annex."""
    rows = _public(pk=pk) if pk <= LARGEST else []
    if not rows:
        raise Http404(_("This certificate is not in the directory."))
    found, here = rows[0], page.get_url(request) or ""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    annex = found.scopes.filter(has_words(words, "field", "product", "parameter", "standard_number"))
    listed = Listed(annex, request, f"{here}{pk}/", ANNEX_SIZE)
    context = {
        "page": page,
        "row": Row(found, timezone.localdate(), None, (), 0),
        "listed": listed,
        "words": words,
        "official": links_for(OFFICIAL[found.kind]),
        "breadcrumbs": [Link(_("Home"), "/"), Link(page.title, here), Link(str(found.organisation), "")],
    }
    status = 404 if listed.beyond else 200
    return render(request, "catalogue/institutions/certificate.html", context, status=status)


def _public_certificates() -> "QuerySet[Qualification]":
    rows = Qualification.objects.exclude(organisation__status=Status.REVOKED)
    rows = rows.filter(kind__in=[kind for kind, _label in KINDS], pk=Parameter("pk", BigIntegerField()))
    return rows.select_related("organisation__region")


_public = Prepared(_public_certificates)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> bytes:
        """Return the text as it goes out."""
        return text.encode()


@require_safe
def export(request: HttpRequest, page: Page) -> Any:
    """Serve what the list shows, a line of an annex a row, in the columns of the import."""
    found = InstitutionFilter(request.GET, timezone.localdate())
    if found.form.errors:
        return redirect(f"{page.url}?{request.GET.urlencode()}")
    writer: Any = csv.writer(_Echo())

    def lines() -> Iterator[bytes]:
        yield b"\xef\xbb\xbf" + writer.writerow(exporting.headers())
        for cells in exporting.lines(found):
            yield writer.writerow(cells)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    name = f"institutions-{timezone.localdate():%Y%m%d}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
