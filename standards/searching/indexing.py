"""What the document of a record needs besides the record, fetched once for a batch."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from onestop.standards.models import CcsClass, IcsClass, Standard, StandardAlias


class Edition:
    """An edition of a number: its titles, and what decides from when until when it stands for the number."""

    __slots__ = ("pk", "starts_on", "titles", "year")

    def __init__(self, pk: int, year: int | None, starts_on: dt.date | None, titles: list[str]) -> None:
        self.pk, self.year, self.starts_on, self.titles = pk, year, starts_on, titles


class Batch:
    """Editions by base key; aliases and paths of classes by primary key."""

    def __init__(self, objs: Sequence[Standard]) -> None:
        pks = [standard.pk for standard in objs]
        self.editions = _editions({standard.base_key for standard in objs})
        aliases = StandardAlias.objects.filter(standard__in=pks)
        self.aliases = _grouped(aliases.values_list("standard_id", "number"))
        ics = Standard.ics.through.objects.filter(standard__in=pks)
        self.ics = _grouped(
            ics.values_list("standard_id", "icsclass__code"), lambda code: IcsClass(code=code).path
        )
        ccs = Standard.ccs.through.objects.filter(standard__in=pks)
        self.ccs = _grouped(
            ccs.values_list("standard_id", "ccsclass__code"), lambda code: CcsClass(code=code).path
        )


def _editions(base_keys: set[str]) -> dict[str, list[Edition]]:
    rows = Standard.objects.public().filter(base_key__in=base_keys)
    editions: dict[str, list[Edition]] = defaultdict(list)
    for key, pk, year, starts_on, title, others in rows.values_list(
        "base_key", "pk", "year", "starts_on", "title", "other_titles"
    ):
        editions[key].append(Edition(pk, year, starts_on, [title, *others.splitlines()]))
    return editions


def _grouped(
    pairs: Iterable[tuple[int, str]], spread: Callable[[str], list[str]] = lambda value: [value]
) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = defaultdict(list)
    for pk, value in pairs:
        grouped[pk] += [each for each in spread(value) if each not in grouped[pk]]
    return grouped
