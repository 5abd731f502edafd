"""An event's page, and registering for it."""

from http import HTTPStatus
from typing import Any

from django.db.models import BigIntegerField, Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from onestop.home.training import ical, registering, showing, structured, tokens
from onestop.home.training.choices import Place, Stage
from onestop.home.training.forms import RegistrationForm, notice_of
from onestop.home.training.models import Registration, TrainingEventPage
from onestop.home.training.views.common import private, trail
from onestop.site.errors import too_many_requests
from onestop.site.look.chrome import chrome_for
from onestop.site.look.meta import article_meta
from onestop.site.prepared import Parameter, Prepared, related_rows
from onestop.site.throttling import ClientThrottle
from onestop.standards import numbers
from onestop.standards.mentions import look_up

presses = ClientThrottle("training.register", "60/h")
"""Registrations of one address; an enterprise's whole staff may sit behind one."""


def detail(request: HttpRequest, page: TrainingEventPage) -> HttpResponse:
    """Answer the page of the event."""
    now = timezone.now()
    _count(page)
    stage = page.stage(now)
    url = page.get_full_url(request)
    parsed = [(row, numbers.parse(row.number)) for row in related_rows(page, "standard_links")]
    references = look_up([number for _row, number in parsed if number], timezone.localdate())
    context: dict[str, Any] = {
        **page.get_context(request),
        "here": page.get_url(request),
        "column": (page.get_url(request) or "").removesuffix(f"{page.slug}/"),
        "breadcrumbs": trail(request, (page.title, "")),
        "stage": stage,
        "badge": showing.BADGES[stage],
        "when": showing.span(page.starts_at, page.ends_at),
        "places": showing.places(page, stage),
        "can_register": stage in {Stage.OPEN, Stage.FULL},
        "standards": [(row, references.get(number.full_key)) for row, number in parsed if number],
        "materials": related_rows(page, "materials", "document"),
        "page_meta": article_meta(page.title, page.first_published_at, page.organiser),
        "structured": structured.event_data(page, url, stage) if url else None,
        "open_graph": structured.open_graph(page, url, chrome_for(request).site_name) if url else {},
    }
    response = render(request, "home/training/event.html", context)
    patch_cache_control(response, max_age=showing.true_for([page], now))
    return response


@private
def register(request: HttpRequest, page: TrainingEventPage) -> HttpResponse:
    """Answer the form; on a press keep the place and lead to the participant's own page."""
    column: Any = page.get_parent().specific
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not presses.allow_request(request):
            return too_many_requests(request)
        if form.is_valid():
            try:
                registration = registering.register(page.pk, form.wish(column.notice_version))
            except registering.AlreadyRegistered:
                form.add_error("phone" if form.cleaned_data["phone"] else "email", _already(page))
            except registering.NotOpen:
                return _form(request, page, form, column, HTTPStatus.CONFLICT)
            else:
                return redirect(tokens.own_url(registration))
        return _form(request, page, form, column, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _form(request, page, form, column, HTTPStatus.OK)


def calendar(request: HttpRequest, page: TrainingEventPage) -> HttpResponse:
    """Answer the event as a calendar file, as everybody may have it."""
    base = page.get_full_url(request).removesuffix(f"{page.slug}/")
    return ical.answer(ical.of_events([page], page.title, base), page)


def _form(
    request: HttpRequest, page: TrainingEventPage, form: RegistrationForm, column: Any, status: HTTPStatus
) -> HttpResponse:
    _count(page)
    stage = page.stage()
    context = {
        **page.get_context(request),
        "breadcrumbs": trail(request, (page.title, page.get_url(request)), (_("Register"), "")),
        "form": form,
        "stage": stage,
        "badge": showing.BADGES[stage],
        "when": showing.span(page.starts_at, page.ends_at),
        "places": showing.places(page, stage),
        "full": stage == Stage.FULL,
        "can_register": stage in {Stage.OPEN, Stage.FULL},
        "notice": notice_of(column),
    }
    return render(request, "home/training/register.html", context, status=status)


def _count(page: TrainingEventPage) -> None:
    """Count who holds and who waits for a place, in one query."""
    counts = dict(_places_of(event=page.pk)) if page.pk else {}
    page.confirmed = counts.get(Place.CONFIRMED, 0)
    page.waiting = counts.get(Place.WAITING, 0)


def _already(page: TrainingEventPage) -> str:
    phone = f" {page.contact_phone}" if page.contact_phone else ""
    return _(
        "Somebody with this contact is registered already. If it was you, open the link of your "
        "confirmation; if "
        "you have lost it, call the organiser%(phone)s."
    ) % {"phone": phone}


_places_of = Prepared(
    lambda: (
        Registration.objects.filter(event_id=Parameter("event", BigIntegerField()))
        .order_by()
        .values_list("place")
        .annotate(n=Count("pk"))
    )
)
