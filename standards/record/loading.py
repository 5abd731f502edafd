"""Everything that the page of a record shows, in at most five queries whatever there is to show."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value

from onestop.standards.choices import Extent, RelationKind
from onestop.standards.dating import dated, stamp
from onestop.standards.editions import head_spans
from onestop.standards.models import Amendment, Standard, StandardAlias, StandardLink, StandardRelation

_SHOWN = (
    *("number", "title", "slug", "base_key", "year", "starts_on"),
    *("effective_on", "withdrawn_on", "stated_status", "status_override"),
)


@dataclass(frozen=True, slots=True)
class Extra:
    """A line of one of the small tables beside a record: an alias, a link, a class."""

    kind: str
    code: str
    name: str = ""
    name_en: str = ""

    @property
    def label(self) -> str:
        """The Chinese name, else the English one."""
        return self.name or self.name_en


@dataclass(frozen=True)
class Record:
    """A record with what belongs to it. ``today`` decides what is in force."""

    standard: Any
    today: dt.date
    editions: list[Any] = field(default_factory=list)
    relations: list[StandardRelation] = field(default_factory=list)
    others: dict[int, Any] = field(default_factory=dict)
    extras: list[Extra] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Extra]:
        """Return the lines of one small table."""
        return [extra for extra in self.extras if extra.kind == kind]

    @cached_property
    def outgoing(self) -> list[StandardRelation]:
        """What this record says of others."""
        return [edge for edge in self.relations if edge.standard_id == self.standard.pk]

    @cached_property
    def incoming(self) -> list[StandardRelation]:
        """What others say of this record."""
        return [edge for edge in self.relations if edge.target_id == self.standard.pk]

    @cached_property
    def replaced_by(self) -> list[Any]:
        """The records that replace this one."""
        return self._others(edge.standard_id for edge in self.incoming if edge.kind == RelationKind.REPLACES)

    @cached_property
    def replaces(self) -> list[Any]:
        """The records that this one replaces completely."""
        return self._others(
            edge.target_id
            for edge in self.outgoing
            if edge.kind == RelationKind.REPLACES and edge.extent == Extent.FULL
        )

    @cached_property
    def current_edition(self) -> Any | None:
        """The edition that stands for the number today, if that is another one."""
        heads = head_spans(self.editions)
        head = next((each for each in self.editions if self.today in heads[each.pk]), None)
        return head if head is not None and head.pk != self.standard.pk else None

    def _others(self, ids: Iterable[int | None]) -> list[Any]:
        return [self.others[pk] for pk in ids if pk in self.others]


def load(slug: str, today: dt.date) -> Record | None:
    """Return the public record with this slug and what belongs to it, or nothing."""
    number = Standard.objects.public().filter(slug=slug).values("base_key")
    rows = dated().filter(base_key__in=number).select_related(*Standard.agency_fields)
    amended = Exists(Amendment.objects.filter(standard=OuterRef("pk")))
    editions = stamp(rows.annotate(is_amended=amended), today)
    standard = next((each for each in editions if each.slug == slug), None)
    if standard is None:
        return None
    return _record(standard, editions, today, whole=True)


def around(standard: Any, today: dt.date, *, whole: bool = True) -> Record:
    """Return ``standard``, which may be a draft that is not saved, with what belongs to it.

    Args:
        standard: a record with its status.
        today: decides what is in force.
        whole: also amendments and the small tables, which a search result does without.
    """
    others = dated().filter(base_key=standard.base_key).exclude(pk=standard.pk).only(*_SHOWN)
    return _record(standard, [*stamp(others, today), standard], today, whole=whole)


def _record(standard: Any, editions: list[Any], today: dt.date, *, whole: bool) -> Record:
    saved = standard.pk is not None
    relations = _relations(standard) if saved else []
    others = {each.pk: each for each in editions}
    ids = {pk for edge in relations for pk in (edge.target_id, edge.standard_id) if pk and pk not in others}
    if ids:
        others |= {each.pk: each for each in stamp(dated().filter(pk__in=ids).only(*_SHOWN), today)}
    amended = whole and saved and getattr(standard, "is_amended", True)
    return Record(
        standard,
        today,
        sorted(editions, key=lambda each: (each.starts_on or dt.date.min, each.year or 0, each.pk or 0)),
        relations,
        others,
        [Extra(*row) for row in _extras(standard.pk)] if whole and saved else [],
        list(Amendment.objects.filter(standard=standard.pk)) if amended else [],
    )


def _relations(standard: Standard) -> list[StandardRelation]:
    public_edge = Q(standard=standard.pk) | Q(target=standard.pk, standard__live=True)
    return list(StandardRelation.objects.filter(public_edge).order_by("kind", "target_number", "pk"))


def _extras(pk: int) -> Iterable[tuple[str, str, str, str]]:
    """Return aliases, links and classes of a record in one query: (kind, code, name, English name)."""
    parts = (
        _part("alias", StandardAlias, "number"),
        _part("link", StandardLink, "url", "label"),
        _part("ics", Standard.ics.through, "icsclass__code", "icsclass__name", "icsclass__name_en"),
        _part("ccs", Standard.ccs.through, "ccsclass__code", "ccsclass__name", "ccsclass__name_en"),
    )
    first, *more = (part.filter(standard=pk) for part in parts)
    return first.union(*more, all=True)


def _part(kind: str, model: type[Model], code: str, *names: str) -> Any:
    columns = [F(name) for name in names] + [Value("")] * (2 - len(names))
    rows = (
        QuerySet(model)
        .order_by()
        .annotate(part=Value(kind), part_code=F(code), part_name=columns[0], part_name_en=columns[1])
    )
    return rows.values_list("part", "part_code", "part_name", "part_name_en")
