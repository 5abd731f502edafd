"""A register of generated records in the database, written in bulk as an import does."""

import itertools
import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tqdm import tqdm

from onestop.benchmarks.generate import Generator, Record

if TYPE_CHECKING:
    from onestop.standards.models import Standard

BATCH = 1000
SOURCE = "示例数据"


def fill(count: int) -> None:
    """Write ``count`` generated records with their classes and the edges between their editions."""
    from django.db import transaction  # noqa: PLC0415 - Django must have been set up

    records = Generator().records(count)
    chance = random.Random(1)
    with tqdm(total=count, desc="records", unit="", disable=None) as bar:
        for batch in _batched(records):
            with transaction.atomic():
                _write(batch, chance)
            bar.update(len(batch))


def size() -> int:
    """Return how many records there are, those of the demo content included."""
    from onestop.standards.models import Standard  # noqa: PLC0415 - Django must have been set up

    return Standard.objects.count()


def _batched(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(itertools.islice(records, BATCH)):
        yield batch


def _write(records: Sequence[Record], chance: random.Random) -> None:
    from onestop.standards import linking  # noqa: PLC0415 - Django must have been set up
    from onestop.standards.models import Standard  # noqa: PLC0415

    standards = Standard.objects.bulk_create([_standard(record) for record in records])
    _classify([s for s, record in zip(standards, records, strict=True) if record.classified], chance)
    later = {s.base_key for s, record in zip(standards, records, strict=True) if record.replaces}
    members = Standard.objects.filter(base_key__in=later).values_list("pk", flat=True)
    linking.derive_replacements(set(members), later)


def _standard(record: Record) -> "Standard":
    from onestop.standards.models import Standard  # noqa: PLC0415 - Django must have been set up

    standard = Standard(
        number=record.number,
        title=record.title,
        title_en=record.title_en,
        scope=record.scope,
        issued_on=record.issued,
        effective_on=record.effective,
        withdrawn_on=record.withdrawn,
        source=SOURCE,
    )
    standard.derive()
    return standard


def _classify(standards: Sequence["Standard"], chance: random.Random) -> None:
    from onestop.standards.models import CcsClass, IcsClass, Standard  # noqa: PLC0415 - as above

    for through, model, column in (
        (Standard.ics.through, IcsClass, "icsclass_id"),
        (Standard.ccs.through, CcsClass, "ccsclass_id"),
    ):
        classes = list(model.objects.order_by("pk").values_list("pk", flat=True))
        if classes:
            rows = [through(standard_id=each.pk, **{column: chance.choice(classes)}) for each in standards]
            through.objects.bulk_create(rows)
