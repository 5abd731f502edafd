"""What ``filing`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from onestop.catalogue.models import Expert, ServiceItemPage
from onestop.catalogue.organisations.choices import LAYERS
from onestop.catalogue.organisations.hooks import ORGANISATION_SECTIONS
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.filing import demo
from onestop.requests.filing.office_code import OfficeCode
from onestop.requests.filing.views.desk import WriteDownView, may_file
from onestop.requests.filing.views.other import OtherShareView
from onestop.requests.filing.views.wizard import LONGEST_ABOUT
from onestop.requests.workflow.roles import sees_all_cases
from onestop.search.site_search.asking import Asked
from onestop.site import hooks as site_hooks
from onestop.site.look.parts import Action, Door
from onestop.standards.models import Standard


class WriteDownItem(MenuItem):
    """The form of staff, for who may file."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return may_file(request.user)


class ReportItem(MenuItem):
    """The report, for who sees every case."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is in the menu."""
        return sees_all_cases(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the form of staff and the report of what fits no service."""
    return [
        path("requests/write-down/", WriteDownView.as_view(), name="requests_write_down"),
        path("reports/other-consultations/", OtherShareView.as_view(), name="requests_other_share"),
    ]


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    """Put the report into the menu of reports."""
    title = _("Share of other consultations")
    return ReportItem(title, reverse_lazy("requests_other_share"), icon_name="help", order=900)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Put the form of staff into the menu."""
    title = pgettext_lazy("admin menu", "Write down a request")
    return WriteDownItem(title, reverse_lazy("requests_write_down"), icon_name="edit", order=105)


@hooks.register(site_hooks.HOME_DOORS)
def door(_request: HttpRequest) -> Door:
    """Return the door to the form."""
    text = _("Three minutes, no account. You get a number and see every step.")
    return Door(_("File a request"), text, reverse("requests_new"), "message", order=30, accent=True)


@hooks.register(site_hooks.PAGE_ACTIONS)
def ask(_request: HttpRequest, subject: Any) -> Action:
    """Return the button to the form on the page of ``subject``, with what the form can know of it."""
    title, query = _wording(subject)
    address = f"{reverse('requests_new')}?{urlencode(query)}" if query else reverse("requests_new")
    return Action(title, address, "message", primary=isinstance(subject, ServiceItemPage | Organisation))


def _wording(subject: Any) -> tuple[str, dict[str, str]]:
    if isinstance(subject, ServiceItemPage):
        return _("File a request"), {"item": str(subject.pk)}
    if isinstance(subject, Organisation):
        known = subject.kind in LAYERS
        return _("File a request here") if known else _("File a request"), {
            "office": subject.slug
        } if known else {}
    if isinstance(subject, Standard):
        return _("Ask about this standard"), {"item": "", "standard": str(subject)[:LONGEST_ABOUT]}
    if isinstance(subject, Expert):
        return _("Ask this expert"), {"item": "", "expert": subject.public_name}
    text = getattr(subject, "text", "") if isinstance(subject, Asked) or hasattr(subject, "chosen") else ""
    about = {"item": "", "about": str(text)[:LONGEST_ABOUT]} if text else {}
    return _("Let the service centre look for you"), about


@hooks.register(ORGANISATION_SECTIONS)
def office_code(request: HttpRequest, organisation: Organisation) -> OfficeCode | None:
    """Return the code of a window that works."""
    receives = organisation.kind in LAYERS and organisation.takes_requests()
    return OfficeCode(request, organisation) if receives else None


@hooks.register(site_hooks.HEALTH_CHECKS)
def scanner() -> tuple[str, str]:
    """Say whether files are scanned for viruses."""
    return "attachments", "scanned" if settings.ATTACHMENT_SCANNER else "not scanned"


@hooks.register(site_hooks.LOAD_DEMO, order=30)
def load_demo(say: Callable[[str], None]) -> None:
    """Put the column in place."""
    demo.load(say)
