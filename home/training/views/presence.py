"""At the door: the participant's code, scanned by staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onestop.home.training import attending, tokens
from onestop.home.training.choices import Place
from onestop.home.training.models import Registration
from onestop.home.training.views.common import private, say, trail, unknown_link
from onestop.site.throttling import throttled

RIGHT = "home.check_in_registration"


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled("training.check-in", "240/m")
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """Answer one page with one button; who is not staff with the right sees nothing about the person."""
    registration = tokens.find(token, tokens.CHECK_IN)
    if registration is None:
        return unknown_link(request)
    if not request.user.has_perm(RIGHT):
        return say(
            request,
            _("Show this code at the entrance"),
            _(
                "The staff at the entrance scan it to record that you are here. Nobody else can read "
                "anything from it."
            ),
            tone="",
            sign_in=not request.user.is_authenticated,
        )
    session = attending.session_now(registration.event)
    refused = _refused(registration, closed=session is None)
    if request.method == "POST" and session is not None and not refused:
        attending.mark(registration, session, request.user, by_code=True)
        return redirect("training_check_in", token)
    present = session is not None and registration.attendances.filter(session=session).exists()
    context = {
        "registration": registration,
        "event": registration.event,
        "session": session,
        "refused": refused,
        "present": present,
        "breadcrumbs": trail(request, (_("Check-in"), "")),
        "noindex": True,
    }
    return render(request, "home/training/check_in.html", context)


def _refused(registration: Registration, *, closed: bool) -> str:
    """Return why the person cannot be recorded now; empty if nothing speaks against it."""
    if registration.place == Place.CANCELLED:
        return _("This registration has been cancelled.")
    if registration.place == Place.WAITING:
        return _("This person is on the waiting list. If a place is free, confirm it in the register first.")
    if registration.event.called_off:
        return _("The event is called off.")
    if closed:
        return _(
            "This code is for another time: its event is not taking place now. Look at the title and date."
        )
    return ""
