"""Coming to an account: proving a telephone or e-mail address, then the enterprise or an invitation.

What has been proved so far is kept in the session and is good for twenty minutes.
"""

import time
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onestop.requests.enterprises import accounts, codes, notices, people, rooms
from onestop.requests.enterprises.forms import (
    ClaimForm,
    CodeForm,
    ContactForm,
    NamedPasswordForm,
    SignUpForm,
)
from onestop.requests.enterprises.models import Invitation
from onestop.site.errors import too_many_requests
from onestop.site.throttling import ClientThrottle

PURPOSE = "join"
KEPT = "joining"
GOOD_FOR = 20 * 60
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
presses = ClientThrottle("enterprises.join", "60/h")
"""Presses of one address; an enterprise's whole staff may sit behind one."""


def show(
    request: HttpRequest, template: str, status: HTTPStatus = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    """Answer a page that is kept out of caches."""
    return rooms.keep_private(
        render(request, f"requests/enterprises/{template}.html", context, status=status)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask by what one wants to sign in; send a code there."""
    if request.user.is_authenticated and not _invitation(request):
        return redirect("requests_no_enterprise")
    form = ContactForm(request.POST or None)
    if request.method == "POST" and not presses.allow_request(request):
        return too_many_requests(request)
    if form.is_valid() and _send(form, form.cleaned_data["contact"], "contact"):
        _keep(request, contact=form.cleaned_data["contact"], notice=notices.current().version, proved=False)
        return redirect("requests_join_code")
    return _show_step(request, "join", form, step=0, notice=notices.items(notices.current()))


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; send a new one when asked to."""
    kept = _kept(request)
    if not kept:
        return redirect("requests_join")
    again = request.method == "POST" and "again" in request.POST
    form = CodeForm(request.POST if request.method == "POST" and not again else None)
    if request.method == "POST" and not presses.allow_request(request):
        return too_many_requests(request)
    if again:
        form = CodeForm({"code": ""})
        form.errors.clear()
        if _send(form, kept["contact"], None):
            messages.success(request, _("A new code is on its way."))
            return redirect("requests_join_code")
    elif form.is_valid() and _check(form, kept["contact"]):
        _keep(request, **kept | {"proved": True})
        return redirect("requests_join_last")
    return _show_step(request, "join_code", form, step=1, contact=kept["contact"])


@require_http_methods(["GET", "HEAD", "POST"])
def last(request: HttpRequest) -> HttpResponse:
    """Ask for enterprise and password, or by an invitation for the password only; make the account."""
    kept = _kept(request)
    if not kept or not kept.get("proved"):
        return redirect("requests_join")
    if accounts.find_by_contact(kept["contact"]) is not None:
        request.session.pop(KEPT, None)
        messages.info(request, _("There is an account with this already. Please sign in."))
        back = _invitation_path(request)
        return redirect(reverse("account_login") + (f"?next={back}" if back else ""))
    invitation = _invitation(request)
    form = (NamedPasswordForm if invitation else SignUpForm)(request.POST or None)
    if form.is_valid():
        try:
            user = _make(request, form, kept, invitation)
        except ValidationError as error:
            _put(form, error)
        else:
            request.session.pop(KEPT, None)
            login(request, user, backend=BACKEND)
            messages.success(request, _("Welcome. This is the room of your enterprise."))
            return redirect("requests_my")
    return _show_step(request, "join_last", form, step=2, invitation=invitation)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites; somebody signed in accepts, anybody else comes to an account first."""
    found = people.find_invitation(token)
    if found is None:
        return show(request, "invitation_gone", HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        if not request.user.is_authenticated:
            request.session[f"{KEPT}.invitation"] = token
            return redirect("requests_join")
        try:
            membership = people.accept(token, request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("requests_my")
        request.session[rooms.CHOSEN] = membership.enterprise_id
        return redirect("requests_my")
    return show(request, "invitation", invitation=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def no_enterprise(request: HttpRequest) -> HttpResponse:
    """Let an account that acts for no enterprise name one; staff is led to its desk."""
    if rooms.memberships_of(request.user):
        return redirect("requests_my")
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        try:
            people.claim(request.user, **_claimed(form))
        except ValidationError as error:
            _put(form, error)
        else:
            return redirect("requests_my")
    return show(request, "no_enterprise", WRONG if form.is_bound else HTTPStatus.OK, form=form)


@login_required
@require_http_methods(["POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Go to the room of another enterprise that the account acts for."""
    wanted = request.POST.get("enterprise", "")
    own = {str(each.enterprise_id): each.enterprise_id for each in rooms.memberships_of(request.user)}
    if wanted in own:
        request.session[rooms.CHOSEN] = own[wanted]
    return redirect("requests_my")


@transaction.atomic
def _make(request: HttpRequest, form: forms.Form, kept: dict[str, Any], invited: Invitation | None) -> Any:
    """Create the account and make it a member; all of it or nothing."""
    data = form.cleaned_data
    user = accounts.create(kept["contact"], data["password"], data["name"])
    if invited:
        people.accept(request.session.pop(f"{KEPT}.invitation"), user)
    else:
        people.claim(user, **_claimed(form))
    notices.receive(user, kept["notice"])
    return user


def _claimed(form: forms.Form) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "name": data["enterprise_name"],
        "credit_code": data["credit_code"],
        "region": data["region"],
    }


def _keep(request: HttpRequest, **values: Any) -> None:
    request.session[KEPT] = {**values, "at": time.time()}


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    return kept if kept and time.time() - kept["at"] < GOOD_FOR else {}


def _invitation(request: HttpRequest) -> Invitation | None:
    token = request.session.get(f"{KEPT}.invitation", "")
    return people.find_invitation(token) if token else None


def _invitation_path(request: HttpRequest) -> str:
    token = request.session.get(f"{KEPT}.invitation", "")
    return people.invitation_path(token) if token else ""


def _send(form: forms.Form, contact: str, field: str | None) -> bool:
    try:
        codes.send_code(contact, PURPOSE)
    except ValidationError as error:
        form.add_error(field, error.messages)
        return False
    return True


def _check(form: forms.Form, contact: str) -> bool:
    try:
        return codes.check_code(contact, PURPOSE, form.cleaned_data["code"])
    except ValidationError as error:
        form.add_error("code", error.messages)
        return False


def _put(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused beside the field it speaks of, else on top."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, found in by_field.items():
        form.add_error(name if name in form.fields else None, found)


def _show_step(
    request: HttpRequest, template: str, form: forms.Form, *, step: int, **context: Any
) -> HttpResponse:
    names = [_("Telephone or e-mail"), _("Code"), _("Enterprise and password")]
    steps = [
        {"title": name, "state": "done" if at < step else "current" if at == step else "todo"}
        for at, name in enumerate(names)
    ]
    status = WRONG if form.is_bound and form.errors else HTTPStatus.OK
    return show(request, template, status, form=form, steps=steps, **context)
