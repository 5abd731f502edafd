"""Everything that the page of a record shows, in at most five queries whatever there is to show."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from onestop.site.prepared import Parameter, Prepared, PreparedByKeys
from onestop.standards.choices import Extent, RelationKind
from onestop.standards.dating import dated, stamp
from onestop.standards.editions import head_spans
from onestop.standards.models import Amendment, Standard, StandardAlias, StandardLink, StandardRelation

_SHOWN = (
    *("number", "title", "slug", "base_key", "year", "starts_on"),
    *("effective_on", "withdrawn_on", "stated_status", "status_override"),
)


_EDGE = (
    *("kind", "target", "target_number", "target_full_key", "target_base_key", "extent", "degree", "dated"),
    *("clause", "note", "standard__number", "standard__base_key", "standard__year"),
)
MOST_EDGES = 100


@dataclass(frozen=True, slots=True)
class Named:
    """Another standard as a sentence names it."""

    number: str
    base_key: str
    year: int | None


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
    def replaced_by(self) -> list[Named]:
        """What replaces this record."""
        edges = (edge for edge in self.incoming if edge.kind == RelationKind.REPLACES)
        return [Named(edge.standard.number, edge.standard.base_key, edge.standard.year) for edge in edges]

    @cached_property
    def replaces(self) -> list[Named]:
        """What this record replaces completely, also what is not in the register."""
        edges = (edge for edge in self.outgoing if edge.kind == RelationKind.REPLACES)
        return [
            Named(edge.target_number, edge.target_base_key, _year_of(edge.target_full_key))
            for edge in edges
            if edge.extent == Extent.FULL
        ]

    @cached_property
    def current_edition(self) -> Any | None:
        """The edition that stands for the number today, if that is another one."""
        heads = head_spans(self.editions)
        head = next((each for each in self.editions if self.today in heads[each.pk]), None)
        return head if head is not None and head.pk != self.standard.pk else None


def load(slug: str, today: dt.date) -> Record | None:
    """Return the public record with this slug and what belongs to it, or nothing."""
    editions = stamp(_editions(slug=slug), today)
    standard = next((each for each in editions if each.slug == slug), None)
    if standard is None:
        return None
    return _record(standard, editions, today)


def around(standard: Any, today: dt.date) -> Record:
    """Return ``standard``, which may be a draft that is not saved, with what belongs to it.

    Args:
        standard: a record with its status.
        today: decides what is in force.
    """
    others = dated().filter(base_key=standard.base_key).exclude(pk=standard.pk).only(*_SHOWN)
    return _record(standard, [*stamp(others, today), standard], today)


def in_a_list(
    standard: Any, editions: list[Any] | None, relations: list[StandardRelation], today: dt.date
) -> Record:
    """Return what a search result shows of a record, from what is loaded anyway.

    Args:
        standard: a record with its status.
        editions: all editions of its number with their states, if they are at hand.
        relations: its edges, as ``edges`` returns them.
        today: decides what is in force.
    """
    if editions is None:
        rows = dated().filter(base_key=standard.base_key).exclude(pk=standard.pk).only(*_SHOWN)
        editions = [*stamp(rows, today), standard]
    own = [edge for edge in relations if standard.pk in (edge.standard_id, edge.target_id)]
    return Record(standard, today, in_order(editions), own)


def in_order(editions: Iterable[Any]) -> list[Any]:
    """Return the editions of a number, oldest first."""
    return sorted(editions, key=lambda each: (each.starts_on or dt.date.min, each.year or 0, each.pk or 0))


def _editions_of_slug() -> Any:
    """Return all editions of the number that a record's slug names, with all their fields."""
    number = Standard.objects.public().filter(slug=Parameter("slug", CharField())).values("base_key")
    rows = dated().filter(base_key__in=number).select_related(*Standard.agency_fields)
    return rows.annotate(is_amended=Exists(Amendment.objects.filter(standard=OuterRef("pk"))))


_editions = Prepared(_editions_of_slug)
_others = PreparedByKeys(lambda pks: dated().filter(pk__in=pks).only(*_SHOWN))


def _record(standard: Any, editions: list[Any], today: dt.date) -> Record:
    saved = standard.pk is not None
    relations = edges(standard.pk) if saved else []
    others = {each.pk: each for each in editions}
    ids = {pk for edge in relations for pk in (edge.target_id, edge.standard_id) if pk and pk not in others}
    others |= {each.pk: each for each in stamp(_others(sorted(ids)), today)}
    return Record(
        standard,
        today,
        in_order(editions),
        relations,
        others,
        [Extra(*row) for row in _extras(pk=standard.pk)] if saved else [],
        amendments_of(standard) if saved and getattr(standard, "is_amended", True) else [],
    )


def amendments_of(standard: Standard) -> list[Amendment]:
    """Return the amendments of a record."""
    return list(Amendment.objects.filter(standard=standard.pk))


def edges(*pks: int) -> list[StandardRelation]:
    """Return what records say of others and others of them; at most ``MOST_EDGES``, cited by last."""
    return _edges(pks)


def _edges_of(pks: Sequence[Any]) -> Any:
    cited = When(Q(kind=RelationKind.CITES, target__id__in=pks), then=Value(1))
    public = Q(standard__id__in=pks) | Q(target__id__in=pks, standard__live=True)
    rows = StandardRelation.objects.filter(public).select_related("standard").only(*_EDGE)
    return rows.order_by(Case(cited, default=Value(0)), "kind", "target_number", "pk")[:MOST_EDGES]


_edges = PreparedByKeys(_edges_of)


def _year_of(full_key: str) -> int | None:
    _class, _number, _part, year, *_note = [*full_key.split("|"), "", "", ""]
    return int(year) if year.isdigit() else None


def _small_tables() -> Any:
    """Return aliases, links and classes of a record in one query: (kind, code, name, English name)."""
    parts = (
        _part("alias", StandardAlias, "number"),
        _part("link", StandardLink, "url", "label"),
        _part("ics", Standard.ics.through, "icsclass__code", "icsclass__name", "icsclass__name_en"),
        _part("ccs", Standard.ccs.through, "ccsclass__code", "ccsclass__name", "ccsclass__name_en"),
    )
    first, *more = (part.filter(standard=Parameter("pk", BigIntegerField())) for part in parts)
    return first.union(*more, all=True)


_extras = Prepared(_small_tables)


def _part(kind: str, model: type[Model], code: str, *names: str) -> Any:
    columns = [F(name) for name in names] + [Value("")] * (2 - len(names))
    rows = (
        QuerySet(model)
        .order_by()
        .annotate(part=Value(kind), part_code=F(code), part_name=columns[0], part_name_en=columns[1])
    )
    return rows.values_list("part", "part_code", "part_name", "part_name_en")
