"""Pages as machines read them: schema.org data of an article."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from onestop.site.look.chrome import chrome_for
from onestop.site.look.structured import CONTEXT


def article_data(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return an entry as an ``Article``; what is not known is left out."""
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
    return {name: value for name, value in data.items() if value}


def _named(name: str, kind: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}
