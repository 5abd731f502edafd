"""What ``supervision`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from onestop.requests.supervision import day
from onestop.requests.supervision.desk_views import ComplaintView
from onestop.requests.supervision.registers import SupervisionGroup
from onestop.site import hooks as site_hooks
from onestop.site.look.parts import Link, LinkGroup

modeladmin_register(SupervisionGroup)
hooks.register(site_hooks.DESK_TASKS, day.tasks)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the page of a complaint."""
    return [path("requests/complaints/<int:pk>/", ComplaintView.as_view(), name="requests_complaint_desk")]


@hooks.register(site_hooks.FOOTER_LINKS)
def complain(request: HttpRequest) -> LinkGroup:  # noqa: ARG001 - signature of the hook
    """Lead to the complaints from every page."""
    return LinkGroup(_("Requests and your data"), (Link(_("Complain"), "/complaints/new/"),), order=70)
