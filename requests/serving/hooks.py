"""What ``serving`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from django.urls import URLPattern, path

from wagtail import hooks

from onestop.requests.serving.report import URL_NAME, ReportMenuItem, ReportView


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the report."""
    return [path("requests/records-report/", ReportView.as_view(), name=URL_NAME)]


@hooks.register("register_reports_menu_item")
def report_item() -> ReportMenuItem:
    """Add its entry."""
    return ReportMenuItem()
