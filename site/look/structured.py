"""Pages as machines read them: schema.org data in the page, and the way to it."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from onestop.site.look.parts import Link

CONTEXT = "https://schema.org"
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_SHORT = (",", ":")


def data_block(data: Any) -> SafeString:
    """Return structured data as a data block for search engines; it cannot end the block or hold markup."""
    text = json.dumps(data, ensure_ascii=False, separators=_SHORT).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def breadcrumb_data(request: HttpRequest, trail: Sequence[Link]) -> dict[str, Any]:
    """Return the way to a page as a ``BreadcrumbList``; the last place is the page itself."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.title,
                "item": request.build_absolute_uri(link.url or request.path),
            }
            for position, link in enumerate(trail, start=1)
        ],
    }
