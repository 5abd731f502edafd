"""What ``enterprises`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail import hooks

from onestop.requests.enterprises import accounts, rooms
from onestop.requests.enterprises.views.gates import NOTICE, PLEDGE
from onestop.site import hooks as site_hooks
from onestop.site.accounts.gates import Gate
from onestop.site.look.parts import Link, LinkGroup


@hooks.register(site_hooks.SIGN_UP)
def sign_up(_request: HttpRequest) -> Link:
    """Say where an enterprise comes to an account."""
    return Link(_("Make an account for your enterprise"), reverse("requests_join"))


@hooks.register(site_hooks.FORGOTTEN_PASSWORD)
def forgotten() -> str:
    """Say where a forgotten password is replaced: by telephone first, by e-mail from there."""
    return reverse("requests_forgotten")


@hooks.register(site_hooks.ACCOUNT_HOME)
def home_of(user: Any) -> str | None:
    """Lead members of an enterprise to their room."""
    return reverse("requests_my") if rooms.memberships_of(user) else None


@hooks.register(site_hooks.ACCOUNT_LINKS)
def room_link(request: HttpRequest) -> Link | None:
    """Show the way to the room to everybody who is no staff."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return None
    return Link(_("My room"), reverse("requests_my"))


@hooks.register(site_hooks.ACCOUNT_BY_PHONE)
def by_phone(phone: str) -> Any:
    """Find an account by its telephone."""
    return accounts.find_by_phone(phone)


@hooks.register(site_hooks.SIGN_IN_GATES)
def pledge_gate() -> Gate:
    """Ask whoever reads cases of others for a promise."""
    return PLEDGE


@hooks.register(site_hooks.SIGN_IN_GATES)
def notice_gate() -> Gate:
    """Tell members of a changed privacy notice."""
    return NOTICE


@hooks.register(site_hooks.FOOTER_LINKS)
def footer(_request: HttpRequest) -> LinkGroup:
    """Show the privacy notice on every page."""
    links = (
        Link(_("Privacy notice"), reverse("requests_notice")),
        Link(_("My room"), reverse("requests_my")),
    )
    return LinkGroup(_("Your data"), links, order=80)
