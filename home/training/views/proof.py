"""Checking a proof by its code: open to everybody, showing no full name."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.home.training.forms import CodeForm
from onestop.home.training.models import Proof
from onestop.home.training.models.proof import ALPHABET, CODE_LENGTH
from onestop.home.training.views.common import private, trail
from onestop.site.throttling import throttled

_NOISE = re.compile(r"[\s\-—–_.]+")
RATE = "30/m"
NOT_FOUND = 404


def normalise(text: str) -> str:
    """Return a code as it is kept, whatever its spaces, hyphens and case; empty if it cannot be one."""
    code = _NOISE.sub("", text).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


@require_safe
@private
@throttled("training.verify", RATE)
def ask(request: HttpRequest) -> HttpResponse:
    """Answer the box for a code; what was typed leads to the page of the proof."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        if code := normalise(form.cleaned_data["code"]):
            return redirect("training_verify", "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4)))
        form.add_error(
            "code", _("A code has 12 letters and digits, like 7K3M-Q2XA-9TBD. Please compare it once more.")
        )
    return _page(request, form, None, status=200)


@require_safe
@private
@throttled("training.verify", RATE)
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Answer what the proof says, that it was revoked, or that there is none."""
    proof = Proof.objects.filter(code=normalise(code) or "-").first()
    form = CodeForm(initial={"code": code[: CODE_LENGTH * 2]})
    return _page(request, form, proof, asked=True, status=200 if proof else NOT_FOUND)


def _page(
    request: HttpRequest, form: CodeForm, proof: Proof | None, *, asked: bool = False, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "proof": proof,
        "asked": asked,
        "breadcrumbs": trail(request, (_("Check a proof"), "")),
        "noindex": asked,
    }
    return render(request, "home/training/verify.html", context, status=status)
