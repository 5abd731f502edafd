"""The enterprise's room, the page of a case, and the one view for everything that can be done to it."""

import datetime as dt
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onestop.home.columns.paging import pager
from onestop.home.training.views.common import private
from onestop.requests.enterprises import rooms
from onestop.requests.filing import holding
from onestop.requests.following import notifying
from onestop.requests.following.contact import messages as messages_of
from onestop.requests.following.pages import documents, mine, page
from onestop.requests.following.pages.access import Opened, by_number, by_token
from onestop.requests.workflow import actions
from onestop.requests.workflow.actions import Action, ActionForm
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.permissions import may
from onestop.site.look.parts import Link
from onestop.site.throttling import throttled

RATE = "120/m"
PRESSED_TWICE = dt.timedelta(minutes=2)
"""So long after a step the same press counts as a repetition."""


@require_safe
@rooms.member_required
def my(request: HttpRequest) -> HttpResponse:
    """Answer the room of an enterprise: what is asked of it, and its cases."""
    context = mine.room(rooms.membership_of(request), request.GET.get("page"))
    trail = [Link(_("Home"), "/"), Link(_("My room"), "")]
    context |= {
        "draft": holding.draft_of(request),
        "breadcrumbs": trail,
        "pager": pager(request, context["page_of_cases"]),
    }
    return render(request, "requests/following/my.html", context)


@require_safe
@rooms.member_required
def my_documents(request: HttpRequest) -> HttpResponse:
    """Answer the files of the enterprise's cases."""
    files = documents.of_room(rooms.membership_of(request), request.GET.get("page"))
    trail = rooms.trail((_("Our files"), ""))
    context = {"files": files, "pager": pager(request, files), "breadcrumbs": trail}
    return render(request, "requests/following/documents.html", context)


@require_safe
@rooms.member_required
def my_case(request: HttpRequest, number: str) -> HttpResponse:
    """Answer the page of one's own case."""
    opened = by_number(request.user, number)
    notifying.read(request.user, opened.case)
    return _show(request, opened)


@require_safe
@private
@throttled("requests.case", RATE)
def holders_case(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the page of a case to whoever holds its link."""
    return _show(request, by_token(token))


@require_http_methods(["GET", "HEAD", "POST"])
@rooms.member_required
def my_action(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Do something to one's own case."""
    return _act(request, by_number(request.user, number), action)


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled("requests.case", RATE)
def holders_action(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """Do something to a case whose link one holds."""
    return _act(request, by_token(token), action)


def _show(request: HttpRequest, opened: Opened) -> HttpResponse:
    shown = page.build(opened.case, opened.actor, opened.base, opened.file_url)
    messages_of.seen(opened.case, opened.actor)
    context = {"shown": shown, "case": opened.case, "breadcrumbs": _trail(opened), "noindex": True}
    template = "requests/following/case.html" if opened.token else "requests/following/my_case.html"
    return render(request, template, context)


def _act(request: HttpRequest, opened: Opened, name: str) -> HttpResponse:
    """Show the form of an action or do it; what is refused stands beside its field, with nothing lost.

    Raises:
        Http404: There is no such action, or it is not one of theirs.
    """
    action = actions.find(name)
    if action is None:
        raise Http404
    answer = may(opened.actor, name, opened.case)
    if answer.code == "role" or (action.where and answer.role not in action.where):
        raise Http404
    if not answer or (action.when and not action.when(opened.actor, opened.case)):
        why_not = action.why_not(opened.case) if answer and action.why_not else answer.reason
        return _not_now(request, opened, name, why_not)
    form = bound(action, request, opened)
    if request.method == "POST" and form.is_valid() and (done := perform(action, form)):
        if action.done:
            messages.success(request, str(action.done))
        return redirect(action.leads_to(done.result) if action.leads_to else opened.base)
    if request.method == "POST" and not (answer := may(opened.actor, name, _fresh(opened.case))):
        return _not_now(request, opened, name, answer.reason)  # it went on while this press came in
    context = {
        "action": action,
        "form": form,
        "case": opened.case,
        "base": opened.base,
        "breadcrumbs": [*_trail(opened, linked=True), Link(str(action.label), "")],
        "noindex": True,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    common = "requests/following/action.html" if opened.token else "requests/following/my_action.html"
    return render(request, action.template or common, context, status=status)


def _fresh(case: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.get(pk=case.pk)


def _not_now(request: HttpRequest, opened: Opened, name: str, reason: Any) -> HttpResponse:
    """Show how the case stands, and why something cannot be done now; pressed twice, it was done."""
    just_now = timezone.now() - PRESSED_TWICE
    if request.method == "POST" and opened.case.events.filter(name=name, recorded_at__gt=just_now).exists():
        messages.info(request, _("This is done already; pressed twice, it counts once."))
    else:
        messages.warning(request, str(reason or _("There is nothing to do here now.")))
    return redirect(opened.base)


def bound(action: Action, request: HttpRequest, opened: Opened) -> ActionForm:
    """Return the form of ``action``, with what was sent if something was."""
    if request.method == "POST":
        return action.form(request.POST, request.FILES, case=opened.case, actor=opened.actor)
    return action.form(case=opened.case, actor=opened.actor)


@dataclass(frozen=True, slots=True)
class Done:
    """That an action was done, and what it returned."""

    result: Any


def perform(action: Action, form: ActionForm) -> Done | None:
    """Do ``action`` with the valid ``form``; return that it was done, or nothing: the form says why not."""
    try:
        return Done(action.perform(form.case.pk, form.actor, form.cleaned_data))
    except ValidationError as refused:
        put_errors(form, refused)
        return None


def put_errors(form: ActionForm, refused: ValidationError) -> None:
    """Put what was refused beside the fields of ``form``; what belongs to none stands on top."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        for error in errors:
            form.add_error(name if name in form.fields else None, error)


def _trail(opened: Opened, *, linked: bool = False) -> list[Link]:
    room = [] if opened.token else [Link(_("My room"), "/my/")]
    return [Link(_("Home"), "/"), *room, Link(opened.case.number or "", opened.base if linked else "")]
