"""Writing what belongs to the records of a batch: classes, edges, other numbers, amendments, links."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from django.db.models import Model

from onestop.standards import numbers
from onestop.standards.choices import Origin
from onestop.standards.classifications import level_of, parent_of
from onestop.standards.importing.merging import Merge
from onestop.standards.importing.reasons import Reason
from onestop.standards.models import (
    Amendment,
    CcsClass,
    IcsClass,
    Standard,
    StandardAlias,
    StandardLink,
    StandardRelation,
)

BATCH = 500
_XG = re.compile(r"XG([0-9]+)(?:-([0-9]{4}))?")


def write(merges: Sequence[Merge]) -> None:
    """Write what belongs to the records; edges and further numbers are added, never taken away."""
    if not merges:
        return
    _write_ics(merges)
    _write_ccs(merges)
    _write_edges(merges)
    _write_aliases(merges)
    _write_amendments(merges)
    _write_links(merges)


def amendment_of(number: numbers.Number) -> tuple[int, int | None] | None:
    """Return serial and year of a number's Chinese amendment, ``None`` for those of other bodies."""
    found = _XG.fullmatch(number.amendment)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def _write_ics(merges: Sequence[Merge]) -> None:
    wanted = {code for merge in merges for code in merge.entry.ics}
    known = dict(IcsClass.objects.filter(code__in=wanted).values_list("code", "pk"))
    for merge in merges:
        for code in merge.entry.ics:
            if code not in known:
                merge.entry.note("ics", Reason.ICS_UNKNOWN, code)
        merge.entry.ics = [code for code in merge.entry.ics if code in known]
    _set_codes(merges, Standard.ics.through, "icsclass", known, "ics")


def _write_ccs(merges: Sequence[Merge]) -> None:
    wanted = {code for merge in merges for code in merge.entry.ccs}
    known = set(CcsClass.objects.filter(code__in=wanted).values_list("code", flat=True))
    CcsClass.objects.bulk_create(
        CcsClass(code=code, parent_code=parent_of(code), level=level_of(code))
        for code in sorted(wanted - known)
    )
    pks = dict(CcsClass.objects.filter(code__in=wanted).values_list("code", "pk"))
    _set_codes(merges, Standard.ccs.through, "ccsclass", pks, "ccs")


def _set_codes(merges: Sequence[Merge], through: Any, column: str, pks: dict[str, int], name: str) -> None:
    """Give the records the codes that their rows name, in place of those they had."""
    concerned = [merge for merge in merges if getattr(merge.entry, name)]
    had: dict[int, set[int]] = defaultdict(set)
    old = [merge.record.pk for merge in concerned if not merge.created]
    for standard, code in through.objects.filter(standard__in=old).values_list("standard", column):
        had[standard].add(code)
    emptied, added = [], []
    for merge in concerned:
        codes = getattr(merge.entry, name)
        new, current = {pks[code] for code in codes}, had[merge.record.pk]
        if new == current or merge.keeps(name, current and "…", ", ".join(codes)):
            continue
        merge.touched = True
        emptied += [merge.record.pk] if current else []
        added += [through(standard_id=merge.record.pk, **{f"{column}_id": pk}) for pk in sorted(new)]
    through.objects.filter(standard__in=emptied).delete()
    through.objects.bulk_create(added, batch_size=BATCH)


def _write_edges(merges: Sequence[Merge]) -> None:
    stated = StandardRelation.objects.filter(standard__in=_old(merges), origin=Origin.STATED)
    present = {(edge.standard_id, *_edge_key(edge)): edge for edge in stated}
    new: list[StandardRelation] = []
    differing: list[StandardRelation] = []
    for merge in merges:
        for said in merge.entry.edges:
            edge = StandardRelation(
                standard=merge.record,
                kind=said.kind,
                extent=said.extent,
                degree=said.degree,
                clause=said.clause,
            )
            edge.set_keys(said.number)
            found = present.setdefault((merge.record.pk, *_edge_key(edge)), edge)
            if found is edge:
                new.append(edge)
                merge.touched = True
            elif merge.keep is None and _more_exact(edge, found):
                differing.append(found)
                merge.touched = True
    StandardRelation.objects.bulk_create(new, batch_size=BATCH)
    StandardRelation.objects.bulk_update(differing, ["extent", "degree"], batch_size=BATCH)


def _edge_key(edge: StandardRelation) -> tuple[str, str, str]:
    return edge.kind, edge.target_number, edge.clause


def _more_exact(said: StandardRelation, found: StandardRelation) -> bool:
    """Take over extent and degree where the row says another one; return whether it does."""
    degree = said.degree or found.degree
    if (found.extent, found.degree) == (said.extent, degree):
        return False
    found.extent, found.degree = said.extent, degree
    return True


def _write_aliases(merges: Sequence[Merge]) -> None:
    rows = []
    for merge in merges:
        for number in merge.entry.aliases:
            alias = StandardAlias(standard=merge.record)
            alias.set_keys(number)
            rows.append((merge, alias.number, alias))
    _add(StandardAlias, "number", rows)


def _write_amendments(merges: Sequence[Merge]) -> None:
    rows = [
        (merge, serial, Amendment(standard=merge.record, serial=serial, year=year))
        for merge in merges
        for serial, year in merge.entry.amendments
    ]
    _add(Amendment, "serial", rows)


def _write_links(merges: Sequence[Merge]) -> None:
    rows = [
        (merge, url, StandardLink(standard=merge.record, label=label[:80], url=url))
        for merge in merges
        for label, url in merge.entry.links
    ]
    _add(StandardLink, "url", rows)


def _add(model: type[Model], column: str, rows: Iterable[tuple[Merge, Hashable, Any]]) -> None:
    """Create the rows whose record does not have one with this value of ``column`` yet."""
    rows = list(rows)
    if not rows:
        return
    old = [merge.record.pk for merge, _value, _row in rows if not merge.created]
    objects: Any = model._default_manager  # noqa: SLF001 - Django's public API of models
    present = set(objects.filter(standard__in=old).values_list("standard", column))
    new = []
    for merge, value, row in rows:
        if (merge.record.pk, value) not in present:
            present.add((merge.record.pk, value))
            new.append(row)
            merge.touched = True
    objects.bulk_create(new, batch_size=BATCH)


def _old(merges: Iterable[Merge]) -> list[int]:
    return [merge.record.pk for merge in merges if not merge.created]
