"""Tags of the enterprise's room."""

from typing import Any

from django import template

from onestop.requests.enterprises import rooms

register = template.Library()


@register.simple_tag(takes_context=True)
def room_sections(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of the room's navigation."""
    return rooms.navigation(context["request"])
