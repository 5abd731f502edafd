"""Basic information of the enterprise, and who acts for it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onestop.requests.enterprises import accounts, companies, people, rooms
from onestop.requests.enterprises.forms import CompanyForm, InvitationForm
from onestop.requests.enterprises.models import Enterprise, Invitation, Membership, MembershipRole
from onestop.site.refetched import shown_at

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


@require_http_methods(["GET", "HEAD", "POST"])
@rooms.member_required
def company(request: HttpRequest) -> HttpResponse:
    """Show the basic information; an owner who is proved may change it."""
    membership = rooms.membership_of(request)
    # A form writes into its instance; what the page shows stays as it is kept.
    form = CompanyForm(request.POST or None, instance=Enterprise.objects.get(pk=membership.enterprise_id))
    editable = rooms.is_owner(request) and membership.confirmed_at is not None
    if request.method == "POST" and not editable:
        messages.error(request, _("Only an owner whose licence has been compared may change this."))
        return redirect("requests_company")
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        try:
            companies.change(membership.enterprise_id, request.user, values)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Kept. What it was before stays in your archive."))
            return redirect("requests_company")
    facts = [(field_of(name).verbose_name, shown(membership.enterprise, name)) for name in companies.BASIC]
    context = {
        "form": form if editable else None,
        "facts": facts,
        "versions": membership.enterprise.versions.all()[:20] if membership.confirmed_at else (),
        "breadcrumbs": rooms.trail((_("Our enterprise"), "")),
    }
    return render(request, "requests/my/company.html", context, status=WRONG if form.errors else 200)


def field_of(name: str) -> Any:
    """Return a field of the enterprise."""
    return Enterprise._meta.get_field(name)  # noqa: SLF001 - Django's way to ask a model


def shown(enterprise: Enterprise, name: str) -> str:
    """Return a value as people read it."""
    display = getattr(enterprise, f"get_{name}_display", None)
    value = display() if display else getattr(enterprise, name)
    return str(value) if value else "—"


@require_http_methods(["GET", "HEAD"])
@rooms.member_required
def members(request: HttpRequest) -> HttpResponse:
    """Show who acts for the enterprise and who is invited."""
    return _show_people(request, InvitationForm())


@require_POST
@rooms.member_required
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague and show the link, this once."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _show_people(request, form, status=WRONG)
    by = rooms.membership_of(request)
    try:
        token = people.invite(by, form.cleaned_data["role"], form.cleaned_data["note"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _show_people(request, form, status=WRONG)
    link = request.build_absolute_uri(people.invitation_path(token))
    return _show_people(request, InvitationForm(), link=link, note=form.cleaned_data["note"])


@require_POST
@rooms.member_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    return _do(request, lambda by: people.revoke(by, pk), _("The invitation is worth nothing any more."))


@require_POST
@rooms.member_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership; who leaves is led to the page of those without an enterprise."""
    answer = _do(request, lambda by: people.remove(by, pk), _("Done. It holds from now on."))
    if not Membership.objects.current().filter(pk=rooms.membership_of(request).pk).exists():
        request.session.pop(rooms.CHOSEN, None)
        return redirect("requests_no_enterprise")
    return answer


@require_POST
@rooms.member_required
def set_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Make somebody an owner, or an owner a colleague."""
    role = request.POST.get("role", "")
    if role not in MembershipRole.values:
        raise Http404
    return _do(request, lambda by: people.set_role(by, pk, role), _("Done. It holds from now on."))


def _do(request: HttpRequest, act: Any, said: str) -> HttpResponse:
    """Do something to a colleague or an invitation; another enterprise's is not there."""
    try:
        act(rooms.membership_of(request))
    except (Membership.DoesNotExist, Invitation.DoesNotExist) as error:
        raise Http404 from error
    except people.Refused as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, said)
    return redirect("requests_people")


def _show_people(
    request: HttpRequest, form: InvitationForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    me = rooms.membership_of(request)
    rows = [
        {
            "membership": each,
            "name": getattr(getattr(each.user, "person", None), "name", "") or each.note or _("No name"),
            "contact": accounts.masked_contact(each.user),
            "is_me": each.pk == me.pk,
        }
        for each in people.of_enterprise(me.enterprise)
    ]
    context |= {
        "form": form,
        "rows": rows,
        "invitations": people.open_invitations(me.enterprise) if rooms.is_owner(request) else [],
        "is_owner": rooms.is_owner(request),
        "breadcrumbs": rooms.trail((_("Our people"), "")),
    }
    page = render(request, "requests/my/people.html", context, status=status)
    return shown_at(page, reverse("requests_people"))
