"""``{% load standards %}``: what the standards' templates need beside Django's own."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from onestop.standards.searching.listing import Choice

register = template.Library()
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NUMBER = r"[A-Z][A-Z0-9/]*(?:\([^()]{1,4}\))? [A-Z]?[0-9][0-9A-Z.~]*(?:[—:][0-9]{4})?"
_WHOLE = re.compile(f"{_DATE}|{_NUMBER}")
_OPTION = '<li class="level-{}{}"><a href="{}" rel="nofollow"{}><span>{}</span>{}</a></li>'
_COUNT = '<span class="facets__count">{}</span>'
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def unbroken(text: str) -> SafeString:
    """Return ``text`` as HTML in which no line breaks inside a date or a standard's number."""
    return mark_safe(_WHOLE.sub(r'<span class="nobr">\g<0></span>', escape(text)))  # noqa: S308 - escaped here


@register.simple_tag
def facet_options(options: Iterable[Choice]) -> SafeString:
    """Return the values of a facet as list items; markup in Python, for there are fifty of them on a page."""
    return format_html_join("", _OPTION, map(_option, options))


def _option(option: Choice) -> tuple[object, ...]:
    """Return what fills ``_OPTION``."""
    state = " is-chosen" if option.chosen else " is-empty" if option.count == 0 else ""
    current = SafeString(' aria-current="true"') if option.chosen else ""
    count = SafeString("") if option.count is None else format_html(_COUNT, option.count)
    return option.level, state, option.url, current, option.title, count


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return structured data as a data block for search engines; it cannot end the block or hold markup."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above
