"""How a record stands to others, in both directions, each with its state today."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.standards.choices import Degree, Extent, RelationKind, Status
from onestop.standards.models import StandardRelation
from onestop.standards.record.loading import Record


@dataclass(frozen=True, slots=True)
class Related:
    """How (``kind``) the record stands to whom; ``url`` is empty where the other is not in the register."""

    kind: str
    number: str
    title: str = ""
    url: str = ""
    status: str = ""
    status_label: str = ""
    note: str = ""


def related(record: Record) -> list[Related]:
    """Return the lines: replaces, replaced by, adopts, cites, then what others say of the record."""
    lines = [_outgoing(edge, record) for edge in record.outgoing]
    lines += [line for edge in record.incoming for line in _incoming(edge, record)]
    return sorted(lines, key=lambda line: _ORDER.get(line.kind, len(_ORDER)))


def _outgoing(edge: StandardRelation, record: Record) -> Related:
    other = record.others.get(edge.target_id or 0)
    kinds = {
        RelationKind.REPLACES: "replaces",
        RelationKind.ADOPTS: "adopts",
        RelationKind.CITES: "cites",
        RelationKind.AMENDS: "amends",
    }
    return _line(kinds[RelationKind(edge.kind)], edge.target_number, other, _note(edge, other))


def _incoming(edge: StandardRelation, record: Record) -> Iterator[Related]:
    other = record.others.get(edge.standard_id)
    if other is None:
        return
    kinds = {
        RelationKind.REPLACES: "replaced_by",
        RelationKind.ADOPTS: "adopted_by",
        RelationKind.CITES: "cited_by",
        RelationKind.AMENDS: "amended_by",
    }
    note = "" if edge.kind == RelationKind.CITES else _note(edge, None)
    yield _line(kinds[RelationKind(edge.kind)], other.number, other, note)


def _line(kind: str, number: str, other: Any | None, note: str) -> Related:
    if other is None:
        return Related(kind, number, note=note)
    # The edge names what the source wrote; an undated reference leads to the edition that counts today.
    return Related(
        kind,
        other.number if other.number != number and not _has_year(number) else number,
        other.title,
        other.get_absolute_url(),
        other.status,
        str(Status(other.status).label),
        note,
    )


def _has_year(number: str) -> bool:
    return "—" in number or ":" in number


def _note(edge: StandardRelation, other: Any | None) -> str:
    notes = [edge.note]
    if edge.kind == RelationKind.REPLACES and edge.extent == Extent.PART:
        notes.append(_("in part"))
    if edge.kind == RelationKind.ADOPTS and edge.degree:
        notes.append(str(Degree(edge.degree).label))
    if edge.kind == RelationKind.CITES:
        notes.append(_citation(edge, other))
    return pgettext("between remarks", "; ").join(note for note in notes if note)


def _citation(edge: StandardRelation, other: Any | None) -> str:
    """Say what a reference means today (clause 2 of the municipal standard)."""
    clause = _("in %(clause)s") % {"clause": edge.clause} + " " if edge.clause else ""
    if not edge.dated:
        return clause + _("undated: the newest edition with its amendments applies")
    if other is not None and other.status in (Status.REPLACED, Status.WITHDRAWN):
        return clause + _("dated: this edition applies, though it has ended since")
    return clause + _("dated: only this edition applies")


_ORDER = {
    kind: place
    for place, kind in enumerate(
        ("replaced_by", "replaces", "amends", "amended_by", "adopts", "adopted_by", "cites", "cited_by")
    )
}


def kind_label(kind: str) -> str:
    """Return what stands beside the lines of one kind."""
    return {
        "replaced_by": _("Replaced by"),
        "replaces": _("Replaces"),
        "amends": _("Amends"),
        "amended_by": _("Amended by"),
        "adopts": _("Adopts"),
        "adopted_by": _("Adopted by"),
        "cites": _("Cites"),
        "cited_by": _("Cited by"),
    }[kind]
