"""The files of an enterprise's requests in one list: what it sent, and the results it was given."""

from django.core.paginator import Page, Paginator

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
    files = Attachment.objects.filter(
        case__in=cases_of(membership), for_enterprise=True, erased_at__isnull=True
    )
    shown = files.exclude(kind=AttachmentKind.SIGNATURE).select_related("case").order_by("-at", "-pk")
    return Paginator(shown, PAGE_SIZE).get_page(number)
