"""The public pages of the expert pool."""

from typing import NamedTuple

from django.db.models import BigIntegerField, DateField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page

from onestop.catalogue.directories import Found, Listed, found_by
from onestop.catalogue.experts.filters import ExpertFilter
from onestop.catalogue.experts.models import Competence, Expert, ExpertField
from onestop.catalogue.services.models import ServiceCategory
from onestop.catalogue.services.references import Reference, look_up
from onestop.site import hooks as site_hooks
from onestop.site.digits import LARGEST
from onestop.site.look.meta import column_meta
from onestop.site.look.parts import Link
from onestop.site.page_cache import remember_rows
from onestop.site.prepared import Parameter, Prepared, related_rows

PAGE_SIZE = 20


class Known(NamedTuple):
    """A competence, and what the register says of its standard today."""

    competence: Competence
    standard: Reference


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
    listed = Listed(list(found.qs.values_list("pk", flat=True)), request, page.url, PAGE_SIZE)
    context = {
        "page": page,
        "form": found.form,
        "listed": listed,
        "cards": _cards(page, listed.rows),
        "chips": listed.chips(found.form),
        "actions": [] if listed.rows else list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, page)),
    }
    status = 404 if listed.beyond else 400 if found.form.errors else 200
    return Found(render_to_string("catalogue/experts/found.html", context), status, not listed.rows)


def _cards(page: Page, keys: list[int]) -> list[str]:
    """Return experts as they stand in the list."""

    def make(missing: list[int]) -> dict[int, str]:
        template = get_template("catalogue/experts/card.html")
        people = Expert.objects.filter(pk__in=missing)
        people = people.select_related("region").prefetch_related("fields", "categories", "competences")
        return {person.pk: template.render({"page": page, "person": person}) for person in people}

    return remember_rows(("experts.cards", page.pk, get_language()), keys, make)


@require_safe
def expert(request: HttpRequest, page: Page, pk: int) -> HttpResponse:
    """Serve the page of one expert; 404 for whoever has not agreed, or whose term is over."""
    found = _public(pk=pk, day=timezone.localdate()) if pk <= LARGEST else []
    if not found:
        raise Http404(_("This expert is not in the public list."))
    person = found[0]
    here = page.get_url(request) or ""
    known = related_rows(person, "competences")
    standards = look_up((each.reference for each in known), timezone.localdate())
    context = {
        "page": page,
        "here": here,
        "expert": person,
        "fields": _fields_of(pk=pk),
        "categories": _categories_of(pk=pk),
        "known": [Known(each, standards[each.reference]) for each in known],
        "breadcrumbs": [Link(_("Home"), "/"), Link(page.title, here), Link(person.public_name, "")],
        "actions": list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, person)),
    }
    return render(request, "catalogue/experts/expert.html", context)


_public = Prepared(
    lambda: (
        Expert.objects.public(Parameter("day", DateField()))
        .filter(pk=Parameter("pk", BigIntegerField()))
        .select_related("region")
    )
)
_fields_of = Prepared(lambda: ExpertField.objects.filter(experts=Parameter("pk", BigIntegerField())))
_categories_of = Prepared(lambda: ServiceCategory.objects.filter(experts=Parameter("pk", BigIntegerField())))
