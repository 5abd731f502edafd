"""What the project itself registers with Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wagtail import hooks
from wagtail.admin.views.home import (
    LockedPagesPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page

from onestop.site.accounts.gates import Gate
from onestop.site.accounts.second_factor import GATE
from onestop.site.desk.panel import TodayPanel
from onestop.site.digits import number_of
from onestop.site.hooks import SIGN_IN_GATES

SAID_ON_THE_DESK = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel, LockedPagesPanel)
"""Wagtail's own panels of what our desk says better, each with queries of its own a row."""


@hooks.register(SIGN_IN_GATES)
def second_factor_gate() -> Gate:
    """Ask staff for a second factor."""
    return GATE


@hooks.register("construct_homepage_panels")
def today(_request: HttpRequest, panels: list[Any]) -> None:
    """Put what is to be done first, once."""
    panels[:] = [TodayPanel(), *(each for each in panels if not isinstance(each, SAID_ON_THE_DESK))]


@hooks.register("construct_homepage_summary_items", order=1000)  # after those of Wagtail's apps
def no_counts(_request: HttpRequest, items: list[Any]) -> None:
    """Leave out how many pages, pictures and documents there are: nobody works by that."""
    items.clear()


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    """Bring the style sheet of the desk."""
    return format_html('<link rel="stylesheet" href="{}">', static("onestop/admin/desk.css"))


@hooks.register("insert_global_admin_js")
def admin_scripts() -> SafeString:
    """Bring what makes cards of rows on a telephone, what keeps the last words, and what gives names."""
    names = [(static(f"onestop/admin/{name}.js"),) for name in ("registers", "last_words", "names")]
    return format_html_join("\n", '<script type="module" src="{}"></script>', names)


@hooks.register("construct_help_menu", order=1000)  # after Wagtail's own
def no_release_notes(_request: HttpRequest, items: list[Any]) -> None:
    """Leave out what leads to Wagtail's pages: they are in English, elsewhere, and about no work of ours."""
    items[:] = [each for each in items if not each.name.startswith(("whats-new", "editor-guide"))]


@hooks.register("before_copy_page")
def copy_beside(request: HttpRequest, page: Page) -> None:
    """Copy a page to where it stands if no place was chosen: Wagtail takes for granted that one was."""
    if request.method != "POST":
        return
    if not Page.objects.filter(pk=number_of(request.POST.get("new_parent_page"))).exists():
        sent = request.POST.copy()
        sent["new_parent_page"] = str(page.get_parent().pk)
        request.POST = sent  # type: ignore[assignment]  # Django's own setter takes it
