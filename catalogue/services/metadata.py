"""What machines read of a guide: schema.org ``GovernmentService``, meta tags."""

from typing import Any

from django.conf import settings

from onestop.catalogue.services.choices import Channel, Charged
from onestop.catalogue.services.presenting import GuideView
from onestop.site.look.meta import Meta, article_meta
from onestop.site.look.structured import CONTEXT


def page_meta(view: GuideView) -> Meta:
    """Return the meta tags of a guide."""
    item = view.item
    meta = article_meta(item.title, item.last_published_at or item.first_published_at, view.phone.name)
    keywords = "，".join(item.lines("keywords"))
    return {**meta, **({"Keywords": keywords} if keywords else {})}


def json_ld(view: GuideView) -> dict[str, Any]:
    """Return the guide as a schema.org ``GovernmentService``; what is not known is left out."""
    item = view.item
    channel = {
        "@type": "ServiceChannel",
        "serviceUrl": view.url if Channel.ONLINE in item.channels else "",
        "servicePhone": view.phone.phone,
        "processingTime": f"P{item.promised_days}D" if item.promised_days else "",
    }
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "GovernmentService",
        "@id": view.url,
        "url": view.url,
        "name": item.title,
        "identifier": item.code,
        "description": item.summary,
        "serviceType": str(item.get_kind_display()) if item.kind else "",
        "category": item.category.name if item.category else "",
        "audience": {"@type": "Audience", "audienceType": item.audience} if item.audience else "",
        "provider": [
            {"@type": "Organization", "name": place.name, "url": view.request.build_absolute_uri(place.url)}
            for place in view.places
        ],
        "serviceOutput": {"@type": "Thing", "name": item.result} if item.result else "",
        "isAccessibleForFree": item.charged == Charged.NONE,
        "availableChannel": {name: value for name, value in channel.items() if value},
        "inLanguage": settings.LANGUAGE_CODE,
    }
    return {name: value for name, value in data.items() if value not in ("", [], None)}
