"""What ``enterprises`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from onestop.requests.enterprises import accounts, factors, licences, rooms
from onestop.requests.enterprises.admin import EnterprisesGroup
from onestop.requests.enterprises.views.gates import NOTICE, PLEDGE
from onestop.site import hooks as site_hooks
from onestop.site.accounts.gates import Gate
from onestop.site.desk.tasks import Task, Urgency
from onestop.site.look.parts import Link, LinkGroup

modeladmin_register(EnterprisesGroup)


class LicenceItem(MenuItem):
    """The page on which a licence is compared, for who stands at a window."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return licences.may_compare(request.user)


@hooks.register("register_admin_menu_item")
def licence_item() -> MenuItem:
    """Put it beside the registers."""
    return LicenceItem(
        _("Compare a licence"), reverse("requests_licences"), icon_name="clipboard-list", order=121
    )


class FactorItem(MenuItem):
    """The page on which a lost second factor is taken off an account."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return factors.may_reset(request.user)


@hooks.register("register_settings_menu_item")
def factor_item() -> MenuItem:
    """Put it among the settings, where accounts are."""
    return FactorItem(_("Lost second factor"), reverse("requests_second_factor"), icon_name="key", order=610)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the addresses."""
    return [
        path("requests/licences/", licences.LicenceView.as_view(), name="requests_licences"),
        path("requests/second-factor/", factors.ResetView.as_view(), name="requests_second_factor"),
    ]


@hooks.register(site_hooks.DESK_TASKS)
def licences_to_compare(request: HttpRequest) -> list[Task]:
    """Tell the centre how many wait for their licence to be compared."""
    count = licences.waiting_for(request.user)
    if not count:
        return []
    return [Task(_("Compare licences"), reverse("requests_licences"), urgency=Urgency.SOON, count=count)]


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
    return LinkGroup(_("Requests and your data"), links, order=80)
