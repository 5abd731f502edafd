"""Taking in complaints and notices of disputes (clause 5.6): number, acknowledgement, days."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.models import Organisation
from onestop.requests.matching.models import Match
from onestop.requests.supervision.models import Complaint, Dispute
from onestop.requests.supervision.models.complaint import Channel
from onestop.requests.workflow import clock, moving, numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Stage
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, moment_of
from onestop.requests.workflow.permissions import may

Data = Mapping[str, Any]
COMPLAINTS, DISPUTES = "TS", "ZY"
"""What the numbers begin with: 投诉, 争议."""

SALT = "requests.complaint"
FIELDS = ("subject", "description", "evidence", "remedy", "office")


@transaction.atomic
def file(data: Data, *, channel: str, case: ServiceRequest | None = None) -> Complaint:
    """Take in a complaint and acknowledge it; the same press twice is one complaint.

    Args:
        data: ``FIELDS``, ``contact_name`` and ``phone``, ``submission``.
        channel: How it came.
        case: The request it is about, if the complainant has proved to be a party.
    """
    submission = data.get("submission") or uuid.uuid4()
    policy, today = clock.current_policy(), clock.today()
    complaint = Complaint(
        number=numbering.next_number(series=COMPLAINTS),
        submission=submission,
        channel=channel,
        case=case,
        accept_due_on=clock.ends_on(today, Stage.COMPLAINT_ACCEPT, policy),
        answer_due_on=clock.ends_on(today, Stage.COMPLAINT_ANSWER, policy),
        **{name: data[name] for name in FIELDS if data.get(name)},
    )
    complaint.contact_name, complaint.phone = data["contact_name"], data["phone"]
    complaint.save(force_insert=True)
    return complaint


def file_once(data: Data, *, channel: str, case: ServiceRequest | None = None) -> Complaint:
    """Take in a complaint, or return what the same press made before."""
    known = Complaint.objects.filter(submission=data["submission"]).first()
    if known is not None:
        return known
    try:
        return file(data, channel=channel, case=case)
    except IntegrityError:
        return Complaint.objects.get(submission=data["submission"])


def file_about(pk: int, actor: Actor, data: dict[str, Any]) -> Complaint:
    """Take in a complaint from the page of a case. No event is written: whoever serves there reads them.

    Args:
        pk: The case.
        actor: Somebody of the enterprise, or staff who write it down.
        data: As of ``file``; contact data are those of the case.

    Raises:
        Refused: The role does not allow it.
    """
    case = ServiceRequest.objects.get(pk=pk)
    moving.refuse(may(actor, "complained", case))
    contact = {"contact_name": case.contact_name, "phone": case.phone}
    about = {"office": data.get("office") or served_by(case)}
    return file({**data, **contact, **about}, channel=Channel.ROOM, case=case)


def served_by(case: ServiceRequest) -> Organisation | None:
    """Return who served a case last, else its office."""
    last = Match.objects.filter(case=case, provider__isnull=False).order_by("-proposed_at", "-pk").first()
    return last.provider if last else case.office


@transaction.atomic
def notify_dispute(pk: int, actor: Actor, data: dict[str, Any]) -> Dispute:
    """Take in the notice of a dispute: the enterprise agrees to the method with it, the other side is asked.

    Args:
        pk: The case.
        actor: Somebody of the enterprise, or staff who write it down.
        data: ``method``, ``claim``.

    Raises:
        Refused: The role does not allow it, or nobody has served yet.
    """
    case = moving.locked(pk)
    other = served_by(case)
    if other is None:
        raise Refused(_("Nobody has served this request yet."))
    dispute = Dispute.objects.create(
        number=numbering.next_number(series=DISPUTES),
        case=case,
        other_party=other,
        method=data["method"],
        claim=data["claim"].strip(),
        enterprise_agreed_at=timezone.now(),
    )
    moving.note(pk, "disputed", actor, data={"dispute": dispute.pk, "number": dispute.number})
    return dispute


@transaction.atomic
def take_up(pk: int, actor: Actor) -> Dispute:
    """Take up a dispute (解决), once both sides have agreed.

    Raises:
        Refused: One of them has not.
    """
    dispute = Dispute.objects.select_for_update().get(pk=pk)
    if not (dispute.enterprise_agreed_at and dispute.other_agreed_at):
        raise Refused(_("Both sides must have agreed to the method and its terms first."))
    dispute.taken_up_at, dispute.taken_up_by = moment_of(None, ""), actor.user
    dispute.save(update_fields=["taken_up_at", "taken_up_by"])
    return dispute


def token(complaint: Complaint) -> str:
    """Return the signed name of a complaint, for whoever filed it."""
    return signing.Signer(salt=SALT, sep=".").sign(str(complaint.pk))


def find(text: str) -> Complaint | None:
    """Return the complaint that a token names; ``None`` for what we did not sign."""
    try:
        key = signing.Signer(salt=SALT, sep=".").unsign(text)
    except signing.BadSignature:
        return None
    return Complaint.objects.select_related("office").filter(pk=int(key)).first()


def url(complaint: Complaint) -> str:
    """Return the path of the page of a complaint."""
    return reverse("requests_complaint", args=[token(complaint)])
