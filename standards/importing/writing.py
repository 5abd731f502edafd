"""Writing a batch of understood rows with a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from onestop.standards import services
from onestop.standards.importing import children
from onestop.standards.importing.entries import Entry
from onestop.standards.importing.merging import Merge
from onestop.standards.importing.reasons import Reason
from onestop.standards.models import Agency, Amendment, Standard

BATCH = 500


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for all rows of one import.

    Attributes:
        at: when it began; records get it as ``imported_at``.
        source: the source of the data, for rows that name none or for all if ``source_wins``.
        source_wins: whether the source was given for the whole file.
        checked: the day on which somebody compared the file with the official source.
        dry: whether all will be undone, so that what depends on the records need not be kept up.
    """

    at: dt.datetime
    source: str
    source_wins: bool = False
    checked: dt.date | None = None
    dry: bool = False


def write(entries: Sequence[Entry], run: Run, duplicates: dict[int, int]) -> list[Merge]:
    """Create and update the records of ``entries``; call it in a transaction.

    Args:
        entries: rows that were not refused, each with another number.
        run: what holds for all rows.
        duplicates: lines that repeat the number of an earlier line of the file.

    Returns:
        The rows with their records; refused rows (a new record without a title) are left out.
    """
    known = _existing(entries)
    agencies = _agencies(entries)
    merges = []
    for entry in entries:
        merge = _merge(entry, known, run, duplicates)
        if merge:
            merge.fill(_values(entry, agencies, run))
            merges.append(merge)
    _save(merges, run)
    children.write(merges)
    touched = [merge.record.pk for merge in merges if merge.outcome != "unchanged"]
    if touched and not run.dry:
        services.touch(touched)
    return merges


def _existing(entries: Iterable[Entry]) -> dict[str, Standard]:
    keys = [entry.number.full_key for entry in entries if entry.number]
    records = Standard.objects.filter(full_key__in=keys).annotate(edited_at=F("latest_revision__created_at"))
    return {record.full_key: record for record in records}


def _agencies(entries: Iterable[Entry]) -> dict[str, Agency]:
    """Return the agencies that the rows name, new ones created."""
    names = {entry.values[f] for entry in entries for f in Standard.agency_fields if f in entry.values}
    known = {agency.name: agency for agency in Agency.objects.filter(name__in=names)}
    missing = [Agency(name=name) for name in sorted(names - known.keys())]
    known.update((agency.name, agency) for agency in Agency.objects.bulk_create(missing))
    return known


def _merge(entry: Entry, known: dict[str, Standard], run: Run, duplicates: dict[int, int]) -> Merge | None:
    assert entry.number is not None  # noqa: S101 - narrows the type
    record = known.get(entry.number.full_key)
    if record is None:
        if "title" not in entry.values:
            entry.note("title", Reason.TITLE_MISSING)
            return None
        record = Standard(first_published_at=run.at, last_published_at=run.at)
        record.derive(entry.number)
        return Merge(entry, record, created=True)
    if entry.line in duplicates:
        first = _("See line %(line)s.") % {"line": duplicates[entry.line]}
        entry.note("number", Reason.DUPLICATE_IN_FILE, entry.written, first)
        return Merge(entry, record, keep=Reason.DUPLICATE_IN_FILE)
    if record.has_unpublished_changes:
        entry.note("number", Reason.DRAFT_OPEN, entry.written)
    return Merge(entry, record, keep=Reason.EDITOR_VALUE_KEPT if _edited(record) else None)


def _edited(record: Any) -> bool:
    """Return whether an editor wrote the record, or changed it since the last import."""
    if record.imported_at is None:
        return True
    return record.edited_at is not None and record.edited_at > record.imported_at


def _values(entry: Entry, agencies: dict[str, Agency], run: Run) -> dict[str, Any]:
    values = dict(entry.values)
    for name in Standard.agency_fields:
        if name in values:
            values[name] = agencies[values[name]]
    if run.source_wins or not values.get("source"):
        values["source"] = run.source
    if run.checked:
        values["checked_on"] = run.checked
    return values


def _save(merges: Sequence[Merge], run: Run) -> None:
    new = [merge.record for merge in merges if merge.created]
    changed = [merge.record for merge in merges if merge.changed and not merge.created]
    for record in [*new, *changed]:
        record.updated_at = run.at
    for record in new:
        record.imported_at = run.at
        record.nature = record.nature or ""
    Standard.objects.bulk_create(new, batch_size=BATCH)
    columns = {name for merge in merges if not merge.created for name in merge.changed}
    if columns:
        Standard.objects.bulk_update(changed, [*sorted(columns), "updated_at"], batch_size=BATCH)
    free = [m.record.pk for m in merges if not m.created and m.keep is not Reason.EDITOR_VALUE_KEPT]
    Standard.objects.filter(pk__in=free).update(imported_at=run.at)


def write_amendments(entries: Iterable[Entry], run: Run) -> list[tuple[Entry, str]]:
    """Write rows that describe an amendment; return each with its outcome, refused ones noted."""
    entries = list(entries)
    keys = [entry.number.full_key for entry in entries if entry.number]
    parents = dict(Standard.objects.filter(full_key__in=keys).values_list("full_key", "pk"))
    outcomes = [(entry, _write_amendment(entry, parents)) for entry in entries]
    touched = {parents[e.number.full_key] for e, o in outcomes if e.number and o in ("created", "updated")}
    if touched and not run.dry:
        services.touch(touched)
    return outcomes


def _write_amendment(entry: Entry, parents: dict[str, int]) -> str:
    assert entry.number is not None  # noqa: S101 - narrows the type
    parent = parents.get(entry.number.full_key)
    parsed = children.amendment_of(entry.number)
    if parsed is None or parent is None:
        reason = Reason.AMENDMENT_WITHOUT_STANDARD if parsed else Reason.AMENDMENT_UNREADABLE
        entry.note("number", reason, entry.written)
        return "refused"
    serial, year = parsed
    said = {
        "year": year,
        "issued_on": entry.values.get("issued_on"),
        "effective_on": entry.values.get("effective_on"),
        "summary": entry.values.get("title", ""),
        "url": entry.values.get("source_url", ""),
    }
    amendment, created = Amendment.objects.get_or_create(standard_id=parent, serial=serial, defaults=said)
    changed = [name for name, value in said.items() if value and not getattr(amendment, name)]
    for name in changed:
        setattr(amendment, name, said[name])
    if changed:
        amendment.save()
    return "created" if created else "updated" if changed else "unchanged"
