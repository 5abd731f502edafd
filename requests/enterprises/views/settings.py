"""Settings of an account: how it is called, by what it signs in, what it is told."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onestop.requests.enterprises import accounts, codes, rooms
from onestop.requests.enterprises.forms import CodeForm, ProvedContactForm, SettingsForm
from onestop.requests.enterprises.views.joining import presses
from onestop.site import secrecy
from onestop.site.errors import too_many_requests

PURPOSE = "contact"
KEPT = "new_contact"
WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


@require_http_methods(["GET", "HEAD", "POST"])
@rooms.member_required
def account(request: HttpRequest) -> HttpResponse:
    """Show and keep the settings of the account."""
    person = accounts.person_of(request.user)
    initial = {"name": person.name, "reminders": person.reminders, "suggestions": person.suggestions}
    form = SettingsForm(request.POST or None, initial=initial)
    if form.is_valid():
        person.name = form.cleaned_data["name"]
        person.reminders = form.cleaned_data["reminders"]
        person.suggestions = form.cleaned_data["suggestions"]
        person.save()
        messages.success(request, _("Kept."))
        return redirect("requests_settings")
    context = {
        "form": form,
        "phone": secrecy.mask_contact(person.phone),
        "email": secrecy.mask_contact(request.user.email),  # type: ignore[union-attr]
        "breadcrumbs": rooms.trail((_("Settings"), "")),
    }
    return render(request, "requests/my/settings.html", context, status=WRONG if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rooms.member_required
def contact(request: HttpRequest) -> HttpResponse:
    """Take another telephone or e-mail address to sign in with: a code goes there first."""
    form = ProvedContactForm(request.POST or None)
    if request.method == "POST" and not presses.allow_request(request):
        return too_many_requests(request)
    if form.is_valid():
        wanted = form.cleaned_data["contact"]
        try:
            codes.send_code(wanted, PURPOSE)
        except ValidationError as error:
            form.add_error("contact", error.messages)
        else:
            request.session[KEPT] = wanted
            return redirect("requests_contact_code")
    context = {"form": form, "breadcrumbs": rooms.trail((_("Telephone or e-mail"), ""))}
    return render(request, "requests/my/contact.html", context, status=WRONG if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rooms.member_required
def contact_code(request: HttpRequest) -> HttpResponse:
    """Take the code; the account signs in with the new contact from now on."""
    wanted = request.session.get(KEPT)
    if not wanted:
        return redirect("requests_contact")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and not presses.allow_request(request):
        return too_many_requests(request)
    if form.is_valid():
        try:
            codes.check_code(wanted, PURPOSE, form.cleaned_data["code"])
            accounts.set_contact(request.user, wanted)
        except ValidationError as error:
            form.add_error("code", error.messages)
        else:
            request.session.pop(KEPT)
            messages.success(request, _("From now on you sign in with it."))
            return redirect("requests_settings")
    context = {
        "form": form,
        "contact": wanted,
        "breadcrumbs": rooms.trail((_("Telephone or e-mail"), "")),
    }
    return render(request, "requests/my/contact.html", context, status=WRONG if form.errors else 200)
