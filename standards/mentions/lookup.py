"""What numbers mean today: one query for all numbers of a page, one more where an edition has ended.

Clause 2 of the municipal standard: a dated reference means that edition, an undated one the newest that is in
force, with all its amendments.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField

from onestop.site.prepared import PreparedByKeys
from onestop.standards.choices import ENDED, Extent, RelationKind, Status
from onestop.standards.dating import dated, stamp
from onestop.standards.editions import head_spans
from onestop.standards.models import Amendment, StandardRelation
from onestop.standards.numbers import Number

_SHOWN = (
    *("number", "title", "slug", "full_key", "base_key", "year", "starts_on"),
    *("effective_on", "withdrawn_on", "stated_status", "status_override"),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a number in a text stands for on a day.

    Attributes:
        asked: The number as it was written.
        standard: The record it means, with its ``status``; ``None`` where the register has none.
        upcoming: The next edition of an undated number, if it is published and not yet in force.
        replaced_by: Printed numbers of what is to be used instead of an ended edition.
        amendments: 修改单 of the record, if they were asked for.
    """

    asked: Number
    standard: Any = None
    upcoming: Any = None
    replaced_by: tuple[str, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def ended(self) -> bool:
        """True if the record should not be used any more."""
        return self.standard is not None and self.standard.status in ENDED

    @property
    def status_label(self) -> str:
        """The status as the public reads it."""
        return str(Status(self.standard.status).label) if self.standard is not None else ""


def look_up(
    numbers: Iterable[Number], today: dt.date, *, amendments: bool = False
) -> Mapping[str, Reference]:
    """Return what each of ``numbers`` stands for on ``today``, by its ``full_key``.

    Args:
        numbers: Any numbers; a bare one (without a code) is left out.
        today: Decides what is in force.
        amendments: Also load the amendments of what was found.
    """
    wanted = {number.full_key: number for number in numbers if not number.bare}
    if not wanted:
        return {}
    families = _families(wanted.values(), today)
    references = {key: _meant(number, families, today) for key, number in wanted.items()}
    successors = _successors(references.values())
    lists = _amendments(references.values()) if amendments else {}
    return {
        key: Reference(
            each.asked,
            each.standard,
            each.upcoming,
            successors.get(each.standard.pk, ()) if each.standard else (),
            tuple(lists.get(each.standard.pk, ())) if each.standard else (),
        )
        for key, each in references.items()
    }


def _families(numbers: Iterable[Number], today: dt.date) -> dict[str, list[Any]]:
    """Return all published editions of the numbers, by the key of a number without its year."""
    rows = _editions({number.base_key for number in numbers})
    families: dict[str, list[Any]] = defaultdict(list)
    for record in stamp(rows, today):
        families[record.base_key].append(record)
    return families


_editions = PreparedByKeys(lambda keys: dated().filter(base_key__in=keys).only(*_SHOWN), CharField())
_of_standards = PreparedByKeys(lambda pks: Amendment.objects.filter(standard__id__in=pks))


def _meant(number: Number, families: Mapping[str, list[Any]], today: dt.date) -> Reference:
    family = families.get(number.base_key, [])
    if number.year:
        same = (each for each in family if each.full_key == number.full_key)
        return Reference(number, next(same, None))
    heads = head_spans(family)
    head = next((each for each in family if today in heads[each.pk]), None)
    coming = [each for each in family if each.status == Status.UPCOMING and each is not head]
    return Reference(number, head, min(coming, key=lambda each: each.starts_on or dt.date.max, default=None))


def _successors(references: Iterable[Reference]) -> dict[int, tuple[str, ...]]:
    """Return the numbers of what replaces the ended records among ``references``, by primary key."""
    ended = {each.standard.pk for each in references if each.ended}
    if not ended:
        return {}
    edges = StandardRelation.objects.filter(
        target__in=ended, kind=RelationKind.REPLACES, extent=Extent.FULL, standard__live=True
    )
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for target, number in edges.order_by("standard__sort_key").values_list("target", "standard__number"):
        found[target][number] = None
    return {pk: tuple(numbers) for pk, numbers in found.items()}


def _amendments(references: Iterable[Reference]) -> dict[int, list[Amendment]]:
    pks = {each.standard.pk for each in references if each.standard is not None}
    lists: dict[int, list[Amendment]] = defaultdict(list)
    for amendment in _of_standards(pks):
        lists[amendment.standard_id].append(amendment)
    return lists
