"""How long what is kept, and its end: nothing goes without a row that says so (PIPL art. 19; clause 6.1).

Records are removed by a person's decision alone (销毁鉴定), through ``manage.py purge_requests``. What the
platform forgets by itself is what nobody needs for the record: notices, and contact data after three years.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.requests.archives.models import ArchiveItem, ItemKind
from onestop.requests.enterprises import consents
from onestop.requests.enterprises.models import AccessLog
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.following.models import Notification
from onestop.requests.supervision.models import Dispute
from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import FINAL, Status
from onestop.requests.workflow.models import Event, Purge, ServiceRequest
from onestop.requests.workflow.querysets import RequestQuerySet
from onestop.site import secrecy

YEAR = dt.timedelta(365)
UNSEALED_KEPT = 3 * YEAR
"""Refused and withdrawn requests: as long as the law wants to see who got which data (条例 art. 12)."""
CONTACTS_KEPT = 3 * YEAR
"""Contact data of what is final: afterwards nobody has to be reached about it."""
LOOKS_KEPT = 5 * YEAR
"""Who looked at data: longer than the three years of PIPL art. 56."""
NOTICES_KEPT = YEAR
ERASED = "—"
ON_REQUEST = _("Contact data and drawn signatures were erased on request of whoever they are about.")
BY_RULE = _("Contact data and drawn signatures were erased: the time for which they are kept is over.")
BATCH = 200

DELETED = frozenset({"ConsentRecord"})
"""Models that go with a case though they need not belong to one."""

CONTACT_FIELDS = ("contact_sealed", "phone_sealed", "email_sealed", "phone_print")


def due_items() -> "QuerySet[ArchiveItem]":
    """Return the sealed items whose period is over, but for those in a dispute."""
    rows = ArchiveItem.objects.due().filter(kind=ItemKind.CASE)
    rows = rows.exclude(case__in=Dispute.objects.values("case"))
    return rows.select_related("case").order_by("pk")


def due_further() -> "QuerySet[ArchiveItem]":
    """Return the sealed complaints and trainings whose period is over."""
    return ArchiveItem.objects.due().exclude(kind=ItemKind.CASE).order_by("pk")


def due_unsealed(moment: dt.datetime | None = None) -> RequestQuerySet:
    """Return refused and withdrawn requests that were kept long enough."""
    old = (moment or timezone.now()) - UNSEALED_KEPT
    rows = ServiceRequest.objects.filter(status__in=[Status.REFUSED, Status.WITHDRAWN], moved_at__lt=old)
    return rows.exclude(pk__in=Dispute.objects.values("case")).order_by("pk")


def due_contacts(moment: dt.datetime | None = None) -> RequestQuerySet:
    """Return final requests whose contact data nobody needs any more, or nobody may keep any more."""
    old = (moment or timezone.now()) - CONTACTS_KEPT
    over = Q(moved_at__lt=old) | Q(pk__in=consents.without_notice().values("case"))
    named = ~Q(contact_sealed="") | ~Q(phone_sealed="") | ~Q(email_sealed="")
    named |= Q(pk__in=_signed().values("case"))
    return ServiceRequest.objects.filter(named, over, status__in=FINAL).order_by("pk")


def due_looks() -> "QuerySet[AccessLog]":
    """Return looks that were kept long enough."""
    return AccessLog.objects.filter(at__lt=timezone.now() - LOOKS_KEPT)


def due_notices() -> "QuerySet[Notification]":
    """Return old notices about what is final."""
    return Notification.objects.filter(created_at__lt=timezone.now() - NOTICES_KEPT, case__status__in=FINAL)


@transaction.atomic
def purge(case: ServiceRequest, reason: str, by: Any = None) -> Purge:
    """Remove a final case with all that belongs to it; a row says when and why, and its item keeps its place.

    Args:
        case: Which.
        reason: Why, for the record.
        by: Who decided it.

    Raises:
        Refused: It is not final, its period is not over, or it is in a dispute.
    """
    row = moving.locked(case.pk)
    item = ArchiveItem.objects.select_for_update().filter(case=row).first()
    over = due_items().filter(pk=item.pk).exists() if item else due_unsealed().filter(pk=row.pk).exists()
    if not over:
        raise moving.Refused("Its period is not over, or something still needs it.", code="status")
    kept = Purge.objects.create(
        case_pk=row.pk,
        number=row.number or "",
        last_hash=row.chain_head,
        events=row.chain_length,
        reason=reason[:200],
        by=by,
    )
    if item is not None:
        _empty(item)
    for file in row.attachments.all():
        transaction.on_commit(file.remove_file)
    for rows in _dependents(row):
        _delete(rows)
    _delete(ServiceRequest.objects.filter(pk=row.pk))
    return kept


@transaction.atomic
def purge_further(item: ArchiveItem, reason: str, by: Any = None) -> Purge:
    """Remove the content of a sealed complaint or training; its place and its hashes stay.

    Raises:
        Refused: Its period is not over.
    """
    row = due_further().select_for_update().filter(pk=item.pk).first()
    if row is None:
        raise moving.Refused("Its period is not over, or something still needs it.", code="status")
    _empty(row)
    return Purge.objects.create(number=row.number, last_hash=row.digest, events=0, reason=reason[:200], by=by)


def _empty(item: ArchiveItem) -> None:
    item.content, item.private_sealed, item.purged_at = {}, "", timezone.now()
    item.save(update_fields=["content", "private_sealed", "purged_at"])


def _dependents(case: ServiceRequest) -> Iterator["QuerySet[Any]"]:
    """Yield what hangs on a case and goes with it; cut loose what stays."""
    for relation in _relations(ServiceRequest):
        model, name = relation.related_model, relation.field.name
        rows = model._default_manager.filter(**{name: case.pk})  # noqa: SLF001 - Django’s own interface
        if relation.field.null and model.__name__ not in DELETED:
            rows.update(**{name: None})
            continue
        for further in _relations(model):
            if not further.field.null and further.related_model is not Event:
                below = further.related_model._default_manager  # noqa: SLF001 - Django’s own interface
                yield below.filter(**{f"{further.field.name}__in": rows.values("pk")})
        yield rows


def _relations(model: type[models.Model]) -> list[Any]:
    fields = model._meta.get_fields(include_hidden=True)  # noqa: SLF001 - Django’s own interface
    return [each for each in fields if each.auto_created and (each.one_to_many or each.one_to_one)]


def _delete(rows: "QuerySet[Any]") -> None:
    """Delete rows at once: their keys protect each other; the database looks when all are gone."""
    rows._raw_delete(using=rows.db)  # noqa: SLF001 - ``delete`` would refuse what PROTECT holds together


def _signed() -> "QuerySet[Evaluation]":
    """Return the evaluations whose signature, drawn by hand, is there: it names somebody as a number does."""
    rows = Evaluation.objects.filter(drawing__isnull=False, drawing__erased_at__isnull=True)
    return rows.select_related("drawing")


def has_contacts(case: ServiceRequest) -> bool:
    """Tell whether a case still names people: its contact, or a signature."""
    return any(getattr(case, name) for name in CONTACT_FIELDS) or _signed().filter(case=case).exists()


@transaction.atomic
def erase_contacts(pk: int, actor: Actor = SYSTEM, data: Any = None) -> bool:
    """Remove the contact data of a final case and the signatures drawn on it; an entry says so.

    The record stays, and so does the hash of each signature: what was sealed holds (decision 19).

    Args:
        pk: The case.
        actor: Whoever it is about, on request; the platform where the time is over.
        data: ``on_request``: staff do it for whoever it is about.

    Returns:
        Whether there was anything.

    Raises:
        Refused: The case is under way: somebody still has to be reached.
    """
    case = moving.locked(pk)
    if case.status not in FINAL:
        raise moving.Refused("The request is under way.", code="status")
    if not has_contacts(case):
        return False
    drawn = [each.drawing for each in _signed().filter(case=case) if each.drawing]
    asked = actor is not SYSTEM or bool((data or {}).get("on_request"))
    text = ON_REQUEST if asked else BY_RULE
    moving.note(pk, "contacts_erased", actor, text=str(text), data={"files": [each.pk for each in drawn]})
    ServiceRequest.objects.filter(pk=pk).update(**dict.fromkeys(CONTACT_FIELDS, ""))
    ArchiveItem.objects.filter(Q(case=case) | Q(complaint__case=case)).update(private_sealed="")
    calls = case.call_backs.all()
    calls.exclude(words_sealed="").update(words_sealed=secrecy.seal(ERASED))
    calls.update(person_sealed="")
    case.evaluations.exclude(signed_by="").update(signed_by=ERASED)
    for drawing in drawn:
        drawing.erase()
    return True


def on_consent_withdrawn(case: ServiceRequest, _event: Event, actor: Actor) -> None:
    """Erase the contact at once where the notice was taken back of a request that is closed already."""
    if case.status in FINAL and consents.without_notice().filter(case=case).exists():
        erase_contacts(case.pk, actor)


def forget() -> int:
    """Forget what goes by itself; return how many rows."""
    asked = set(consents.without_notice().values_list("case", flat=True))
    due = list(due_contacts().values_list("pk", flat=True)[:BATCH])
    done = sum(erase_contacts(pk, data={"on_request": pk in asked}) for pk in due)
    done += due_notices().delete()[0]
    return done + due_looks().delete()[0]
