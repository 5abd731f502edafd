"""One function for each thing that happens to the register."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from onestop.standards import editions, linking
from onestop.standards.choices import Extent, RelationKind
from onestop.standards.models import Standard, StandardRelation


@transaction.atomic
def touch(ids: Collection[int]) -> None:
    """Bring everything up to date that depends on the records ``ids``; call it after every change of them.

    Relations from and to them are resolved anew, editions end the ones before them, and the search documents
    of the records, of their other editions and of the records at the ends of their edges are written anew. A
    primary key whose record is gone takes its document out of the index.

    ``Standard.save`` and ``delete`` call it; code that writes in bulk calls it once a batch.
    """
    ids = set(ids)
    keys = linking.Keys.of(ids)
    changed = linking.resolve_targets(ids, keys)
    members = set(Standard.objects.filter(base_key__in=keys.base).order_by().values_list("pk", flat=True))
    linking.derive_replacements(members, keys.base)
    _schedule(ids | changed | members | _targets(ids))


def neighbours(ids: Collection[int]) -> set[int]:
    """Return the records ``ids`` and those whose status or place among the editions depends on them."""
    keys = linking.Keys.of(ids)
    family = Standard.objects.filter(base_key__in=keys.base).order_by().values_list("pk", flat=True)
    return {*ids, *family, *_targets(ids)}


def _targets(ids: Collection[int]) -> set[int]:
    edges = StandardRelation.objects.filter(standard__in=ids, target__isnull=False).order_by()
    return set(edges.values_list("target", flat=True))


def _schedule(ids: Collection[int]) -> None:
    from onestop.search import outbox  # noqa: PLC0415 - loads the engines, only when there is something to send
    from onestop.standards.documents import StandardDocument  # noqa: PLC0415 - documents need the models

    outbox.schedule(StandardDocument, ids)


def with_status_of(standard: Standard, on: dt.date | None = None) -> Standard:
    """Set ``replaced_on`` and ``status`` on an instance that no queryset annotated: a draft, a preview.

    Its number decides which published records replace it, so it need not be saved or linked.
    """
    by_edge = Q(
        relations__target_full_key=standard.full_key,
        relations__kind=RelationKind.REPLACES,
        relations__extent=Extent.FULL,
    )
    newer = Q(base_key=standard.base_key, year__gt=standard.year) if standard.year else Q(pk__in=[])
    others = Standard.objects.public().exclude(pk=standard.pk).filter(by_edge | newer)
    standard.replaced_on = others.aggregate(first=Min("starts_on"))["first"]
    standard.status = editions.status_on(standard, on or timezone.localdate())
    return standard
