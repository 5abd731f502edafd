"""Personal data that nobody needs any more is deleted; counts and proofs stay. PIPL art. 19, 47."""

import datetime as dt
import logging
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from onestop.home.training import months
from onestop.home.training.models import Feedback, OwedMail, Registration, TrainingIndexPage

logger = logging.getLogger(__name__)
DEFAULT_MONTHS = 36
BATCH = 500


def purge(now: dt.datetime | None = None, *, dry_run: bool = False) -> int:
    """Delete the personal data of events that ended before the retention period; return of how many persons.

    The period is that of the column, ``retention_months``. Said in the log by number only.
    """
    now = now or timezone.now()
    column = TrainingIndexPage.objects.order_by("pk").first()
    kept = column.retention_months if column else DEFAULT_MONTHS
    oldest = _months_before(now, kept)
    due = list(
        Registration.objects.filter(event__ends_at__lt=oldest, purged_at__isnull=True).values_list(
            "pk", flat=True
        )
    )
    if not dry_run:
        for start in range(0, len(due), BATCH):
            forget(due[start : start + BATCH], now)
        logger.info("training: personal data of %d registrations deleted, kept for %d months", len(due), kept)
    return len(due)


def forget(pks: Collection[int], now: dt.datetime | None = None) -> int:
    """Delete name, enterprise, contact and free words of some registrations; return of how many.

    A proof keeps the first character of the name with its stars and can still be checked.
    """
    with transaction.atomic():
        rows = Registration.objects.filter(pk__in=pks, purged_at__isnull=True)
        Feedback.objects.filter(registration__in=rows).update(words="")
        OwedMail.objects.filter(registration__in=rows).delete()
        return rows.update(
            name="",
            enterprise="",
            credit_code="",
            sealed_phone="",
            sealed_email="",
            contact_key="",
            purged_at=now or timezone.now(),
        )


def _months_before(now: dt.datetime, count: int) -> dt.datetime:
    """Return the same day ``count`` months earlier, or the last of its month."""
    local = timezone.localtime(now)
    first = months.shifted(local.date().replace(day=1), -count)
    day = min(local.day, months.last_of(first).day)
    return local.replace(year=first.year, month=first.month, day=day)
