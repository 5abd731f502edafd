"""What belongs into the archive of an enterprise besides its requests: complaints and trainings (clause 6.1).

A complaint is sealed apart from the request it is about: whoever serves may read the request's item and must
not learn who complained. A training is the enterprise's by its credit code, where the participants have given
it, else by its name as they have written it.
"""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from onestop.home.training.choices import Place
from onestop.home.training.models import Registration, TrainingEventPage
from onestop.requests.archives import gathering, services
from onestop.requests.archives.gathering import PARTIES, Row, row_of
from onestop.requests.archives.models import ArchiveItem, ItemKind
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.supervision.models import Complaint
from onestop.requests.workflow import clock, numbering

TRAININGS = "PX"
"""What the numbers of sealed trainings begin with: 培训."""

SETTLED = dt.timedelta(30)
"""So long after its end attendance, results and proofs of a training are entered."""

LOOKED_BACK = dt.timedelta(730)
"""A training that ended earlier is looked at no more: its participants' data end soon."""


def due_complaints() -> "QuerySet[Complaint]":
    """Return the complaints about requests whose time for an answer is over and that are not sealed yet."""
    rows = Complaint.objects.filter(
        answer_due_on__lt=clock.today(),
        archive_item__isnull=True,
        case__enterprise__isnull=False,
        case__enterprise__merged_into__isnull=True,
    )
    return rows.exclude(case__enterprise__credit_code="").order_by("pk")


def seal_complaints() -> int:
    """Seal what is due; return how many complaints."""
    return sum(_seal_complaint(pk) for pk in list(due_complaints().values_list("pk", flat=True)))


@transaction.atomic
def _seal_complaint(pk: int) -> int:
    complaint = due_complaints().filter(pk=pk).select_related("case__enterprise", "office").first()
    enterprise = complaint.case.enterprise if complaint and complaint.case else None
    if complaint is None or complaint.case is None or enterprise is None:
        return 0
    kept = services.archive_of(enterprise)
    names = (
        *("number", "channel", "office", "subject", "description", "evidence", "remedy"),
        *("received_at", "acknowledged_at", "accept_due_on", "answer_due_on"),
    )
    content = {
        "basic": gathering.basic(enterprise),
        "complaint": [row_of(complaint, *names) | {"request": complaint.case.number or ""}],
    }
    contact = {"contact_name": complaint.contact_name, "phone": complaint.phone}
    item = ArchiveItem(
        kind=ItemKind.COMPLAINT,
        complaint=complaint,
        number=complaint.number,
        title=str(complaint.get_subject_display()),
        sealed_at=timezone.now(),
    )
    services.put(kept, item, content, {"salt": secrets.token_hex(16), "contact": contact})
    return 1


def enterprises_by_name() -> "QuerySet[Any]":
    """Return the names that mean one enterprise, and one with a credit code."""
    rows = Enterprise.objects.filter(merged_into__isnull=True).values("name").order_by()
    one = rows.annotate(n=Count("pk"), code=Max("credit_code")).filter(n=1).exclude(code="")
    return one.values("name")


def with_owner(rows: "QuerySet[Registration]") -> Any:
    """Return registrations with the key of the enterprise as ``owner``; none where its code is unknown."""
    standing = Enterprise.objects.filter(merged_into__isnull=True)
    by_code = standing.filter(credit_code=OuterRef("credit_code")).order_by("pk")
    by_name = standing.filter(name=OuterRef("enterprise"), name__in=enterprises_by_name())
    owner = Case(
        When(~Q(credit_code=""), then=Subquery(by_code.values("pk")[:1])),
        default=Subquery(by_name.values("pk")[:1]),
    )
    return rows.filter(purged_at__isnull=True).annotate(owner=owner)


def due_trainings(now: dt.datetime | None = None) -> list[tuple[int, int]]:
    """Return event and enterprise, as keys, of each training that is over and not sealed yet."""
    now = now or timezone.now()
    ended = Registration.objects.confirmed().filter(
        event__called_off=False, event__ends_at__range=(now - LOOKED_BACK, now - SETTLED)
    )
    sealed = ArchiveItem.objects.filter(event=OuterRef("event"), archive__enterprise=OuterRef("owner"))
    rows = with_owner(ended).filter(~Exists(sealed), owner__isnull=False)
    return list(rows.order_by("event", "owner").values_list("event", "owner").distinct())


def seal_trainings() -> int:
    """Seal the trainings in which people of an enterprise took part; return how many items."""
    return sum(_seal_training(event, owner) for event, owner in due_trainings())


@transaction.atomic
def _seal_training(event_pk: int, owner: int) -> int:
    kept = services.archive_of(Enterprise.objects.get(pk=owner))
    if kept.items.filter(event=event_pk).exists():
        return 0
    event = TrainingEventPage.objects.get(pk=event_pk)
    rows = with_owner(event.registrations.filter(place=Place.CONFIRMED)).filter(owner=owner)
    people = rows.with_attended().select_related("proof").order_by("pk")
    content = {
        "basic": gathering.basic(kept.enterprise),
        "training": [_training(event)],
        "participants": [_participant(row, len(event.session_list)) for row in people],
    }
    item = ArchiveItem(
        kind=ItemKind.TRAINING,
        event=event,
        number=numbering.next_number(series=TRAININGS),
        title=event.title[:255],
        sealed_at=timezone.now(),
    )
    services.put(kept, item, content, {"salt": secrets.token_hex(16)})
    return 1


def _training(event: TrainingEventPage) -> Row:
    return {
        "id": event.pk,
        "audience": PARTIES,
        "event": event.title,
        "kind": str(event.get_kind_display()),
        "from": gathering.plain(event.starts_at),
        "until": gathering.plain(event.ends_at),
        "place": event.shown_place,
        "hours": str(event.hours),
    }


def _participant(row: Any, sessions: int) -> Row:
    """Return who took part and how, by a masked name: the whole one stays with the training."""
    proof = getattr(row, "proof", None)
    return {
        "id": row.pk,
        "audience": PARTIES,
        "person": row.masked_name,
        "attended": f"{row.attended} / {sessions}",
        "result": str(row.get_result_display()) if row.result else "",
        "proof": proof.shown_code if proof and proof.revoked_on is None else "",
    }
