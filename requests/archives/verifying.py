"""Proving that nothing sealed was changed: chain, content, private part and files (clause 6.2)."""

from collections.abc import Iterator

from onestop.requests.archives.checking import fault_of
from onestop.requests.archives.models import ArchiveItem, EnterpriseArchive, ItemKind
from onestop.requests.archives.services import private_of
from onestop.requests.workflow.events import digest
from onestop.requests.workflow.models import ServiceRequest

ERASED = "contacts_erased"
"""The entry that names what was erased."""


def breaks(archive: EnterpriseArchive) -> Iterator[str]:
    """Yield where the archive of an enterprise does not hold, by number of the item and part."""
    previous, expected = "", 0
    for item in archive.items.order_by("sequence").iterator(chunk_size=100):
        expected += 1
        if item.sequence != expected:
            yield f"sealed item {expected} is missing"
            return
        if fault := fault_in(item, previous):
            yield f"{item.number}: {fault}"
            return
        previous = item.digest
    if (expected, previous) != (archive.length, archive.head):
        yield f"the archive was cut off before sealed item {expected + 1}"


def fault_in(item: ArchiveItem, previous: str) -> str:
    """Return the first thing of a sealed item that was changed; empty if it holds.

    Args:
        item: Which.
        previous: The seal of the item before.
    """
    if item.previous != previous or digest(item.sealed()) != item.digest:
        return "the seal was changed"
    if item.purged_at is not None:
        return ""
    if digest(item.content) != item.content_digest:
        return f"sealed part “{_changed_part(item)}” was changed"
    if item.private_sealed and digest(private_of(item)) != item.private_digest:
        return "sealed contact data were changed"
    return _fault_of_case(item)


def _changed_part(item: ArchiveItem) -> str:
    sealed = {entry["kind"]: entry["digest"] for entry in item.catalogue}
    kinds = [kind for kind, rows in item.content.items() if rows or kind in sealed]
    return next(
        (kind for kind in kinds if digest({kind: item.content[kind]}) != sealed.get(kind)), "catalogue"
    )


def _fault_of_case(item: ArchiveItem) -> str:
    """Compare the sealed case with what is in the database now: its chain must contain the sealed one."""
    if item.kind != ItemKind.CASE:
        return ""
    if item.case is None:
        return "the case is missing"
    last = item.case.events.filter(sequence=item.chain_length).first()
    if last is None or last.hash != item.chain_head:
        return f"entry {item.chain_length} is not the sealed one"
    return ""


def file_faults(case: ServiceRequest) -> Iterator[str]:
    """Yield the files of a case that are gone or changed; of a sealed case, also those that are missing."""
    erased = _erased_by_record(case)
    for file in case.attachments.order_by("pk"):
        if file.erased_at:
            if file.pk not in erased:
                yield f"file {file.pk} was erased, and no entry says so"
        elif fault_of(file):
            yield f"file {file.pk} is missing or was changed"
    item = ArchiveItem.objects.filter(case=case, purged_at__isnull=True).first()
    kept = dict(case.attachments.values_list("pk", "digest"))
    for row in item.content["files"] if item else ():
        if kept.get(row["id"]) != row["sha256"]:
            yield f"file {row['id']} is not the sealed one"


def _erased_by_record(case: ServiceRequest) -> set[int]:
    """Return the files of which the chain of the case says that they were erased (PIPL art. 47)."""
    said = case.events.filter(name=ERASED).values_list("data", flat=True)
    return {pk for data in said for pk in data.get("files", ())}
