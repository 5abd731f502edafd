"""Sealing a case into the archive of its enterprise: T19 (clause 6.1)."""

import json
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.archives import gathering
from onestop.requests.archives.checking import lacks
from onestop.requests.archives.models import ArchiveItem, EnterpriseArchive, Retention
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.workflow import clock
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Stage
from onestop.requests.workflow.events import digest
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, Step, move
from onestop.site import secrecy

Parts = dict[str, list[gathering.Row]]


def archive(pk: int, actor: Actor, data: dict[str, Any]) -> ArchiveItem:
    """T19: seal a case into the archive of its enterprise.

    Args:
        pk: The case.
        actor: The centre, or the platform itself.
        data: ``reason``: why before the time for opening it again is over; by then it must not be given.

    Raises:
        Refused: Something is missing; every gap is named under ``archive_complete``.
    """
    reason = str(data.get("reason") or "").strip()
    with move(pk, "archive", actor, given={"archive_complete": True}, text=reason) as step:
        case = step.case
        if gaps := lacks(case):
            raise Refused({"archive_complete": gaps})
        if is_early(case) and not reason:
            why = _("The enterprise can still open it again until %(day)s. Say why it is closed before.")
            raise Refused({"reason": [why % {"day": f"{reopens_until(case):%Y-%m-%d}"}]})
        case.archived_at = step.moment
        item = _seal(step)
        step.data |= {"item": item.pk, "sequence": item.sequence, "digest": item.digest}
    return item


def reopens_until(case: ServiceRequest) -> Any:
    """Return the last day on which the enterprise can open a completed case again."""
    assert case.completed_at is not None  # noqa: S101 - only completed cases are asked about
    return clock.ends_on(timezone.localdate(case.completed_at), Stage.REOPEN, case.policy)


def is_early(case: ServiceRequest) -> bool:
    """Tell whether the enterprise can still open it again."""
    return case.completed_at is not None and clock.today() <= reopens_until(case)


def archive_of(enterprise: Enterprise) -> EnterpriseArchive:
    """Return the archive of an enterprise, locked; it is begun when there is none."""
    EnterpriseArchive.objects.get_or_create(enterprise=enterprise)
    return EnterpriseArchive.objects.select_for_update().get(enterprise=enterprise)


def _seal(step: Step) -> ArchiveItem:
    """Put the case as it stands at the end of the chain of its enterprise's archive."""
    case = step.case
    assert case.enterprise is not None  # noqa: S101 - lacks() has asked for it
    kept = archive_of(case.enterprise)
    item = ArchiveItem(
        case=case,
        number=case.number or "",
        title=case.item_title,
        sealed_at=step.moment,
        sealed_by=step.actor.user if step.answer.role != Role.SYSTEM else None,
        retention=Retention.THIRTY
        if case.is_important and kept.retention == Retention.TEN
        else kept.retention,
        chain_length=case.chain_length,
        chain_head=case.chain_head,
    )
    return put(kept, item, gathering.gather(case), gathering.gather_private(case))


def put(kept: EnterpriseArchive, item: ArchiveItem, content: Parts, private: gathering.Row) -> ArchiveItem:
    """Put an item at the end of a locked archive's chain, with the hashes of all that it holds.

    Args:
        kept: The archive, locked.
        item: What is sealed and when; ``retention`` where it is not the archive's.
        content: Its parts by kind.
        private: What names people.
    """
    item.archive, item.sequence, item.previous = kept, kept.length + 1, kept.head
    item.retention, item.secrecy = item.retention or kept.retention, kept.secrecy
    item.retain_until = Retention(item.retention).until(timezone.localdate(item.sealed_at))
    item.catalogue, item.content, item.content_digest = catalogue_of(content), content, digest(content)
    item.private_sealed = secrecy.seal(json.dumps(private, ensure_ascii=False, sort_keys=True))
    item.private_digest = digest(private)
    item.digest = digest(item.sealed())
    item.save(force_insert=True)
    kept.length, kept.head = item.sequence, item.digest
    kept.save(update_fields=["length", "head"])
    return item


def catalogue_of(content: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the entries of the catalogue: kind, title, number of rows and hash of each part."""
    return [
        {
            "kind": kind,
            "title": str(gathering.TITLES[kind]),
            "count": len(rows),
            "digest": digest({kind: rows}),
        }
        for kind, rows in content.items()
        if rows
    ]


def private_of(item: ArchiveItem) -> dict[str, Any]:
    """Return what names people in an item; empty once it was removed. Whoever shows it notes the look."""
    found: dict[str, Any] = json.loads(secrecy.unseal(item.private_sealed) or "{}")
    return found
