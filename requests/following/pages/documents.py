"""The files of an enterprise's requests in one list: what it sent, and the results it was given."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from onestop.requests.enterprises.models import Membership
from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.following.pages.mine import cases_of

PAGE_SIZE = 30


def of_room(membership: Membership, number: str | None) -> Page[Attachment]:
    """Return a page of the files that the enterprise may read, the newest first.

    Args:
        membership: Whose room, and who is in it.
        number: Page of the list, as it was asked for.
    """
    return Paginator(_files(membership), PAGE_SIZE).get_page(number)


def copied(membership: Membership) -> Iterator[dict[str, Any]]:
    """Yield the same files for the copy of one's data: which there are; each is handed out by itself."""
    for each in _files(membership):
        yield {
            "request": each.case.number,
            "name": each.name,
            "kind": each.get_kind_display(),
            "size": each.size,
            "sha256": each.digest,
            "at": each.at,
        }


def _files(membership: Membership) -> "QuerySet[Attachment]":
    files = Attachment.objects.filter(
        case__in=cases_of(membership), for_enterprise=True, erased_at__isnull=True
    )
    return files.exclude(kind=AttachmentKind.SIGNATURE).select_related("case").order_by("-at", "-pk")
