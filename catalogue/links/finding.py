"""Links for others: guides and directories name a kind and get an address that works."""

from collections.abc import Iterable

from onestop.catalogue.links.kinds import LinkKind
from onestop.catalogue.links.models import ExternalLink
from onestop.site.page_cache import remember


def shown_links() -> tuple[ExternalLink, ...]:
    """Return every link that users see, in its order; asked of the database once until content changes."""
    return remember("catalogue.links", lambda: tuple(ExternalLink.objects.shown()))


def link_for(kind: str) -> ExternalLink | None:
    """Return the first working link of a kind (``link_for(LinkKind.NATIONAL)``); None if there is none."""
    return next((link for link in shown_links() if link.kind == kind), None)


def links_for(kinds: Iterable[str]) -> list[ExternalLink]:
    """Return the working links of some kinds, in the order of the kinds."""
    order = {kind: place for place, kind in enumerate(kinds)}
    return sorted((link for link in shown_links() if link.kind in order), key=lambda link: order[link.kind])


def by_kind() -> list[tuple[LinkKind, list[ExternalLink]]]:
    """Return the kinds that have links, each with its links, as the page shows them."""
    groups: dict[str, list[ExternalLink]] = {}
    for link in shown_links():
        groups.setdefault(link.kind, []).append(link)
    return [(kind, groups[kind.value]) for kind in LinkKind if kind.value in groups]
