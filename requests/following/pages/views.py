"""The enterprise's room, the page of a case, and the one view for everything that can be done to it."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onestop.home.training.views.common import private
from onestop.requests.following.pages import mine, page
from onestop.requests.following.pages.access import Opened, by_number, by_token
from onestop.requests.workflow import actions
from onestop.requests.workflow.actions import Action, ActionForm
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.permissions import may
from onestop.site.look.parts import Link
from onestop.site.throttling import throttled

RATE = "120/m"


@require_safe
@private
@login_required
def my(request: HttpRequest) -> HttpResponse:
    """Answer the room of an enterprise: what is asked of it, and its cases."""
    context = mine.cases_of(request.user, request.GET.get("page"))
    trail = [Link(_("Home"), "/"), Link(_("My requests"), "")]
    return render(request, "requests/following/my.html", {**context, "breadcrumbs": trail, "noindex": True})


@require_safe
@private
@login_required
def my_case(request: HttpRequest, number: str) -> HttpResponse:
    """Answer the page of one's own case."""
    return _show(request, by_number(request.user, number))


@require_safe
@private
@throttled("requests.case", RATE)
def holders_case(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the page of a case to whoever holds its link."""
    return _show(request, by_token(token))


@require_http_methods(["GET", "HEAD", "POST"])
@private
@login_required
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
    shown = page.build(opened.case, opened.actor, opened.base)
    context = {"shown": shown, "case": opened.case, "breadcrumbs": _trail(request, opened), "noindex": True}
    return render(request, "requests/following/case.html", context)


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
    if not answer:
        messages.warning(request, str(answer.reason))
        return redirect(opened.base)
    form = bound(action, request, opened)
    if request.method == "POST" and form.is_valid() and perform(action, form):
        if action.done:
            messages.success(request, str(action.done))
        return redirect(opened.base)
    context = {
        "action": action,
        "form": form,
        "case": opened.case,
        "base": opened.base,
        "breadcrumbs": [*_trail(request, opened, linked=True), Link(str(action.label), "")],
        "noindex": True,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, action.template or "requests/following/action.html", context, status=status)


def bound(action: Action, request: HttpRequest, opened: Opened) -> ActionForm:
    """Return the form of ``action``, with what was sent if something was."""
    if request.method == "POST":
        return action.form(request.POST, request.FILES, case=opened.case, actor=opened.actor)
    return action.form(case=opened.case, actor=opened.actor)


def perform(action: Action, form: ActionForm) -> bool:
    """Do ``action`` with the valid ``form``; return whether it was done, the form says why not."""
    try:
        action.perform(form.case.pk, form.actor, form.cleaned_data)
    except Refused as refused:
        put_errors(form, refused)
        return False
    return True


def put_errors(form: ActionForm, refused: Refused) -> None:
    """Put what was refused beside the fields of ``form``; what belongs to none stands on top."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        for error in errors:
            form.add_error(name if name in form.fields else None, error)


def _trail(request: HttpRequest, opened: Opened, *, linked: bool = False) -> list[Link]:
    room = [Link(_("My requests"), "/my/")] if request.user.is_authenticated else []
    return [Link(_("Home"), "/"), *room, Link(opened.case.number or "", opened.base if linked else "")]
