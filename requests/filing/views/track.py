"""Following a request by number and telephone: a short look, everything after a code (4.3.2.1)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onestop.home.training.views.common import private
from onestop.requests.enterprises import codes, sms
from onestop.requests.filing import holding, steps, tokens, tracking
from onestop.requests.filing.track_forms import CodeForm, TrackForm
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import VOLUNTARY, Audience
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.public import state_of, words_of
from onestop.site import secrecy
from onestop.site.refetched import shown_at
from onestop.site.throttling import throttled

PURPOSE = "track"


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled("requests.track", "120/h")
def track(request: HttpRequest) -> HttpResponse:
    """Answer the question, or the short look that number and tail open."""
    if request.method != "POST":
        found = None if "other" in request.GET else holding.tracked(request)
        return _look(request, found) if found else _ask(request, TrackForm(), HTTPStatus.OK)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    number, tail = form.cleaned_data["number"], form.cleaned_data["tail"]
    if tracking.is_blocked(request, number):
        return _page(request, {"blocked": True}, HTTPStatus.TOO_MANY_REQUESTS)
    case = tracking.look_up(request, number, tail)
    if case is None:
        form.add_error(None, _("Number and digits do not belong together. Compare both with your receipt."))
        blocked = tracking.is_blocked(request, number)
        status = HTTPStatus.TOO_MANY_REQUESTS if blocked else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, {"blocked": blocked, "form": form}, status)
    holding.keep_tracked(request, case)
    return redirect("requests_track")


@require_POST
@private
@throttled("requests.track.code", "20/h")
def send(request: HttpRequest) -> HttpResponse:
    """Send a code to the telephone of the case."""
    case = holding.tracked(request)
    if case is None or not sms.reaches(case.phone):
        return redirect("requests_track")
    try:
        codes.send_code(case.phone, PURPOSE)
    except codes.CodeRefused as refused:
        form = CodeForm() if refused.code == "pause" else None
        return _look(request, case, code_form=form, trouble=" ".join(refused.messages))
    return _look(request, case, code_form=CodeForm())


@require_POST
@private
@throttled("requests.track.code", "60/h")
def check(request: HttpRequest) -> HttpResponse:
    """Compare the code; the right one opens the case."""
    case = holding.tracked(request)
    if case is None:
        return redirect("requests_track")
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            codes.check_code(case.phone, PURPOSE, form.cleaned_data["code"])
        except codes.CodeRefused as refused:
            form.add_error("code", refused)
        else:
            holding.keep_phone(request, case.phone_print)
            return redirect(tokens.case_url(case))
    return _look(request, case, code_form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _ask(request: HttpRequest, form: TrackForm, status: int) -> HttpResponse:
    return _page(request, {"form": form}, status)


def _look(
    request: HttpRequest,
    case: ServiceRequest,
    *,
    code_form: CodeForm | None = None,
    trouble: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show where a case stands: nothing that anybody wrote, and no name."""
    last = case.events.filter(audience=Audience.PUBLIC).order_by("-sequence").first()
    context: dict[str, Any] = {
        "found": case,
        "state": state_of(case.status, case.resolution),
        "sentence": words_of(last) if last else "",
        "last": last,
        "due": clock.day_of(case) if case.stage not in VOLUNTARY else None,
        "masked": secrecy.mask_contact(case.phone),
        "can_send": sms.reaches(case.phone),
        "code_form": code_form,
        "trouble": trouble,
    }
    return _page(request, context, status)


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    context["breadcrumbs"] = steps.trail(request, _("Follow a request"))
    page = render(request, "requests/filing/track.html", context, status=status)
    return shown_at(page, reverse("requests_track"))
