"""System checks of the search layer."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from onestop.search.engines.elastic.client import make_client
from onestop.search.registry import documents


@register("search")
def check_address(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse an ``ELASTICSEARCH_URL`` that no connection can be made from."""
    if not settings.ELASTICSEARCH_URL:
        return []
    try:
        make_client()
    except (ValueError, OSError) as error:
        hint = "Write it as https://user:password@host:9200, with the port; see docs/elasticsearch.md."
        return [Error(f"ELASTICSEARCH_URL cannot be used: {error}", hint=hint, id="search.E001")]
    return []


@register("search")
def check_fields(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse fields of documents that the embedded engine has no counterpart for."""
    return [
        Error(
            f"{document.__name__}.{name}: fields of type {field['type']} are not shared by the engines.",
            hint="Use Tokens, Keyword or Long; see docs/search.md.",
            id="search.E002",
        )
        for document in documents()
        for name, field in document.properties().items()
        if field["type"] not in {"text", "keyword", "long"}
        or field.get("analyzer", "whitespace") != "whitespace"
    ]
