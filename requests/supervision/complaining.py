"""Taking in complaints (clause 5.6; GB/T 19012): number, acknowledgement, days, who takes one up."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.matching.doers import works_at
from onestop.requests.supervision import announcing
from onestop.requests.supervision.disputing import served_by
from onestop.requests.supervision.models import Complaint
from onestop.requests.supervision.models.complaint import Channel
from onestop.requests.workflow import clock, moving, numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Stage
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.permissions import may
from onestop.site import roles as groups
from onestop.site import secrecy

Data = Mapping[str, Any]
SERIES = "TS"
"""What the numbers begin with: 投诉."""

SALT = "requests.complaint"
OWN_PLACE = gettext_lazy(
    "This is about your own place, which must not learn who complains. Give the complainant the page "
    "“Complain” of this site, or the telephone of the service centre."
)
LOOKS = ("looked", "noted", "supervised", "rectified", "rectification_verified", "dispute_taken_up")
"""What makes nobody a part of the matter: looking at a case, and seeing after it."""

GONE_BACK = dt.timedelta(hours=1)
"""So long the same words are the same complaint: the page that is gone back to names a new press."""

FIELDS = ("subject", "description", "evidence", "remedy", "office")


WRITERS = frozenset({Role.WINDOW, Role.STATION, Role.AGENT})
"""Roles that write down what somebody says at the window or on the telephone (matrix 5.3)."""


@transaction.atomic
def file(
    data: Data, *, channel: str, case: ServiceRequest | None = None, by: Actor | None = None
) -> Complaint:
    """Take in a complaint and acknowledge it; the same press twice is one complaint.

    Args:
        data: ``FIELDS``, ``contact_name`` and ``phone``, ``submission``.
        channel: How it came.
        case: The request it is about, if the complainant has proved to be a party.
        by: Who writes it down for the complainant, if somebody does.
    """
    submission = data.get("submission") or uuid.uuid4()
    policy, today = clock.current_policy(), clock.today()
    complaint = Complaint(
        number=numbering.next_number(series=SERIES),
        submission=submission,
        channel=channel,
        case=case,
        written_by=by.user if by else None,
        written_at=by.office if by else None,
        accept_due_on=clock.ends_on(today, Stage.COMPLAINT_ACCEPT, policy),
        answer_due_on=clock.ends_on(today, Stage.COMPLAINT_ANSWER, policy),
        **{name: data[name] for name in FIELDS if data.get(name)},
    )
    complaint.contact_name, complaint.phone = data["contact_name"], data["phone"]
    complaint.save(force_insert=True)
    announcing.came_in(complaint, url(complaint))
    return complaint


def file_once(
    data: Data, *, channel: str, case: ServiceRequest | None = None, by: Actor | None = None
) -> Complaint:
    """Take in a complaint, or return what the same press made before, also one after going back."""
    if known := _known(data, case):
        return known
    try:
        return file(data, channel=channel, case=case, by=by)
    except IntegrityError:
        return Complaint.objects.get(submission=data["submission"])


def _known(data: Data, case: ServiceRequest | None) -> Complaint | None:
    """Return the complaint of the same press, or of the same words by the same telephone a while ago."""
    same = {name: data[name] for name in ("subject", "description", "remedy")}
    again = Q(
        **same,
        case=case,
        phone_print=secrecy.fingerprint(data["phone"].strip()),
        received_at__gt=timezone.now() - GONE_BACK,
    )
    rows = Complaint.objects.filter(Q(submission=data["submission"]) | again)
    return rows.order_by("pk").first()


def write_down(actor: Actor, data: Data) -> Complaint:
    """Take in what somebody says at the window, on the telephone or in a letter; twice is once.

    Args:
        actor: Staff, but of no place that is complained about: whoever is must not learn who complains.
        data: As of ``file``, and ``channel``, ``case``.

    Raises:
        Refused: The role does not allow it, or it is about the actor's own place.
    """
    if not actor.roles & WRITERS:
        raise Refused(_("Your role does not write down complaints."), code="role")
    case = data.get("case")
    concerned = {data.get("office"), case.office if case else None, served_by(case) if case else None}
    if any(works_at(actor, place) for place in concerned):
        raise Refused({"office" if data.get("office") else "case_number": [OWN_PLACE]})
    return file_once(data, channel=data["channel"], case=case, by=actor)


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
    press = {"submission": data.get("submission") or uuid.uuid4()}
    return file_once({**data, **contact, **about, **press}, channel=Channel.ROOM, case=case)


def may_take_up(complaint: Complaint, actor: Actor) -> bool:
    """Tell whether ``actor`` may take up a complaint: the centre; the authority what is left to it."""
    if actor.user is None or complaint.taken_up_at or has_part_in(complaint, actor):
        return False
    if actor.roles & {Role.AGENT, Role.HEAD}:
        return True
    return Role.SUPERVISOR in actor.roles and is_left_to_authority(complaint)


def is_left_to_authority(complaint: Complaint) -> bool:
    """Tell whether everybody at the centre has a part in the matter, so that the authority looks into it."""
    people = get_user_model().objects.filter(is_active=True, groups__name__in=groups.CENTRE).distinct()
    return all(has_part_in(complaint, Actor(user)) for user in people)


def has_part_in(complaint: Complaint, actor: Actor) -> bool:
    """Tell whether ``actor`` works at the place complained about, or has acted on the request (回避)."""
    case = complaint.case
    if works_at(actor, complaint.office):
        return True
    if case is None or actor.user is None:
        return False
    in_hand = case.handler is not None and case.handler.user_id == actor.user.pk
    return in_hand or case.events.filter(actor=actor.user).exclude(name__in=LOOKS).exists()


@transaction.atomic
def take_up(pk: int, actor: Actor, words: str = "") -> Complaint:
    """Take up a complaint: from then on somebody uninvolved is answerable for it, and its filer is told.

    Args:
        pk: The complaint.
        actor: An agent or the head of the centre; the authority where all of them have a part in it.
        words: What the complainant is told, besides that it was taken up.

    Raises:
        Refused: The role does not allow it, it has been taken up, or the actor has a part in the matter.
    """
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("case__handler").get(pk=pk)
    if complaint.taken_up_at:
        raise Refused(_("Somebody has taken it up already."), code="status")
    if has_part_in(complaint, actor):
        raise Refused(_("You have a part in this request. Have somebody else look into it."), code="role")
    if not may_take_up(complaint, actor):
        raise Refused(_("The service centre takes up complaints."), code="role")
    complaint.taken_up_at, complaint.taken_up_by = timezone.now(), actor.user
    complaint.first_words = words.strip()
    complaint.save(update_fields=["taken_up_at", "taken_up_by", "first_words"])
    announcing.taken_up(complaint, url(complaint))
    return complaint


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
