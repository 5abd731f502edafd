"""What the project itself registers with Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail import hooks

from onestop.site.desk.panel import TodayPanel


@hooks.register("construct_homepage_panels")
def today(_request: HttpRequest, panels: list[Any]) -> None:
    """Put what is to be done first."""
    panels.insert(0, TodayPanel())


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    """Bring the style sheet of the desk."""
    return format_html('<link rel="stylesheet" href="{}">', static("onestop/admin/desk.css"))
