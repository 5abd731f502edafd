"""Keeps the edges between records true: what the stated numbers resolve to, and which edition ends which.

Both work on batches with a fixed number of queries, and write only what changed. Only published records
are linked to, so no public page can lead to a draft.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from django.db.models import F, Q

from onestop.standards.choices import Extent, Origin, RelationKind
from onestop.standards.models import Standard, StandardAlias, StandardRelation

BATCH = 500


@dataclass(frozen=True, slots=True)
class Edition:
    """What linking reads of a published record."""

    pk: int
    number: str
    full_key: str
    base_key: str
    year: int | None
    starts_on: dt.date | None

    @property
    def age(self) -> tuple[int, str]:
        """Orders the editions of one number: by year, then by the note of a revised text (2018年版)."""
        return self.year or 0, self.full_key


@dataclass(slots=True)
class Register:
    """The published records that some keys name, loaded at once."""

    by_full_key: dict[str, Edition] = field(default_factory=dict)
    by_base_key: dict[str, list[Edition]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, full_keys: Collection[str], base_keys: Collection[str]) -> "Register":
        """Return the published records with one of the keys, and the aliases among ``full_keys``."""
        register = cls()
        columns = ("pk", "number", "full_key", "base_key", "year", "starts_on")
        wanted = Q(full_key__in=full_keys) | Q(base_key__in=base_keys)
        for row in Standard.objects.public().filter(wanted).order_by().values_list(*columns):
            edition = Edition(*row)
            register.by_full_key[edition.full_key] = edition
            register.by_base_key[edition.base_key].append(edition)
        aliases = StandardAlias.objects.filter(full_key__in=full_keys, standard__live=True).order_by("-pk")
        register.by_alias = dict(aliases.values_list("full_key", "standard"))
        return register

    def resolve(self, relation: StandardRelation) -> int | None:
        """Return the record that ``relation`` means, or ``None`` where it is not here or not certain."""
        if relation.dated:
            return self._dated(relation)
        others = [
            e for e in self.by_base_key.get(relation.target_base_key, []) if e.pk != relation.standard_id
        ]
        if relation.kind in (RelationKind.REPLACES, RelationKind.REPLACED_BY):
            return others[0].pk if len(others) == 1 else None
        newest = max(others, key=lambda e: (e.starts_on or dt.date.min, e.age), default=None)
        return newest.pk if newest else None

    def _dated(self, relation: StandardRelation) -> int | None:
        edition = self.by_full_key.get(relation.target_full_key)
        target = edition.pk if edition else None
        if target is None and relation.kind != RelationKind.ADOPTS:
            target = self.by_alias.get(relation.target_full_key)
        return target if target != relation.standard_id else None


def resolve_targets(ids: Collection[int], keys: "Keys") -> set[int]:
    """Resolve the edges from and to the records ``ids`` anew; return the records that won or lost one."""
    concerned = _touching(ids) | Q(target_full_key__in=keys.full)
    concerned |= Q(target_base_key__in=keys.base)
    relations = list(
        StandardRelation.objects.filter(concerned, origin=Origin.STATED)
        .order_by()
        .only("standard", "kind", "target", "target_full_key", "target_base_key", "dated")
    )
    register = Register.load(
        {r.target_full_key for r in relations if r.dated},
        {r.target_base_key for r in relations if not r.dated},
    )
    touched: set[int] = set()
    changed = []
    for relation in relations:
        target = register.resolve(relation)
        if target != relation.target_id:
            touched |= {pk for pk in (relation.target_id, target) if pk}
            relation.target_id = target
            changed.append(relation)
    StandardRelation.objects.bulk_update(changed, ["target"], batch_size=BATCH)
    return touched


def derive_replacements(members: Collection[int], base_keys: Collection[str]) -> None:
    """Keep the ``replaces`` edges that nobody stated as such: from ``replaced_by``, and between editions.

    A newer edition replaces the one before it, unless it was stated how the two relate.

    Args:
        members: all records with these base keys.
        base_keys: the numbers, without their years.
    """
    wanted = _inverses(members) | _successors(members, base_keys)
    existing = StandardRelation.objects.filter(_touching(members)).exclude(origin=Origin.STATED).order_by()
    stale = []
    for pk, *found in existing.values_list("pk", "standard", "target", "origin", "extent"):
        if wanted.pop(tuple(found), None) is None:
            stale.append(pk)
    StandardRelation.objects.filter(pk__in=stale).delete()
    StandardRelation.objects.bulk_create(wanted.values(), batch_size=BATCH)


def _touching(ids: Collection[int]) -> Q:
    return Q(standard__in=ids) | Q(target__in=ids)


def _inverses(members: Collection[int]) -> dict[tuple[Any, ...], StandardRelation]:
    """Return the other ends of the ``replaced_by`` edges from or to the records, by their identity."""
    stated = StandardRelation.objects.filter(
        _touching(members),
        kind=RelationKind.REPLACED_BY,
        standard__live=True,
        target__isnull=False,
    )
    columns = [f"standard__{field.name}" for field in fields(Edition)]
    edges = [
        _edge(newer, Edition(*older), Origin.INVERSE, extent)
        for newer, extent, *older in stated.order_by().values_list("target", "extent", *columns)
    ]
    return {_identity(edge): edge for edge in edges}


def _successors(
    members: Collection[int], base_keys: Collection[str]
) -> dict[tuple[Any, ...], StandardRelation]:
    """Return the edges between neighbouring editions of which nothing was stated, by their identity."""
    stated = StandardRelation.objects.filter(
        standard__in=members,
        standard__live=True,
        origin=Origin.STATED,
        target_base_key=F("standard__base_key"),
    ).order_by()
    told = {
        *stated.filter(kind=RelationKind.REPLACES).values_list("standard__base_key", "target_full_key"),
        *stated.filter(kind=RelationKind.REPLACED_BY).values_list("standard__base_key", "standard__full_key"),
    }
    edges = [
        _edge(newer.pk, older, Origin.NUMBER)
        for base_key, family in Register.load((), base_keys).by_base_key.items()
        for newer, older in _successions(family)
        if (base_key, older.full_key) not in told
    ]
    return {_identity(edge): edge for edge in edges}


def _successions(family: Iterable[Edition]) -> Iterable[tuple[Edition, Edition]]:
    """Yield (newer, older) for neighbouring dated editions of one number."""
    ordered = sorted((edition for edition in family if edition.year), key=lambda edition: edition.age)
    return zip(ordered[1:], ordered, strict=False)


def _edge(newer: int, older: Edition, origin: str, extent: str = Extent.FULL) -> StandardRelation:
    return StandardRelation(
        standard_id=newer,
        kind=RelationKind.REPLACES,
        target_number=older.number,
        target_full_key=older.full_key,
        target_base_key=older.base_key,
        target_id=older.pk,
        origin=origin,
        extent=extent,
    )


def _identity(edge: StandardRelation) -> tuple[Any, ...]:
    return edge.standard_id, edge.target_id, edge.origin, edge.extent


@dataclass(frozen=True, slots=True)
class Keys:
    """The numbers that a change of some records concerns."""

    full: frozenset[str]
    base: frozenset[str]

    @classmethod
    def of(cls, ids: Collection[int]) -> "Keys":
        """Return the keys of the records ``ids``, of their other numbers and of their inferred partners."""
        own = Standard.objects.filter(pk__in=ids).order_by().values_list("full_key", "base_key")
        aliases = StandardAlias.objects.filter(standard__in=ids).order_by().values_list("full_key", flat=True)
        derived = StandardRelation.objects.filter(
            Q(standard__in=ids) | Q(target__in=ids), target__isnull=False
        )
        partners = derived.exclude(origin=Origin.STATED).values_list("standard__base_key", "target__base_key")
        rows = list(own)
        return cls(
            full=frozenset([full for full, _base in rows] + list(aliases)),
            base=frozenset([base for _full, base in rows] + [key for pair in partners for key in pair]),
        )
