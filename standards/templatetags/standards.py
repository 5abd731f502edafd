"""``{% load standards %}``: what the standards' templates need beside Django's own."""

import json
import re
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NUMBER = r"[A-Z][A-Z0-9/]*(?:\([^()]{1,4}\))? [A-Z]?[0-9][0-9A-Z.~]*(?:[—:][0-9]{4})?"
_WHOLE = re.compile(f"{_DATE}|{_NUMBER}")
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def unbroken(text: str) -> SafeString:
    """Return ``text`` as HTML in which no line breaks inside a date or a standard's number."""
    return mark_safe(_WHOLE.sub(r'<span class="nobr">\g<0></span>', escape(text)))  # noqa: S308 - escaped here


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return structured data as a data block for search engines; it cannot end the block or hold markup."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above
