"""Drafts: kept from the first screen on, filled in as often as one likes, or thrown away (T1)."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from onestop.requests.workflow import days, events, moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import Purge, ServiceRequest
from onestop.requests.workflow.permissions import may
from onestop.requests.workflow.table import TABLE

FIELDS = (
    *("item", "description", "details", "wanted_by"),
    *("enterprise", "enterprise_name", "credit_code", "region", "contact_name", "phone", "email"),
    *("office", "filed_at", "parent", "notice_version", "visibility", "is_sample"),
)
"""What a draft may be given; everything else of a case belongs to the services."""


def fill(case: ServiceRequest, data: Mapping[str, Any]) -> None:
    """Put the known ones of ``data`` into ``case``, which the caller saves.

    Raises:
        ValidationError: The day on which it is wanted is too far away to be meant.
    """
    if wanted := data.get("wanted_by"):
        days.near(wanted)
    for name in FIELDS:
        if name in data:
            setattr(case, name, data[name])


def create_draft(actor: Actor, data: Mapping[str, Any]) -> ServiceRequest:
    """Begin a request (T1).

    Args:
        actor: Who.
        data: ``channel``; ``submission``, which names the press of a button: the same one twice begins one
            request; any of ``FIELDS``.

    Returns:
        The draft, or what became of it when the same ``submission`` came before.

    Raises:
        Refused: The role may not, or nothing says how it came.
    """
    moving.refuse(answer := may(actor, "draft", None))
    moving.check_given(TABLE["draft"], data)
    submission = data.get("submission") or uuid.uuid4()
    try:
        with transaction.atomic():
            case = ServiceRequest(channel=data["channel"], submission=submission, filed_by=actor.user)
            fill(case, data)
            case.save(force_insert=True)
            assert answer.role is not None  # noqa: S101 - an allowed answer names the role
            events.record(case, "draft", actor, answer.role, target=Status.DRAFT)
    except IntegrityError:
        return _the_same(submission, actor)
    return case


def save_draft(pk: int, data: Mapping[str, Any]) -> ServiceRequest:
    """Keep what was typed so far; the caller has checked whose draft it is.

    Raises:
        Refused: It has been submitted.
    """
    with transaction.atomic():
        case = moving.locked(pk)
        if case.status != Status.DRAFT:
            raise moving.Refused(_("This request has been submitted already."), code="status")
        fill(case, data)
        case.save()
    return case


@transaction.atomic
def discard(case: ServiceRequest, reason: str) -> None:
    """Remove a draft with its files; nothing else is ever removed by this.

    Args:
        case: The draft.
        reason: Why, for the note that the database asks for before it lets an event go.

    Raises:
        Refused: It is no draft.
    """
    row = ServiceRequest.objects.select_for_update().filter(pk=case.pk, status=Status.DRAFT).first()
    if row is None:
        raise moving.Refused(_("This request has been submitted already."), code="status")
    Purge.objects.create(
        case_pk=row.pk, number="", last_hash=row.chain_head, events=row.chain_length, reason=reason
    )
    for attachment in row.attachments.all():
        transaction.on_commit(attachment.remove_file)
    row.attachments.all().delete()
    row.events.all().delete()
    row.delete()


def _the_same(submission: uuid.UUID, actor: Actor) -> ServiceRequest:
    """Return the request that the same press made; another's is not given away."""
    case = ServiceRequest.objects.filter(submission=submission).first()
    if case is None or case.filed_by_id != getattr(actor.user, "pk", None):
        raise moving.Refused(_("This form has been used already. Please open a new one."), code="used")
    return case
