"""What ``desks`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from django.urls import URLPattern, path, register_converter

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from onestop.requests.desks import day, finding, month
from onestop.requests.desks.case_views import ActionView, CaseView, LookView
from onestop.requests.desks.printing import CasePrint, EvaluationPrint, RecordPrint
from onestop.requests.desks.queue.bulk import TogetherView
from onestop.requests.desks.queue.group import CasesGroup
from onestop.requests.desks.rules import day as calendar
from onestop.requests.desks.rules.versions import NextVersionView
from onestop.requests.desks.told import ToldView
from onestop.site import hooks as site_hooks


class NumberConverter:
    """A number of a request in an address; anything else is another page."""

    regex = r"[A-Z]{1,6}-[0-9]{8}-[0-9]{4,6}-[0-9A-Z]"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


modeladmin_register(CasesGroup)
for tasks in (day.tasks, calendar.tasks):
    hooks.register(site_hooks.DESK_TASKS, tasks)
for panel in (finding.show, month.show):
    hooks.register("construct_homepage_panels", panel, order=10)  # after the desk of the site
register_converter(NumberConverter, "request_number")


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the page of a case and its actions."""
    at = "requests/cases/<request_number:number>/"
    return [
        path("requests/cases/together/", TogetherView.as_view(), name="requests_together"),
        path("requests/told/", ToldView.as_view(), name="requests_told"),
        path("requests/limits/<int:pk>/next/", NextVersionView.as_view(), name="requests_next_version"),
        path(at, CaseView.as_view(), name="requests_case_desk"),
        path(f"{at}contact/", LookView.as_view(), name="requests_desk_contact"),
        path(f"{at}print/", CasePrint.as_view(), name="requests_desk_print"),
        path(f"{at}print/record/<int:pk>/", RecordPrint.as_view(), name="requests_desk_print_record"),
        path(f"{at}print/form/<int:pk>/", EvaluationPrint.as_view(), name="requests_desk_print_form"),
        path(f"{at}do/<slug:action>/", ActionView.as_view(), name="requests_desk_action"),
    ]
