"""Giving and withdrawing consent (PIPL art. 13 to 16 and 23; clause 6.3)."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest

LABELS = {
    "enterprise_name": gettext_lazy("name, credit code and region of the enterprise"),
    "description": gettext_lazy("what is needed"),
    "details": gettext_lazy("details by kind of service"),
    "contact_name": gettext_lazy("contact person"),
    "phone": gettext_lazy("telephone number"),
    "email": gettext_lazy("e-mail address"),
    "attachments": gettext_lazy("files"),
}
"""Data of a case that can be handed over, as people call it."""

HANDED = tuple(LABELS)
"""What a receiver gets of a case, unless the enterprise gives less; those of ``looking.FIELDS`` and more."""

PUBLISHED = {
    "question": pgettext_lazy("published", "question"),
    "answer": pgettext_lazy("published", "answer"),
}
"""What is published without names, if the enterprise agrees."""


def give(
    purpose: str,
    *,
    case: ServiceRequest | None = None,
    enterprise: Any = None,
    receiver: Any = None,
    expert: Any = None,
    fields: Iterable[str] = (),
    version: str = "",
    user: Any = None,
) -> ConsentRecord:
    """Write down a consent and return it; the caller's own event tells of it, in the same transaction.

    Args:
        purpose: What was agreed to.
        case: For which case.
        enterprise: Of which enterprise; the case's unless given.
        receiver: The organisation that gets the data (单独同意 names it).
        expert: The expert who does, instead.
        fields: Names of the data.
        version: Which wording was shown.
        user: Who agreed; ``None`` for a holder of the case.

    Raises:
        ValidationError: A consent to hand over must name the receiver and the data.
    """
    names = list(fields)
    if purpose == Purpose.HAND_OVER and not (names and (receiver or expert)):
        raise ValidationError(_("A consent to hand data over names the receiver and the data."))
    return ConsentRecord.objects.create(
        purpose=purpose,
        case=case,
        enterprise=enterprise or (case.enterprise if case else None),
        receiver=receiver,
        expert=expert,
        receiver_name=str(receiver or expert or ""),
        fields=names,
        version=version,
        given_by=user,
    )


def names_of(record: ConsentRecord) -> list[str]:
    """Return the data of a consent as people call them."""
    return [str((LABELS | PUBLISHED).get(name, name)) for name in record.fields]


@transaction.atomic
def give_to_case(pk: int, actor: Actor, data: dict[str, Any]) -> ConsentRecord:
    """Write down a consent that belongs to a case, with an event of its own.

    Args:
        pk: The case.
        actor: Who.
        data: ``purpose``; ``fields``, ``version``.
    """
    case = moving.locked(pk)
    record = give(
        data["purpose"],
        case=case,
        fields=data.get("fields", ()),
        version=data.get("version", ""),
        user=actor.user,
    )
    moving.note(pk, "consented", actor, text=str(record.get_purpose_display()), data={"consent": record.pk})
    return record


def valid_for(case: ServiceRequest, purpose: str) -> "QuerySet[ConsentRecord]":
    """Return the consents for a case that hold now."""
    return ConsentRecord.objects.valid().filter(case=case, purpose=purpose)


def without_notice() -> "QuerySet[ConsentRecord]":
    """Return the privacy notices that were taken back: nobody is called or written to by what they cover."""
    return ConsentRecord.objects.filter(purpose=Purpose.NOTICE, withdrawn_at__isnull=False)


def ends_with_the_request(record: ConsentRecord) -> bool:
    """Tell whether it is withdrawn with the request: without the notice nothing may be served."""
    case = record.case
    return record.purpose == Purpose.NOTICE and case is not None and case.is_under_way


@transaction.atomic
def withdraw(pk: int, actor: Actor) -> ConsentRecord:
    """Withdraw a consent; it works at once. Whoever listens to ``consent_withdrawn`` closes what hung on it.

    The event's data names the record as ``consent``. Withdrawing twice is the same as once.

    Args:
        pk: The consent, of which the caller has made sure that it is the actor's.
        actor: Who, with the roles towards the consent's case.

    Raises:
        ValidationError: It is the consent to serve a request that is under way; that one is withdrawn itself.
    """
    record = ConsentRecord.objects.select_for_update(of=("self",)).get(pk=pk)
    if record.withdrawn_at is not None:
        return record
    if ends_with_the_request(record):
        raise ValidationError(_("Withdraw the request itself on its page; then we stop using your data."))
    record.withdrawn_at = timezone.now()
    record.save(update_fields=["withdrawn_at"])
    if record.case_id and record.case and record.case.status != Status.DRAFT:
        text = _("%(purpose)s: withdrawn.") % {"purpose": record.get_purpose_display()}
        moving.note(record.case_id, "consent_withdrawn", actor, text=text, data={"consent": record.pk})
    return record
