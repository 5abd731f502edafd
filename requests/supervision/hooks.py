"""What ``supervision`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from onestop.requests.supervision.registers import SupervisionGroup
from onestop.site import hooks as site_hooks
from onestop.site.look.parts import Link, LinkGroup

modeladmin_register(SupervisionGroup)


@hooks.register(site_hooks.FOOTER_LINKS)
def complain(request: HttpRequest) -> LinkGroup:  # noqa: ARG001 - signature of the hook
    """Lead to the complaints from every page."""
    return LinkGroup(_("Requests and your data"), (Link(_("Complain"), "/complaints/new/"),), order=70)
