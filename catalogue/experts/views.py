"""The public pages of the expert pool."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page

from onestop.catalogue.directories import Found, Listed, found_by
from onestop.catalogue.experts.filters import ExpertFilter
from onestop.catalogue.experts.models import Competence, Expert
from onestop.site import hooks as site_hooks
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.standards.choices import Status
from onestop.standards.models import Standard

PAGE_SIZE = 20
LARGEST_PK = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Known:
    """A competence, with the record of its standard if the register has it."""

    competence: Competence
    standard: Any

    @property
    def status_label(self) -> Any:
        """Return the standard's status of today in words."""
        return Status(self.standard.status).label


@require_safe
def directory(request: HttpRequest, page: Page) -> HttpResponse:
    """Serve the list: the choices, and the experts who have agreed to stand here."""
    found = found_by(request, ("experts", page.pk), lambda: _found(request, page))
    context = {
        "page": page,
        "found": found.markup,
        "page_meta": column_meta(page.title, page.search_description, kind=_("Query")),
    }
    return render(request, "catalogue/experts/directory.html", context, status=found.status)


def _found(request: HttpRequest, page: Page) -> Found:
    found = ExpertFilter(request.GET, queryset=Expert.objects.public())
    rows = found.qs.prefetch_related("fields", "categories", "competences")
    listed = Listed(rows, request, page.url, PAGE_SIZE)
    context = {
        "page": page,
        "form": found.form,
        "listed": listed,
        "chips": listed.chips(found.form),
        "actions": [] if listed.rows else list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, page)),
    }
    status = 404 if listed.beyond else 400 if found.form.errors else 200
    return Found(render_to_string("catalogue/experts/found.html", context), status, not listed.rows)


@require_safe
def expert(request: HttpRequest, page: Page, pk: int) -> HttpResponse:
    """Serve the page of one expert; 404 for whoever has not agreed, or whose term is over."""
    person = None
    if pk <= LARGEST_PK:
        rows = Expert.objects.public().prefetch_related("fields", "categories", "competences")
        person = rows.filter(pk=pk).first()
    if person is None:
        raise Http404(_("This expert is not in the public list."))
    known = person.competences.all()
    keys = [each.full_key for each in known if each.full_key]
    records = Standard.objects.public().filter(full_key__in=keys).with_status()
    standards = {record.full_key: record for record in records}
    context = {
        "page": page,
        "expert": person,
        "known": [Known(each, standards.get(each.full_key)) for each in known],
        "breadcrumbs": [Link(_("Home"), "/"), Link(page.title, page.url), Link(person.public_name, "")],
        "actions": list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, person)),
    }
    return render(request, "catalogue/experts/expert.html", context)
