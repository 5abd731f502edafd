"""What machines read of a standard's page: description, JSON-LD."""

from typing import Any

from django.conf import settings

from onestop.site.look.structured import CONTEXT
from onestop.standards.choices import StandardClass, Status
from onestop.standards.record.loading import Record
from onestop.standards.record.sentence import sentence


def description(record: Record) -> str:
    """Return the sentence that search engines show under the title."""
    standard = record.standard
    return f"{standard.number} {standard.title}：{sentence(record)}"


def json_ld(record: Record, url: str) -> dict[str, Any]:
    """Return the record as a schema.org ``CreativeWork``; what is not known is left out.

    Args:
        record: the record.
        url: its full address.
    """
    standard = record.standard
    data = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "identifier": standard.number,
        "name": standard.title,
        "alternateName": standard.title_en,
        "genre": str(StandardClass(standard.standard_class).label),
        "creativeWorkStatus": str(Status(standard.status).label),
        "datePublished": standard.issued_on.isoformat() if standard.issued_on else "",
        "publisher": {"@type": "Organization", "name": standard.issuer.name} if standard.issuer_id else "",
        "abstract": standard.scope,
        "inLanguage": settings.LANGUAGE_CODE,
        "version": str(standard.year or ""),
        "sameAs": [extra.code for extra in record.of_kind("link")],
    }
    return {name: value for name, value in data.items() if value}
