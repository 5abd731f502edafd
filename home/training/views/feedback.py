"""Feedback after an event, by a signed link."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onestop.home.training import tokens
from onestop.home.training.choices import Place
from onestop.home.training.forms import FeedbackForm
from onestop.home.training.models import Registration
from onestop.home.training.views.common import private, say, trail, unknown_link
from onestop.site.throttling import throttled

OPEN_FOR = dt.timedelta(days=60)
"""So long after the end an answer is taken."""

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled("training.feedback", "60/m")
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the form; take one answer a registration."""
    registration = tokens.find(token, tokens.FEEDBACK)
    if registration is None or registration.place != Place.CONFIRMED:
        return unknown_link(request)
    if refused := _refused(registration):
        return say(request, _("Feedback"), refused)
    if hasattr(registration, "feedback"):
        return _thanks(request)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.instance.registration = registration
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:  # the same form, pressed twice
            return _thanks(request)
        return _thanks(request)
    context = {
        "form": form,
        "event": registration.event,
        "breadcrumbs": trail(request, (_("Feedback"), "")),
        "noindex": True,
    }
    return render(request, "home/training/feedback.html", context, status=WRONG if form.is_bound else 200)


def _refused(registration: Registration) -> str:
    if registration.event.called_off:
        return _("The event is called off.")
    now, ends = timezone.now(), registration.event.ends_at
    if ends is None or now < ends:
        return _("The event is not over yet. Please come back afterwards.")
    if now > ends + OPEN_FOR:
        return _(
            "Answers were taken for 60 days after the event. If something is still on your mind, please "
            "call us."
        )
    return ""


def _thanks(request: HttpRequest) -> HttpResponse:
    return say(
        request,
        _("Thank you"),
        _(
            "Your answer has arrived. The organiser reads all answers together when the next event is "
            "planned."
        ),
        tone="good",
    )
