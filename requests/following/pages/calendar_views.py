"""The calendar of an account, and of the one case whose link somebody holds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.home.training.views.common import private
from onestop.requests.enterprises import rooms
from onestop.requests.enterprises.attach import of_member
from onestop.requests.following.pages import ical
from onestop.requests.following.pages.access import by_token
from onestop.requests.workflow.choices import FINAL
from onestop.requests.workflow.models import ServiceRequest
from onestop.site.throttling import throttled

RATE = "60/m"
MOST = 200


@require_safe
@rooms.member_required
def subscribe(request: HttpRequest) -> HttpResponse:
    """Answer the address to subscribe to, and how to be rid of it."""
    path = ical.address(request.user)
    context = {
        "address": request.build_absolute_uri(path),
        "path": path,
        "breadcrumbs": rooms.trail((_("Dates in my calendar"), "")),
    }
    return render(request, "requests/following/calendar.html", context)


@require_safe
@private
@throttled("requests.calendar", RATE)
def of_account(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - a view's
    """Answer the dates of all cases of an account.

    Raises:
        Http404: We did not sign it.
    """
    user = ical.user_of(token)
    if user is None:
        raise Http404
    cases = ServiceRequest.objects.filter(pk__in=of_member(user)).filed().exclude(status__in=FINAL)[:MOST]
    pairs = [(case, reverse("requests_my_case", args=[case.number])) for case in cases]
    return _answer(ical.of_cases(pairs, _("My requests")))


@require_safe
@private
@throttled("requests.calendar", RATE)
def of_holder(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - a view's
    """Answer the dates of the case whose link somebody holds."""
    opened = by_token(token)
    return _answer(ical.of_cases([(opened.case, opened.base)], opened.case.number or ""))


def _answer(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=ical.TYPE)
    response["Content-Disposition"] = 'attachment; filename="requests.ics"'
    return response
