"""``{% load network %}``: words about opening hours, and days."""

import datetime as dt
import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_HOURS = re.compile(r"\d\d:\d\d(?:–\d\d:\d\d)?|\d{4}-\d\d-\d\d")


@register.filter
def whole_hours(text: object) -> SafeString:
    """Return ``text`` as HTML in which no line breaks inside a span of hours or a date."""
    return mark_safe(_HOURS.sub(r'<span class="nobr">\g<0></span>', escape(str(text))))  # noqa: S308 - escaped here


@register.filter
def whole_day(value: object) -> object:
    """Return a day as HTML in which no line breaks, anything else as it is."""
    return (
        format_html('<time class="nobr">{}</time>', f"{value:%Y-%m-%d}")
        if isinstance(value, dt.date)
        else value
    )
