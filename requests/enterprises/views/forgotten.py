"""A forgotten password, replaced by whoever holds the account's telephone; by e-mail allauth does it."""

import logging
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onestop.requests.enterprises import accounts, codes, sms
from onestop.requests.enterprises.forms import CodeForm, MobileForm, PasswordForm
from onestop.requests.enterprises.views.joining import WRONG, presses, show
from onestop.site.errors import too_many_requests

logger = logging.getLogger(__name__)

PURPOSE = "forgotten"
KEPT = "forgotten"


class NewPasswordForm(CodeForm, PasswordForm):
    """The code and the new password."""

    field_order = ("code", "password", "again")


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the telephone; whether an account has it is not told."""
    form = MobileForm(request.POST or None)
    if request.method == "POST" and not presses.allow_request(request):
        return too_many_requests(request)
    if form.is_valid():
        if sms.can_send():
            _send(form.cleaned_data["phone"])
            request.session[KEPT] = form.cleaned_data["phone"]
            return redirect("requests_new_password")
        form.add_error("phone", _("We cannot send codes just now. Please call us, or come to a window."))
    return show(request, "forgotten", WRONG if form.errors else HTTPStatus.OK, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Take code and new password; all other sessions of the account end by that."""
    phone = request.session.get(KEPT)
    if not phone:
        return redirect("requests_forgotten")
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and not presses.allow_request(request):
        return too_many_requests(request)
    if form.is_valid() and (user := _user(form, phone)):
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
        request.session.pop(KEPT)
        messages.success(request, _("Your password is changed. Please sign in with it."))
        return redirect("account_login")
    return show(request, "new_password", WRONG if form.errors else HTTPStatus.OK, form=form, phone=phone)


def _send(phone: str) -> None:
    """Send a code if there is an account; that none is sent, for whatever reason, tells nobody anything."""
    if accounts.find_by_phone(phone) is None:
        return
    try:
        codes.send_code(phone, PURPOSE)
    except codes.CodeRefused as error:
        logger.info("no code for a forgotten password: %s", error.code)


def _user(form: NewPasswordForm, phone: str) -> Any:
    """Return the account if the code fits; else say so beside the field.

    Whatever is the matter, the words are the same: “wrong” and “never sent” would tell who has an account.
    """
    user = accounts.find_by_phone(phone)
    try:
        fits = codes.check_code(phone, PURPOSE, form.cleaned_data["code"])
    except ValidationError:
        fits = False
    if fits and user is not None and user.is_active:
        return user
    form.add_error(
        "code", _("The code is wrong or not valid any more. Compare the newest message, or get a new one.")
    )
    return None
