"""The search for requests on the first page of the admin: what a colleague reads out on the telephone."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse

from wagtail.admin.ui.components import Component

from onestop.requests.desks import access


class FindPanel(Component):
    """A field for number, enterprise, credit code or telephone; the queue seals what was typed (6.3)."""

    name = "find_request"
    template_name = "requests/desks/find.html"
    order = 5

    class Media:
        css = {"all": ["requests/desks.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return where it leads, and the token that makes it a form of this site."""
        token = get_token(parent_context["request"])
        return {"csrf_token": token, "url": reverse("requests_cases_modeladmin_index")}


def show(request: HttpRequest, panels: list[Any]) -> None:
    """Put the search first on the page of who has a desk."""
    if access.has_desk(request.user):
        panels.insert(0, FindPanel())
