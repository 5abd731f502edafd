"""The home page's three figures (现在办理中 / 本月办结 / 按时率), with the way to how they are counted."""

from typing import Any

from laces.components import Component

from django.urls import reverse

from onestop.requests.following import figures
from onestop.site.page_cache import remember_for

SECONDS = 60


class FiguresPanel(Component):
    """Three honest figures."""

    order = 150
    seconds = SECONDS
    template_name = "requests/following/panel.html"

    def __init__(self, shown: list[figures.Shown]) -> None:
        self.shown = shown

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the figures and where they lead."""
        return {
            "figures": self.shown,
            "board_url": reverse("requests_board"),
            "how_url": reverse("requests_figures"),
        }


def shown_figures() -> list[figures.Shown]:
    """Return the figures, reckoned once a minute; none without data."""
    return remember_for(("requests.figures",), lambda: (figures.of_home(), SECONDS))
