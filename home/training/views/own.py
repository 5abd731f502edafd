"""A participant's own page: state, code for the door, calendar, cancelling, proof."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onestop.catalogue.services.codes import qr
from onestop.home.training import attending, ical, proving, registering, showing, tokens
from onestop.home.training.choices import Place, Stage
from onestop.home.training.models import Registration
from onestop.home.training.views.common import private, trail, unknown_link
from onestop.site.throttling import throttled

RATE = "120/m"


@require_safe
@private
@throttled("training.own", RATE)
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Answer where the registration stands and what can be done with it."""
    registration = tokens.find(token, tokens.OWN)
    if registration is None:
        return unknown_link(request)
    return _page(request, registration, token)


@require_http_methods(["POST"])
@private
@throttled("training.own", RATE)
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Give the place back; pressed twice, or too late, it changes nothing and the page says how it stands."""
    registration = tokens.find(token, tokens.OWN)
    if registration is None:
        return unknown_link(request)
    registering.cancel(registration)
    return redirect("training_own", token)


@require_safe
@private
@throttled("training.own", RATE)
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the calendar file, with the address of the meeting if the place is confirmed."""
    registration = tokens.find(token, tokens.OWN)
    if registration is None or registration.place == Place.CANCELLED:
        return unknown_link(request)
    return ical.answer(ical.of_registration(registration), registration.event)


@require_POST
@private
@throttled("training.own", RATE)
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Make the proof that the participant has a right to, and lead to its certificate."""
    registration = tokens.find(token, tokens.OWN)
    if registration is None:
        return unknown_link(request)
    if proving.issue(registration, None) is None:
        return redirect("training_own", token)
    return redirect("training_certificate", token)


@require_safe
@private
@throttled("training.own", RATE)
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the certificate to print, with the full name: only who holds the link sees it."""
    registration = tokens.find(token, tokens.OWN)
    proof = getattr(registration, "proof", None) if registration else None
    if registration is None or proof is None:
        return unknown_link(request)
    context = {
        "registration": registration,
        "proof": proof,
        "sentence": proving.sentence(proof),
        "qr": qr(request.build_absolute_uri(proof.get_absolute_url())),
        "own_url": tokens.own_url(registration),
        "breadcrumbs": trail(request, (_("Proof of attendance"), "")),
        "noindex": True,
    }
    return render(request, "home/training/certificate.html", context)


def _page(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    event = registration.event
    stage = event.stage()
    confirmed = registration.place == Place.CONFIRMED
    door = request.build_absolute_uri(tokens.check_in_url(registration))
    over = stage == Stage.OVER
    missing = attending.missing_for_proof(registration) if over else ""
    ahead = event.registrations.waiting().filter(created_at__lt=registration.created_at).count()
    context = {
        "registration": registration,
        "event": event,
        "event_url": event.get_url(request) if event.live else "",
        "token": token,
        "when": showing.span(event.starts_at, event.ends_at),
        "confirmed": confirmed,
        "waiting": registration.place == Place.WAITING,
        "cancelled": registration.place == Place.CANCELLED,
        "ahead": ahead,
        "over": over,
        "can_cancel": registration.place != Place.CANCELLED
        and not event.called_off
        and event.starts_at is not None
        and event.starts_at > timezone.now(),
        "qr": qr(door) if confirmed and not over and not event.called_off and event.has_door else "",
        "hours": attending.hours_of(registration) if over else None,
        "proof": getattr(registration, "proof", None),
        "missing": proving.reason(missing),
        "feedback_url": tokens.feedback_url(registration) if over and confirmed else "",
        "given": hasattr(registration, "feedback"),
        "breadcrumbs": trail(request, (_("My registration"), "")),
        "noindex": True,
    }
    return render(request, "home/training/own.html", context)
