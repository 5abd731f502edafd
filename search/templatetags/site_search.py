"""``{% load site_search %}``: results as the page of the site-wide search prints them."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from onestop.search.site_search.asking import Result

register = template.Library()


@register.simple_tag
def results(found: Iterable[Result]) -> SafeString:
    """Return results as list items; markup in Python, for twenty of them stand on a page."""
    return mark_safe("".join(map(_result, found)))  # noqa: S308 - every value is escaped there


def _result(row: Result) -> str:
    number = f'<p class="found__number nobr">{conditional_escape(row.number)}</p>' if row.number else ""
    title = f'<a href="{conditional_escape(row.url)}">{conditional_escape(row.title)}</a>'
    excerpt = f'<p class="small">{conditional_escape(row.excerpt)}</p>' if row.excerpt else ""
    line = f'<p class="small muted">{conditional_escape(row.line)}</p>' if row.line else ""
    words = f'<div><h3 class="phrases">{title}</h3>{excerpt}{line}</div>'
    state = conditional_escape(str(row.state_text))
    badge = f'<span class="badge badge--{conditional_escape(row.state)}">{state}</span>' if row.state else ""
    return f'\n<li class="found__row">{number}{words}{badge}</li>'
