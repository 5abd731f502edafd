"""Pages of accounts that django-allauth does not have."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from onestop.site.accounts import gates
from onestop.site.accounts.second_factor import GATE, PROVES

WANTED = "second_factor.next"
"""Key of the session: where somebody was going whom a missing second factor stopped."""


def next_of(request: HttpRequest) -> str:
    """Return the address of this site that ``next`` names; else the home page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else "/"


@login_required
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Say why a second factor is asked for and lead to where it is set up; go on when it is there.

    Setting one up leads over pages of django-allauth, which forget where one was going; the session does not.
    """
    wanted = next_of(request) if "next" in request.GET else request.session.get(WANTED, "/")
    if Authenticator.objects.filter(user=request.user, type__in=PROVES).exists():
        gates.pass_by(request, GATE.name)
        request.session.pop(WANTED, None)
        return redirect(wanted)
    request.session[WANTED] = wanted
    return render(request, "account/second_factor.html")


@login_required
def own_addresses(request: HttpRequest) -> HttpResponse:
    """Lead away from allauth's page of e-mail addresses, which would take any address unproved.

    Whoever proved another address elsewhere would find it taken.
    """
    return redirect(get_adapter().get_login_redirect_url(request))
