"""Pages as machines read them: schema.org data of an article and of the way to it, Open Graph."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from onestop.site.look.chrome import chrome_for
from onestop.site.look.parts import Link

CONTEXT = "https://schema.org"


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
                "item": request.build_absolute_uri(link.url or None),
            }
            for position, link in enumerate(trail, start=1)
        ],
    }


def article_data(page: Any, request: HttpRequest, trail: Sequence[Link]) -> list[dict[str, Any]]:
    """Return an entry as an ``Article`` with the way to it; what is not known is left out."""
    frame = chrome_for(request)
    data = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": page.title,
        "description": page.search_description or page.intro,
        "datePublished": timezone.localtime(page.published_at).isoformat() if page.published_at else "",
        "dateModified": timezone.localtime(page.last_published_at).isoformat()
        if page.last_published_at
        else "",
        "author": _named(page.author, "Person") or _named(page.source, "Organization"),
        "publisher": _named(frame.identity.organiser.name or frame.site_name, "Organization"),
        "mainEntityOfPage": request.build_absolute_uri(),
        "inLanguage": settings.LANGUAGE_CODE,
    }
    return [{name: value for name, value in data.items() if value}, breadcrumb_data(request, trail)]


def _moment(time: dt.datetime | None) -> str:
    return timezone.localtime(time).isoformat() if time else ""


def _named(name: str, kind: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}
