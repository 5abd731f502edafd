"""Consents, who has looked, the notice, and the rights of whoever data is about."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onestop.requests.enterprises import accounts, consents, looking, notices, people, rights, rooms
from onestop.requests.enterprises.forms import SureForm
from onestop.requests.enterprises.models import Purpose
from onestop.requests.workflow.actors import Actor

A_PAGE = 30
WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
OPTIONAL = (Purpose.MESSAGES,)
"""What a member may agree to here; everything else is asked where it is needed."""


@require_safe
@rooms.member_required
def consent_list(request: HttpRequest) -> HttpResponse:
    """Show what was agreed to, each with a button to withdraw it."""
    rows = rights.consents_of(rooms.membership_of(request))
    for row in rows:
        row.names = "、".join(consents.names_of(row))  # type: ignore[attr-defined]
        row.ends_with_the_request = consents.ends_with_the_request(row)  # type: ignore[attr-defined]
    given = {row.purpose for row in rows if row.withdrawn_at is None and row.given_by_id == request.user.pk}
    context = {
        "rows": rows,
        "optional": [Purpose(each) for each in OPTIONAL if each not in given],
        "breadcrumbs": rooms.trail((_("Our consents"), "")),
    }
    return render(request, "requests/my/consents.html", context)


@require_POST
@rooms.member_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a consent; it works before the answer leaves."""
    record = next((r for r in rights.consents_of(rooms.membership_of(request)) if r.pk == pk), None)
    if record is None:
        raise Http404
    actor = Actor.of(request.user, record.case) if record.case else Actor(request.user)
    try:
        consents.withdraw(record.pk, actor)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(
            request, _("Withdrawn. From now on nothing is shown by it; what was seen stays logged.")
        )
    return redirect("requests_consents")


@require_POST
@rooms.member_required
def agree(request: HttpRequest) -> HttpResponse:
    """Give one of the consents that are optional."""
    purpose = request.POST.get("purpose", "")
    if purpose not in OPTIONAL:
        raise Http404
    enterprise = rooms.enterprise_of(request)
    version = notices.current().version
    consents.give(purpose, enterprise=enterprise, user=request.user, version=version)
    messages.success(request, _("Thank you. You can withdraw it here at any time."))
    return redirect("requests_consents")


@require_safe
@rooms.member_required
def look_list(request: HttpRequest) -> HttpResponse:
    """Show who has looked at contact data, when, which and why, to members that are proved."""
    membership = rooms.membership_of(request)
    rows = looking.looks_at(membership.enterprise)
    if membership.confirmed_at is None:
        rows = rows.none()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_of_looks": page,
        "rows": rights.looks_together(page),
        "breadcrumbs": rooms.trail((_("Who has looked at our data"), "")),
    }
    return render(request, "requests/my/looks.html", context)


@require_safe
@rooms.member_required
def data(request: HttpRequest) -> HttpResponse:
    """Show what is kept and what one may do about it; ``?print`` is the copy on paper."""
    context = {
        "copy": rights.copy_for(rooms.membership_of(request)),
        "notice": notices.current(),
        "breadcrumbs": rooms.trail((_("Our data"), "")),
    }
    return render(request, "requests/my/data.html", context)


@require_safe
@rooms.member_required
def data_copy(request: HttpRequest) -> HttpResponse:
    """Hand out a copy that machines read (PIPL art. 45)."""
    copy = rights.copy_for(rooms.membership_of(request))
    response = JsonResponse(
        copy, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = f'attachment; filename="my-data-{timezone.localdate()}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@rooms.member_required
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account, after the password and having said what stays and why (PIPL art. 47)."""
    form = SureForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            with transaction.atomic():
                accounts.delete(request.user)
        except people.Refused as error:
            form.add_error(None, error.messages)
        else:
            logout(request)
            messages.success(request, _("Your account and its contact data are deleted."))
            return redirect("/")
    context = {"form": form, "breadcrumbs": rooms.trail((_("Delete my account"), ""))}
    return render(request, "requests/my/delete.html", context, status=WRONG if form.errors else 200)


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice in force."""
    found = notices.current()
    context = {
        "notice": found,
        "items": notices.items(found),
        "breadcrumbs": [*rooms.trail()[:1], (_("Privacy notice"), "")],
    }
    return render(request, "requests/enterprises/notice.html", context)
