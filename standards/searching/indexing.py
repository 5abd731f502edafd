"""What the document of a record needs besides the record, fetched once for a batch."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q

from onestop.standards.models import CcsClass, IcsClass, Standard, StandardAlias

_SPARSE = 4
"""So many primary keys for one that is asked for are still worth reading."""


class Edition:
    """An edition of a number: its titles, and what decides from when until when it stands for the number."""

    __slots__ = ("pk", "starts_on", "titles", "year")

    def __init__(self, pk: int, year: int | None, starts_on: dt.date | None, titles: list[str]) -> None:
        self.pk, self.year, self.starts_on, self.titles = pk, year, starts_on, titles


class Batch:
    """Editions by base key; aliases and paths of classes by primary key."""

    def __init__(self, objs: Sequence[Any]) -> None:
        own = _among("standard_id", [standard.pk for standard in objs])
        self.editions = _editions(objs)
        aliases = StandardAlias.objects.filter(own)
        self.aliases = _grouped(aliases.values_list("standard_id", "number"))
        ics = Standard.ics.through.objects.filter(own)
        self.ics = _grouped(
            ics.values_list("standard_id", "icsclass__code"), lambda code: IcsClass(code=code).path
        )
        ccs = Standard.ccs.through.objects.filter(own)
        self.ccs = _grouped(
            ccs.values_list("standard_id", "ccsclass__code"), lambda code: CcsClass(code=code).path
        )


def _among(column: str, values: list[int]) -> Q:
    """Return the condition that ``column`` is one of ``values``, as a range where they are close together.

    A batch of a build is a range of primary keys; two thousand parameters a query would take longer than it.
    """
    if not values or max(values) - min(values) > _SPARSE * len(values):
        return Q(**{f"{column}__in": values})
    return Q(**{f"{column}__gte": min(values), f"{column}__lte": max(values)})


def _editions(objs: Sequence[Any]) -> dict[str, list[Edition]]:
    """Return the public editions of the numbers of ``objs``."""
    asked = Standard.objects.filter(_among("pk", [standard.pk for standard in objs]))
    rows = Standard.objects.public().filter(base_key__in=asked.values("base_key"))
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
