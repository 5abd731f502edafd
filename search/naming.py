"""Names of indexes: ``<prefix>-<document>``, so that several sites can share one Elasticsearch."""

from django.conf import settings

from onestop.search.documents import SearchDocument


def index_base(document: type[SearchDocument]) -> str:
    """Return the name that all generations of the document's index begin with."""
    prefix = getattr(settings, "SEARCH_INDEX_PREFIX", "onestop")
    return f"{prefix}-{document.Settings.name}"
