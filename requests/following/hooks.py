"""What ``following`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from onestop.catalogue.organisations import hooks as network_hooks
from onestop.home import hooks as home_hooks
from onestop.home.process.figure import Figure
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.following import figures, tasks
from onestop.requests.following.admin import FollowingGroup
from onestop.requests.following.board.sitemap import BoardSitemap
from onestop.requests.following.drawn_flow import figure
from onestop.requests.following.notices import views
from onestop.requests.following.panel import FiguresPanel, shown_figures
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import hooks as site_hooks
from onestop.site.desk.tasks import Task
from onestop.site.look.parts import Link, LinkGroup

modeladmin_register(FollowingGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the pages of the texts."""
    return [
        path("requests/texts/", views.texts, name="requests_texts"),
        path("requests/texts/<slug:kind>/", views.text, name="requests_text"),
    ]


@hooks.register(home_hooks.WORKFLOW_FIGURE)
def workflow_figure() -> Figure:
    """Return the flow of a service as the table of transitions has it (4.3.1)."""
    return figure()


@hooks.register(site_hooks.HOME_PANELS)
def three_figures(request: HttpRequest) -> FiguresPanel | None:  # noqa: ARG001 - the hook's signature
    """Return three figures of the work, once there are any."""
    shown = shown_figures()
    return FiguresPanel(shown) if shown else None


@hooks.register(site_hooks.FOOTER_LINKS)
def progress(_request: HttpRequest) -> LinkGroup:
    """Show the way to the board on every page."""
    links = (
        Link(_("Progress of requests"), reverse("requests_board")),
        Link(_("How these are counted"), reverse("requests_figures")),
    )
    return LinkGroup(_("Requests and your data"), links, order=60)


@hooks.register(site_hooks.SITEMAP_ENTRIES)
def in_sitemap() -> tuple[str, BoardSitemap]:
    """Name the board to search engines."""
    return "progress", BoardSitemap()


@hooks.register(site_hooks.DESK_TASKS)
def desk_tasks(request: HttpRequest) -> Iterable[Task]:
    """Return urged cases, silent ones, unread messages and call-backs that are due."""
    return tasks.of(request.user)


@hooks.register(network_hooks.OPEN_CASES)
def open_cases(staff_ids: list[int]) -> dict[int, int]:
    """Return how many open cases each of these people has in hand (4.1.2.3)."""
    counted = ServiceRequest.objects.under_way().filter(handler__in=staff_ids)
    rows = counted.order_by().values("handler").annotate(n=Count("pk"))
    return {row["handler"]: row["n"] for row in rows}


@hooks.register(network_hooks.REGION_FIGURES)
def enterprises_by_county(codes: list[str]) -> tuple[str, dict[str, int]]:
    """Return how many enterprises each county has (4.1.1.3)."""
    rows = Enterprise.objects.standing().filter(region__isnull=False).values_list("region__code", flat=True)
    return _("Enterprises"), _by_county(rows, codes)


@hooks.register(network_hooks.REGION_FIGURES)
def requests_by_county(codes: list[str]) -> tuple[str, dict[str, int]]:
    """Return how many requests came from each county (4.1.1.3)."""
    rows = ServiceRequest.objects.filed().filter(region__isnull=False).values_list("region__code", flat=True)
    return _("Requests"), _by_county(rows, codes)


def _by_county(rows: Any, codes: list[str]) -> dict[str, int]:
    counted = rows.order_by().values_list("region__code").annotate(n=Count("pk"))
    found = dict.fromkeys(codes, 0)
    for code, number in counted:
        for county in codes:
            if code.startswith(county):
                found[county] += number
    return found


def _of_year(share: Callable[[figures.Span], figures.Share]) -> Callable[[int], Any]:
    return lambda year: share(figures.Span.year(year)).percent


@hooks.register(home_hooks.OBJECTIVE_FIGURES)
def accepted_in_time() -> tuple[str, str, Callable[[int], Any]]:
    """Reckon 及时受理率 (4.1.3 ②)."""
    return "accepted_in_time", _("Decided on acceptance in time, %"), _of_year(figures.accepted_in_time)


@hooks.register(home_hooks.OBJECTIVE_FIGURES)
def completed_in_time() -> tuple[str, str, Callable[[int], Any]]:
    """Reckon 按时办结率."""
    return "completed_in_time", _("Completed on time, %"), _of_year(figures.in_time)


@hooks.register(home_hooks.OBJECTIVE_FIGURES)
def called_back() -> tuple[str, str, Callable[[int], Any]]:
    """Reckon 回访率 (4.3.4.2)."""
    return "called_back", _("Call-backs done, %"), _of_year(figures.called_back)
