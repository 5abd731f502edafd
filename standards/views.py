"""The public pages of the standards: the directory with its search, and a record."""

import datetime as dt
from typing import Any, NamedTuple

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header, http_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page as WagtailPage

from onestop.search import zero_results
from onestop.site import hooks as site_hooks
from onestop.site.digits import number_of
from onestop.site.look.meta import column_meta
from onestop.site.look.shared import is_for_all, unasked
from onestop.site.page_cache import skip
from onestop.standards import hooks
from onestop.standards.models import Standard, StandardPage
from onestop.standards.record import citing, presenting, resolving
from onestop.standards.record.loading import Record, around, load
from onestop.standards.searching.asking import Question
from onestop.standards.searching.listing import Listing
from onestop.standards.searching.results import Page
from onestop.standards.searching.service import search
from onestop.standards.services import with_status_of

PATH = "/standards/"


class Answered(NamedTuple):
    """The answer to a question as markup, with what else the page must know of it."""

    text: str
    markup: SafeString
    status: int
    degraded: bool


@require_safe
def directory(request: HttpRequest, page: WagtailPage) -> HttpResponse:
    """Serve the directory: the search box, the results, the facets.

    What cannot be read in the address is said on the page and left out (status 400); a page that the list
    does not have is said too (status 404).
    """
    answered = unasked(request, ("standards.directory", page.pk), lambda: _answered(request, page))
    if answered.degraded and is_for_all(request):
        answered = _answered(request, page)  # the engine may be back by now
    if answered.degraded:
        skip(request)
    context = {
        "page": page,
        "text": answered.text,
        "answered": answered.markup,
        "page_meta": column_meta(page.title, page.search_description, kind=page.title),
    }
    return render(request, "standards/directory.html", context, status=answered.status)


def _answered(request: HttpRequest, page: WagtailPage) -> Answered:
    question = Question.from_address(request.GET)
    asked = request.GET.get("page", "1")
    number = number_of(asked)
    answer = search(question, timezone.localdate(), page=max(number, 1))
    beyond = number < 1 or number > answer.last
    _count_if_empty(answer)
    context = {
        "page": page,
        "listing": Listing(answer, PATH),
        "answer": answer,
        "beyond": asked if beyond else "",
        "card": presenting.card(answer) if answer.card else None,
        "actions": list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, question)),
        "groups": list(site_hooks.collect(hooks.RESULT_GROUPS, request, question)) if question.text else [],
    }
    markup = render_to_string("standards/answered.html", context)
    status = 404 if beyond else 400 if question.errors else 200
    return Answered(question.text, markup, status, answer.degraded)


@require_safe
def record(request: HttpRequest, page: WagtailPage, slug: str) -> HttpResponseBase:
    """Serve the page of a record, or one of its citations (``?cite=bib``).

    Args:
        request: the request.
        page: the directory page, or the page of its own that a local standard has.
        slug: the number as a slug; other spellings lead to the one address.
    """
    today = timezone.localdate()
    found = load(slug, today)
    if found is None:
        return _elsewhere(request, page, slug, today)
    if style := request.GET.get("cite"):
        return _citation(request, found.standard, style)
    response = _render_record(request, page, found)
    response["Last-Modified"] = http_date(found.standard.updated_at.timestamp())
    return response


def record_preview(request: HttpRequest, standard: Standard) -> HttpResponse:
    """Show a draft of a record as its page would be; nothing of it need be saved."""
    with_status_of(standard)
    return _render_record(request, None, around(standard, timezone.localdate()))


def _render_record(request: HttpRequest, page: WagtailPage | None, found: Record) -> HttpResponse:
    standard = found.standard
    own = page if isinstance(page, StandardPage) else None
    view = presenting.RecordView(found, request.build_absolute_uri(standard.get_absolute_url()), own)
    context = {
        "page": page,
        "view": view,
        "about": view.description,
        "breadcrumbs": presenting.trail(found),
        "actions": list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, standard)),
        "sections": list(site_hooks.collect(hooks.RECORD_SECTIONS, request, standard)),
        "asides": list(site_hooks.collect(hooks.RECORD_ASIDE, request, standard)),
        "own": own,
        "page_meta": presenting.page_meta(found),
    }
    return render(request, "standards/record.html", context)


def _citation(request: HttpRequest, standard: Any, name: str) -> HttpResponse:
    style = citing.STYLES.get(name)
    if style is None:
        raise Http404(_("There is no such form of citation."))
    text = style.write(citing.cited(standard, request.build_absolute_uri(standard.get_absolute_url())))
    response = HttpResponse(text, content_type=f"{style.content_type}; charset=utf-8")
    filename = f"{standard.slug}.{style.suffix}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or ""
    return response


def _elsewhere(request: HttpRequest, page: WagtailPage, slug: str, today: dt.date) -> HttpResponse:
    """Lead another spelling to the record's address; else say that it is not here, with what is near."""
    target = resolving.resolve(slug, today)
    if target is not None:
        address = target.standard.get_absolute_url()
        return HttpResponsePermanentRedirect(address) if target.certain else HttpResponseRedirect(address)
    question = Question(text=resolving.as_text(slug))
    answer = search(question, today, card=False)
    context = {
        "page": page,
        "listing": Listing(answer, PATH),
        "answer": answer,
        "actions": list(site_hooks.collect(site_hooks.PAGE_ACTIONS, request, question)),
    }
    return render(request, "standards/missing.html", context, status=404)


def _count_if_empty(answer: Page) -> None:
    """Count a question that the register has no answer to, for the editors."""
    question = answer.question
    narrowed = any(question.chosen.values())
    if not answer.total and not narrowed and not answer.degraded and not question.errors:
        zero_results.record(question.text)
