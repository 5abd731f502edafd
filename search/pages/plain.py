"""The text of a page without its markup."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags

_BREAKS = re.compile(r"</(?:p|li|h[1-6]|td|th|dd|dt|blockquote)>|<br\s*/?>", re.IGNORECASE)


def without_tags(html: str) -> str:
    """Return the text of ``html``; blocks stay apart, entities become characters."""
    return " ".join(unescape(strip_tags(_BREAKS.sub(" ", html))).split())


def plain_text(page: Any) -> str:
    """Return the text of every field of ``page`` that Wagtail knows how to read: rich text, streams."""
    return "\n".join(filter(None, _texts(page)))


def _texts(page: Any) -> Iterator[str]:
    for field in page._meta.concrete_fields:  # noqa: SLF001 - Django's public API of models
        read = getattr(field, "get_searchable_content", None)
        value = getattr(page, field.attname, None) if read else None
        if read and value:
            yield without_tags(" ".join(str(part) for part in read(value)))
