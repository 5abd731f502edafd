"""What happens when a guide is published: it must be complete, and becomes a version."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from onestop.catalogue.services import rules

if TYPE_CHECKING:
    from onestop.catalogue.services.models import ServiceItemPage


class PublicationRefused(PermissionDenied):
    """A guide that breaks a rule was to be published; ``faults`` says which.

    A ``PermissionDenied``, because Wagtail's views answer that with a message where no form is at hand.
    """

    def __init__(self, faults: list[rules.Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))


def refuse_incomplete(page: "ServiceItemPage") -> None:
    """Raise ``PublicationRefused`` if the guide of ``page`` breaks a rule."""
    found = rules.faults(page)
    if found:
        raise PublicationRefused(found)


def keep_version(page: "ServiceItemPage", revision: Any) -> None:
    """Write down that ``page`` has been published with ``revision``, once for each revision."""
    versions: Any = page.versions
    with transaction.atomic():
        type(page).objects.select_for_update().filter(pk=page.pk).values("pk").first()
        latest = versions.first()
        if latest and revision and latest.revision_id == revision.pk:
            return
        number = latest.number + 1 if latest else 1
        versions.create(number=number, note=page.change_note, revision=revision, published_at=timezone.now())
