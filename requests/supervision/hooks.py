"""What ``supervision`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from onestop.requests.supervision import day
from onestop.requests.supervision.desk_views import ComplaintView, WriteComplaintView, may_write_down
from onestop.requests.supervision.registers import SupervisionGroup
from onestop.site import hooks as site_hooks
from onestop.site.look.parts import Link, LinkGroup

modeladmin_register(SupervisionGroup)
hooks.register(site_hooks.DESK_TASKS, day.tasks)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the page of a complaint, and the form to write one down."""
    at = "requests/complaints/"
    return [
        path(f"{at}write-down/", WriteComplaintView.as_view(), name="requests_complaint_write_down"),
        path(f"{at}<int:pk>/", ComplaintView.as_view(), name="requests_complaint_desk"),
    ]


class WriteComplaintItem(MenuItem):
    """The form of staff, for who may write complaints down."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return may_write_down(request.user)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Put the form of staff into the menu."""
    title = pgettext_lazy("admin menu", "Write down a complaint")
    address = reverse_lazy("requests_complaint_write_down")
    return WriteComplaintItem(title, address, icon_name="warning", order=106)


class ComplaintSitemap(Sitemap[str]):
    """How to complain."""

    def items(self) -> list[str]:
        """Return the name of the address."""
        return ["requests_complaint_new"]

    def location(self, item: str) -> str:
        """Return the path."""
        return reverse(item)


@hooks.register(site_hooks.SITEMAP_ENTRIES)
def in_sitemap() -> tuple[str, ComplaintSitemap]:
    """Name the page to search engines."""
    return "complaints", ComplaintSitemap()


@hooks.register(site_hooks.FOOTER_LINKS)
def complain(request: HttpRequest) -> LinkGroup:  # noqa: ARG001 - signature of the hook
    """Lead to the complaints from every page."""
    return LinkGroup(
        _("Requests and your data"), (Link(_("Complain"), reverse("requests_complaint_new")),), order=70
    )
