"""A screen that came back with something to be changed, fetched again at an address one can go back to.

Answered directly to the press, it would be an entry of the history that no browser shows again: of a page
that must not be stored, Chromium shows an error. So the press leads to the screen, and what was typed waits
for it: of the need, whose words are in the draft, in the session; of the contact in the visitor's own
browser, sealed, for we keep no contact data before the privacy notice was agreed to (PIPL art. 13).
"""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onestop.requests.filing.forms import ContactForm, NeedForm
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import secrecy

NEED = "filing.returned"
CONTACT = "filing"
CONTACT_LIVES = 15 * 60
"""Seconds: as long as somebody looks for a licence."""
TAKEN_OUT = _("No identity card number is needed here; it is taken out already. Look it over, please.")
LONGEST = 60
"""Of a field that says nothing of its own: dates and keys."""


def keep_need(request: HttpRequest, draft: ServiceRequest, form: NeedForm) -> None:
    """Put aside what of the need has to be changed and why; an identity number is not kept anywhere."""
    typed = {name: _short(form, name) for name in form.fields if not form.has_error(name, "identity")}
    said = {name: [str(each) for each in errors] for name, errors in form.errors.items()}
    if draft.description and form.has_error("description", "identity"):
        said["description"] = [str(TAKEN_OUT)]
    typed |= {"description": draft.description, "files": ""}
    request.session[NEED] = {"draft": draft.pk, "typed": typed, "said": said}


def let_go_need(request: HttpRequest) -> None:
    """Forget it: the screen was sent again."""
    request.session.pop(NEED, None)


def need_form(request: HttpRequest, draft: ServiceRequest | None, item: Any) -> NeedForm | None:
    """Return the second screen as it came back; None if it did not."""
    kept = request.session.get(NEED)
    if not kept or draft is None or kept["draft"] != draft.pk:
        return None
    form = NeedForm(kept["typed"], item=item)
    form.errors.clear()  # what was said then; of files and of what is not kept nothing can be found again
    for name, said in kept["said"].items():
        if name in form.fields:
            form.add_error(name, said)
    return form


def keep_contact(response: HttpResponse, draft: ServiceRequest, form: ContactForm) -> HttpResponse:
    """Give the third screen, as it was typed, to the browser that sent it."""
    typed = {name: _short(form, name) for name in form.fields}
    response.set_cookie(
        CONTACT,
        secrecy.seal(json.dumps({"draft": draft.pk, "typed": typed}, ensure_ascii=False)),
        max_age=CONTACT_LIVES,
        path=reverse("requests_new"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def let_go_contact(response: HttpResponse) -> HttpResponse:
    """Have the browser forget it: the screen was right, or the draft is thrown away."""
    response.delete_cookie(CONTACT, reverse("requests_new"), samesite="Lax")
    return response


def contact_form(request: HttpRequest, draft: ServiceRequest) -> ContactForm | None:
    """Return the third screen as it came back; None if it did not."""
    kept = json.loads(secrecy.unseal(request.COOKIES.get(CONTACT, "")) or "{}")
    return ContactForm(kept["typed"]) if kept.get("draft") == draft.pk else None


def _short(form: NeedForm | ContactForm, name: str) -> str:
    """Return what was typed, long enough to be too long again."""
    longest = getattr(form.fields[name], "max_length", None) or LONGEST
    return str(form[name].value() or "")[: longest + 1]
