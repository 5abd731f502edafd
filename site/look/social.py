"""How a page names itself to machines: its one address, and what a shared link shows (Open Graph)."""

from typing import Any

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri

ARTICLE_TAG = "ArticleTitle"
"""A page with this meta tag is an article; all others are pages of the site."""


def canonical_url(request: HttpRequest | None) -> str:
    """Return the one address of what ``request`` shows: without filters, page numbers and the like."""
    if request is None or not request.META.get("SERVER_NAME"):
        return ""
    # As a browser asks for it: the map of the site, the feeds and the data for machines write it so, too.
    return f"{request.scheme}://{request.get_host()}{iri_to_uri(request.path)}"


def open_graph(title: str, about: str, url: str, site_name: str, page_meta: Any) -> dict[str, str]:
    """Return the Open Graph tags of what is called ``title``; what is not known is left out.

    Args:
        title: the name of what is shown; without one there is nothing to share.
        about: what search engines are told of it.
        url: its canonical address.
        site_name: the name of the site.
        page_meta: the tags of ``onestop.site.look.meta``; they tell an article.
    """
    if not title:
        return {}
    tags = {
        "og:site_name": site_name,
        "og:title": title,
        "og:type": "article" if page_meta and ARTICLE_TAG in page_meta else "website",
        "og:url": url,
        "og:description": about,
        "og:locale": "zh_CN",
    }
    return {name: content for name, content in tags.items() if content}
