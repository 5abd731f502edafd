"""The pages behind the link of an invitation: form, thanks, and the paper to print (clause 5.2)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from onestop.catalogue.services.codes import qr
from onestop.requests.evaluation import services, sheet, tokens
from onestop.requests.evaluation.annex import annex_a
from onestop.requests.evaluation.forms import EvaluationForm
from onestop.requests.evaluation.models import Channel, EvaluationInvitation, Form
from onestop.requests.filing.tokens import case_url
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.roles import roles_of
from onestop.site.throttling import throttled

GIVEN = "requests.evaluated"
"""Names, in the session, the invitation that it answered last."""


@never_cache
@throttled("evaluate", "60/m")
def evaluate(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form of an invitation and take it; whoever gave it may load the thanks again."""
    invitation = _found(token)
    if roles_of(request.user):
        return _closed(request, invitation, "staff", 403)
    if request.method != "POST" and request.session.get(GIVEN) == invitation.pk:
        context = {"evaluation": invitation.evaluation} | _places(invitation)
        return render(request, "requests/evaluation/thanks.html", context)
    if why := _why_not(invitation):
        return _closed(request, invitation, why, 410)
    form = EvaluationForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            services.give(invitation.pk, Actor.holder(), form.answers(), _channel(request))
        except Refused:
            invitation.refresh_from_db()
            return _closed(request, invitation, _why_not(invitation), 410)
        request.session[GIVEN] = invitation.pk
        return redirect(tokens.url(invitation))
    status = 422 if form.errors else 200
    return render(request, "requests/evaluation/form.html", _context(invitation, form), status=status)


@never_cache
@throttled("evaluate", "60/m")
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form as the paper of annex A, one sheet of A4, empty, with the code of the case."""
    invitation = _found(token)
    if why := _why_not(invitation):
        return _closed(request, invitation, why, 410)
    link = request.build_absolute_uri(tokens.url(invitation))
    context = {
        "invitation": invitation,
        "enterprise": invitation.case.enterprise_name,
        "link": link,
        "code": qr(link),
        **sheet.empty(invitation.form),
    }
    return render(request, "requests/evaluation/paper.html", context)


def _found(token: str) -> EvaluationInvitation:
    invitation = tokens.find(token)
    if invitation is None:
        raise Http404
    return invitation


def _why_not(invitation: EvaluationInvitation) -> str:
    """Return why a form cannot be handed in (any more); empty if it can."""
    if invitation.used_at:
        return "used"
    if not invitation.is_open():
        return "over"
    return "paper" if invitation.has_paper() else ""


def _channel(request: HttpRequest) -> str:
    return Channel.ROOM if request.user.is_authenticated else Channel.LINK


def _context(invitation: EvaluationInvitation, form: EvaluationForm) -> dict[str, Any]:
    annex = annex_a()
    return {
        "invitation": invitation,
        "form": form,
        "annex": annex,
        "half": annex.forms[invitation.form],
        "names_doer": invitation.form == Form.PROVIDER,
        "paper_url": reverse("requests_evaluate_paper", args=[tokens.make(invitation)]),
    } | _places(invitation)


def _places(invitation: EvaluationInvitation) -> dict[str, Any]:
    others = EvaluationInvitation.objects.open().filter(case=invitation.case).exclude(pk=invitation.pk)
    other = others.first()
    return {"case_url": case_url(invitation.case), "other_url": tokens.url(other) if other else ""}


def _closed(request: HttpRequest, invitation: EvaluationInvitation, why: str, status: int) -> HttpResponse:
    """Say politely that this form cannot be filled in (any more), and nothing about the case."""
    context = {"why": why, "case_number": invitation.case.number if why != "staff" else ""}
    return render(request, "requests/evaluation/closed.html", context, status=status)
